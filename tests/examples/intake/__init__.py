"""Canonical examples of intake's commands and events: one problem, and what becomes of it."""

from shared.contracts.record import Event
from tests.examples.intake import cases, notices, receipts, reports, triage

EVENTS: tuple[Event, ...] = (
    *reports.EVENTS,
    *cases.EVENTS,
    *triage.EVENTS,
    *notices.EVENTS,
    *receipts.EVENTS,
)
