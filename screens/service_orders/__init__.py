"""What a municipality, or UWV, ordered for a client."""
