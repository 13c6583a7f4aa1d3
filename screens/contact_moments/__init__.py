"""Contact moments: the form in which one is recorded or corrected."""
