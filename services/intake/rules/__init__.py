"""What must hold in intake, by rule number. Pure."""
