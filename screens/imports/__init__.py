"""Bringing in a file of another system, its report, and taking it back."""
