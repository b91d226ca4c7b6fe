"""What governance decides: one room per kind of stream, each with its own state. Pure."""

RULES_VERSION = "3"
