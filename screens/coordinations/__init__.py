"""Requests to account holders and their decisions: the inbox, the file of one, asking and deciding."""
