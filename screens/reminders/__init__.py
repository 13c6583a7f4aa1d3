"""Reminders as a calendar file: how it is made, and the question whether names go with it."""
