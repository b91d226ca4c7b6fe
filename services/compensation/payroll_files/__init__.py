"""Files for the payers' payroll systems. Pure: the same batch gives the same bytes (C-9, C-10)."""
