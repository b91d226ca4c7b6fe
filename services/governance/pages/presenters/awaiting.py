"""What awaits the one who looks, as the front page shows it (G-10 to G-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.governance.application.awaiting import Awaited
from services.governance.pages.presenters.names import Names


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """Something to be done: what, in which case, by when, and where its form is."""

    address: str
    what: str
    case: str
    body: str
    due_at: datetime | None
    now: bool
    until_meeting: bool
    late: bool


def rows(found: Sequence[Awaited], now: datetime, names: Names) -> list[AwaitedRow]:
    names.look_up(each.case_id for each in found)
    return [
        AwaitedRow(
            address=_address(each),
            what=_what(each, names),
            case=names.case(each.case_id, each.number),
            body=names.body(each.body),
            due_at=each.due_at,
            now=each.now,
            until_meeting=each.until_meeting,
            late=each.due_at is not None and each.due_at < now,
        )
        for each in found
    ]


def _address(each: Awaited) -> str:
    """The form itself."""
    match each.kind:
        case "stance":
            return f"/moter/{each.meeting_id}/saker/{each.item_id}#stance"
        case "sign":
            return f"/styring/utveier/clarification/{each.exit_id}/signer"
        case "answer-hearing" | "summarise" | "report-back":
            return f"/horinger/{each.hearing_id}#{each.kind}"
        case "take-exit":
            return f"/styring/saker/{each.case_id}/utveier"
        case _:
            return f"/styring/saker/{each.case_id}?valg={each.act}#act"


def _what(each: Awaited, names: Names) -> str:
    what = names.words(f"governance.awaiting.{each.kind}")
    if each.party is None:
        return what
    return names.words("governance.awaiting.for", what=what, party=names.party(each.party))
