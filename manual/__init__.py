"""How the documentation is made of what the program says itself."""
