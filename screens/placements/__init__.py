"""Placements: the list, the file of one, and how one ends."""
