"""Canonical examples of compensation's commands and events: one doctor, one meeting, one batch."""

from shared.contracts.record import Event
from tests.examples.compensation import batches, claims, settlements, terms

EVENTS: tuple[Event, ...] = (*terms.EVENTS, *claims.EVENTS, *batches.EVENTS, *settlements.EVENTS)
