"""What audit decides: pure, one module for each kind of stream."""

RULES_VERSION = "2"
"""Stored with each decision; raised when a decision would come out otherwise than before."""
