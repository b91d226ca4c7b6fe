"""The ids and the moments that all examples share, so that they tell one story."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from shared.contracts.record import NAMESPACE, Sealed


def id_of(name: str) -> UUID:
    return uuid5(NAMESPACE, f"example:{name}")


TELEMARK = id_of("telemark")
SKIEN = id_of("skien")
PORSGRUNN = id_of("porsgrunn")
HOSPITAL = id_of("sykehuset-telemark")
CASE = id_of("case")
REPORT = id_of("report")
GP = id_of("gp")
SECRETARY = id_of("secretary")
ATTESTER = id_of("attester")
APPROVER = id_of("approver")
FS = id_of("fs")
SSU = id_of("ssu")
PARTNERSHIP = id_of("partnership")
SEAT_GP = id_of("seat-gp")
SEAT_SKIEN = id_of("seat-skien")
SEAT_PORSGRUNN = id_of("seat-porsgrunn")
SEAT_HOSPITAL = id_of("seat-hospital")
PROPOSAL = id_of("proposal")
MEETING = id_of("meeting")
ITEM = id_of("item")
AGREEMENT = id_of("agreement")
RATE = id_of("rate")
CLAIM = id_of("claim")
LINE = id_of("line")
BATCH = id_of("batch")

REPORTED = date(2026, 10, 1)
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
MEETING_FROM = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
MEETING_TO = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
RATIFY_BY = datetime(2026, 12, 15, 22, 59, 59, tzinfo=UTC)


def sealed(subject: str, purpose: str, clear: str) -> Sealed:
    return Sealed(subject=subject, purpose=purpose, clear=clear)
