"""Labelled data, each set as one archive with a card; imported from the repository root only."""
