"""Intake at work, with a register to look things up in."""

from tests.assessment.conftest import installation

__all__ = ["installation"]
