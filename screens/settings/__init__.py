"""Settings: the list of figures that the organisation sets, and the form for a new value."""
