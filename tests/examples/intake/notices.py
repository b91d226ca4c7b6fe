"""Canonical example of what a person wants to be told."""

from services.intake.commands import ChooseNotices
from shared.contracts.intake import NoticesChosen
from shared.contracts.record import Event
from tests.examples.ids import GP

CHOOSE_NOTICES = ChooseNotices(person=GP, by_email=False)
NOTICES_CHOSEN = NoticesChosen(person=GP, by_email=False)

EVENTS: tuple[Event, ...] = (NOTICES_CHOSEN,)
