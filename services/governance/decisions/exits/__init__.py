"""The named ways out of partnerskapsmøtet, each a kind of stream of its own (G-10)."""

from services.governance.decisions.exits import clarification, dispute, trial

__all__ = ["clarification", "dispute", "trial"]
