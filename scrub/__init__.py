"""Scrub: chats and coding sessions in, the same data without people and secrets out."""
