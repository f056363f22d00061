"""Dates and ages that tell of somebody's life."""
