"""What governance does about what it hears: commands at once, and deadlines (G-11, G-12)."""

from services.governance.reactions.caused import react
from services.governance.reactions.timers import SUCCESSION, fires, timers_of
from shared.contracts.record import ServiceName

__all__ = ["REACTS_TO", "SUCCESSION", "fires", "react", "timers_of"]

REACTS_TO: frozenset[ServiceName] = frozenset({"assessment", "governance"})
