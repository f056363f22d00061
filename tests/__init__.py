"""The tests; their modules share what they start from."""
