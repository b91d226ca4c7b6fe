"""Load, decide, append for audit: who may read what, and what is put on record."""

from services.audit.application.histories import Audit, History
from services.audit.application.recording import deciders, tree_heads
from services.audit.application.remembering import Remembered, name_of, sentence, summary

__all__ = [
    "Audit",
    "History",
    "Remembered",
    "deciders",
    "name_of",
    "sentence",
    "summary",
    "tree_heads",
]
