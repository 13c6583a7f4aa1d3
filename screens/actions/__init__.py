"""Actions: the form of one."""
