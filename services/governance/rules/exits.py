"""What must hold for all named ways out of partnerskapsmøtet (G-10, I-3)."""

from datetime import date, datetime

from services.governance.commands.exits import ExitFacts
from services.governance.commands.facts import BodyFact
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance.exits import Contact
from shared.contracts.record import Sealed
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def lies_at_partnership(facts: ExitFacts) -> BodyFact:
    """G-10: exits are taken by partnerskapsmøtet, for a case that lies there and waits for no
    other exit. Gives the body."""
    if facts.body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    if facts.body.kind != "partnership":
        raise Refused("G-10", "governance.exit-elsewhere", field="body_id")
    if facts.case is None:
        raise Refused("G-10", "governance.case-unknown", field="case_id")
    if facts.case.body_id != facts.body.body_id:
        raise Refused("G-10", "governance.case-not-here", field="body_id")
    return facts.body


def day_has_come(rule: str, field: str, day: date, now: datetime) -> date:
    """What is told as having happened is not ahead."""
    if day > local_day(now):
        raise Refused(rule, "governance.day-ahead", field=field, day=day)
    return day


def contact_is_whole(rule: str, contact: Contact) -> Contact:
    """G-16, G-18: somebody with a name, an e-mail address and a phone number."""
    _told(rule, "contact.name", contact.name)
    if "@" not in _told(rule, "contact.email", contact.email):
        raise Refused(rule, "governance.no-email", field="contact.email")
    if sum(sign.isdigit() for sign in _told(rule, "contact.phone", contact.phone)) < 8:
        raise Refused(rule, "governance.no-phone", field="contact.phone")
    return contact


def _told(rule: str, field: str, sealed: Sealed) -> str:
    return written(rule, field, sealed.clear or "", longest=NAME_LENGTH)


def no_patient_is_recognised(anonymous: bool) -> None:
    """I-3: a machine can't promise it, so whoever sends it says that they have made sure."""
    if not anonymous:
        raise Refused("I-3", "governance.not-made-sure", field="anonymous")
