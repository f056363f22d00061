"""One pass over a text that leads to the few finders that may find something, and only where they may."""
