"""Addresses of machines and mailboxes."""
