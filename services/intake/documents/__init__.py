"""What reporters are given on paper: the receipt (I-11)."""
