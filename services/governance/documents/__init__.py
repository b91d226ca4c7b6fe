"""What governance puts on paper: built from what was recorded, pure."""
