"""Clients: the list, the file of one, and its forms."""
