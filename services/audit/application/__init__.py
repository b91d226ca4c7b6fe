"""Load, decide, append for audit: who may read what, and what is put on record."""

from services.audit.application.histories import (
    Audit,
    History,
    Remembered,
    deciders,
    sentence,
    summary,
    tree_heads,
)

__all__ = ["Audit", "History", "Remembered", "deciders", "sentence", "summary", "tree_heads"]
