"""Logins of people: behind words for them, in paths and branches, in lists, by their own form."""
