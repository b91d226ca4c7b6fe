"""What must hold for rates, agreements, claims and batches, by rule number. Pure."""
