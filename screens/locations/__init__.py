"""Our own work locations."""
