"""Records that this program can't read, among those that it can."""

import json
from typing import Any
from uuid import UUID, uuid5

from shared.contracts.record import NAMESPACE
from shared.eventlog.ledger import Append, Appended, Ledger, NewEvent
from tests.contracts.golden_files import FOLDER
from tests.examples.ids import NOW, SECRETARY, TELEMARK

KNOWN = "intake.report-registered.v2"
CASE = UUID("3b241101-e2bb-4255-8caf-4136c566a962")


def record(number: int, **changes: Any) -> bytes:
    """A report that was registered, in one case; `changes` are attributes of its envelope."""
    written = json.loads((FOLDER / f"{KNOWN}.json").read_bytes())
    written |= {
        "id": str(uuid5(NAMESPACE, f"record {number}")),
        "subject": f"case-{CASE}",
        "subjectversion": number,
        "correlationid": str(CASE),
        "recordedtime": NOW.isoformat(),
        "actor": str(SECRETARY),
        "helsefellesskap": str(TELEMARK),
    }
    return json.dumps(written | changes).encode()


def strange() -> dict[int, bytes]:
    """By position in a log of six: only the first and the last are understood."""
    return {
        1: record(1),
        2: record(2, type="intake.something-new.v1"),
        3: record(3, type="intake.report-registered.v9"),
        4: b"\xff\x00 not JSON at all",
        5: record(5, attribute="of a newer envelope"),
        6: record(6),
    }


def record_all(ledger: Ledger) -> None:
    """Puts them in a ledger, in their order."""
    for position, body in strange().items():
        (outcome,) = ledger.append_all([Append((NewEvent("strange", position, KNOWN, body),))])
        assert isinstance(outcome, Appended)
