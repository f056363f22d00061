"""What looks like a secret or a personal value and is nobody's: placeholders, examples, stock values."""
