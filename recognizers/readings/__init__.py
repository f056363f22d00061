"""Other readings of a text: what is escaped, encoded, folded or wrapped in it, with exact places."""
