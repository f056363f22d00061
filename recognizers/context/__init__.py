"""Numbers told by the words around them, in any language: a small model of our own."""
