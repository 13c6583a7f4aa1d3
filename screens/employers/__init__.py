"""Employers: the list, the file of one, and what is done with it."""
