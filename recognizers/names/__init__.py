"""Finds the names of people, places and organisations with models of our own."""
