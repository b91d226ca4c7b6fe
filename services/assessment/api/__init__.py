"""Assessment over HTTP: parse, ask the application, answer (architecture, section 6)."""

from services.assessment.api.commands import commands
from services.assessment.api.queries import queries, seen

__all__ = ["commands", "queries", "seen"]
