"""Vacancies: the list, the file of one, its forms, and proposing somebody for it."""
