"""What municipalities buy of us."""
