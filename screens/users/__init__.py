"""Who works with the store."""
