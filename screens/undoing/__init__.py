"""Undoing: one's last change with one key from anywhere, and the list of one's last acts."""
