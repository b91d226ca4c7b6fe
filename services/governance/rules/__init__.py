"""What must hold for governance, by rule number. Pure."""
