"""The timeline of a record: its lines, and the keys that add to it."""
