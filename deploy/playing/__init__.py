"""Plays cases over the real APIs: the example register, the walk, cases from a file."""
