"""How events written in earlier versions are read today.

An event changes by a new version; the stored bytes of the old one never change. For each old
version stands here the one step that leads to the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Upcast:
    """One step: the type it leads `to`, and the pure `change` of the event's data.

    `change` is given the data as it was stored (JSON values) and returns new data; it never
    alters what it was given.
    """

    to: str
    change: Callable[[dict[str, Any]], dict[str, Any]]


def _with_language(data: dict[str, Any]) -> dict[str, Any]:
    """Before reports told their language they were all written in bokmål."""
    return {**data, "language": "nb"}


_FIRST_LEVELS = {"ssu": 2, "lsu": 2, "partnership": 3}


def _with_rules(data: dict[str, Any]) -> dict[str, Any]:
    """Before bodies told their level and all their rules, the kind gave the level and everything
    but three rules was the same for all."""
    kept = {
        name: value
        for name, value in data.items()
        if name not in ("quorum", "mixed_disagreement", "ratification_working_days")
    }
    rules = {
        "quorum": data.get("quorum"),
        "mixed_disagreement": data.get("mixed_disagreement", "professional-first"),
        "deadlines": {"ratify": data["ratification_working_days"]},
    }
    return {**kept, "level": _FIRST_LEVELS.get(data["kind"], 1), "rules": rules}


def _with_what_the_seat_represents(data: dict[str, Any]) -> dict[str, Any]:
    """Before seats told whom they represent, the basis was free text; it is kept as the note."""
    told = str(data["basis"])
    basis = next((basis for word, basis in _BASES if word in told.casefold()), "party")
    represents = "gps" if basis in ("elected", "samarbeidsutvalg") else "party"
    if data["function"] == "observer":
        represents = "observers"
    return {**data, "represents": represents, "basis": basis, "basis_note": told}


_BASES = (
    ("samarbeidsutvalg", "samarbeidsutvalg"),
    ("legeforening", "legeforeningen"),
    ("elected", "elected"),
    ("valgt", "elected"),
)


def _as_it_was(data: dict[str, Any]) -> dict[str, Any]:
    """What the new version tells beyond the old was not so before: its defaults say that."""
    return dict(data)


def _with_kinds(data: dict[str, Any]) -> dict[str, Any]:
    """Before there were other kinds, every meeting was ordinary and every item decided a case."""
    items = [{**item, "kind": "decision"} for item in data["items"]]
    return {**data, "kind": "ordinary", "items": items}


def _with_roles(finding: dict[str, Any]) -> dict[str, Any]:
    """Before clinicians told who they were, only the parties they took part for were recorded."""
    clinicians = [{"party": party} for party in finding.get("clinicians", [])]
    return {**finding, "clinicians": clinicians}


def _with_findings_by_role(data: dict[str, Any]) -> dict[str, Any]:
    """What else the new version tells was not recorded before; the first rules made all of them."""
    return {**data, "findings": [_with_roles(each) for each in data["findings"]]}


def _with_number_of_lines(data: dict[str, Any]) -> dict[str, Any]:
    """The first batches had one part, with all their lines in it."""
    return {**data, "line_count": len(data["lines"])}


def _with_how_it_was_read(data: dict[str, Any]) -> dict[str, Any]:
    """Before a reading told how and of what, there were histories of one case only, `case <id>`."""
    case = str(data["what"]).removeprefix("case ")
    return {"person": data["person"], "how": "history", "case_id": case, "purpose": data["purpose"]}


UPCASTERS: dict[str, Upcast] = {
    "assessment.assessment-concluded.v1": Upcast(
        "assessment.assessment-concluded.v2", _with_findings_by_role
    ),
    "assessment.capacity-recorded.v1": Upcast("assessment.capacity-recorded.v2", _as_it_was),
    "assessment.finding-recorded.v1": Upcast("assessment.finding-recorded.v2", _with_roles),
    "audit.access-recorded.v1": Upcast("audit.access-recorded.v2", _with_how_it_was_read),
    "compensation.batch-acknowledged.v1": Upcast("compensation.batch-acknowledged.v2", _as_it_was),
    "compensation.batch-exported.v1": Upcast("compensation.batch-exported.v2", _as_it_was),
    "compensation.batch-locked.v1": Upcast("compensation.batch-locked.v2", _with_number_of_lines),
    "compensation.claim-attested.v1": Upcast("compensation.claim-attested.v2", _as_it_was),
    "compensation.claim-batched.v1": Upcast("compensation.claim-batched.v2", _as_it_was),
    "compensation.claim-drafted.v1": Upcast("compensation.claim-drafted.v2", _as_it_was),
    "compensation.time-claimed.v1": Upcast("compensation.time-claimed.v2", _as_it_was),
    "compensation.wage-types-set.v1": Upcast("compensation.wage-types-set.v2", _as_it_was),
    "governance.body-established.v1": Upcast("governance.body-established.v2", _with_rules),
    "governance.consensus-failed.v1": Upcast("governance.consensus-failed.v2", _as_it_was),
    "governance.consensus-reached.v1": Upcast("governance.consensus-reached.v2", _as_it_was),
    "governance.decision-in-force.v1": Upcast("governance.decision-in-force.v2", _as_it_was),
    "governance.implementation-reported.v1": Upcast(
        "governance.implementation-reported.v2", _as_it_was
    ),
    "governance.item-closed.v1": Upcast("governance.item-closed.v2", _as_it_was),
    "governance.item-opened.v1": Upcast("governance.item-opened.v2", _as_it_was),
    "governance.meeting-closed.v1": Upcast("governance.meeting-closed.v2", _as_it_was),
    "governance.meeting-planned.v1": Upcast("governance.meeting-planned.v2", _with_kinds),
    "governance.proposal-submitted.v1": Upcast("governance.proposal-submitted.v2", _as_it_was),
    "governance.ratification-registered.v1": Upcast(
        "governance.ratification-registered.v2", _as_it_was
    ),
    "governance.seat-filled.v1": Upcast(
        "governance.seat-filled.v2", _with_what_the_seat_represents
    ),
    "governance.trial-applied.v1": Upcast("governance.trial-applied.v2", _as_it_was),
    "intake.case-triaged.v1": Upcast("intake.case-triaged.v2", _as_it_was),
    "intake.report-registered.v1": Upcast("intake.report-registered.v2", _with_language),
    "intake.report-registered.v2": Upcast("intake.report-registered.v3", _as_it_was),
}
"""By the type that was stored. A chain of steps ends in a type of today's language."""
