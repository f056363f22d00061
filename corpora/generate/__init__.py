"""Invented chats and coding sessions of any size, labelled by construction: `python -m corpora.generate`."""
