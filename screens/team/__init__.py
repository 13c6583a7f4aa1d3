"""Team: what a team lead watches, down to the records behind each figure. The figures are ``db/team.py``."""
