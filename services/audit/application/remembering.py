"""Events as audit remembers them: what access to each depends on, and how each is told (R-8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, assert_never
from uuid import UUID

from services.audit.readmodels.logbook import Entry
from shared.contracts.compensation import BatchLocked, ClaimDrafted
from shared.contracts.intake import CaseSplitOff, CaseStarted, ReportRegistered, ReportsJoined
from shared.contracts.record import SERVICES, Envelope, Event, service_actor
from shared.identity.actions import Action
from shared.identity.conditions import Kind, Resource
from shared.web.i18n import Words

_OF_REPORTERS = frozenset(
    f"intake.{what}"
    for what in ("report-registered", "report-withdrawn", "reports-joined", "case-split-off")
)
"""The events that tell who reported, though only by a pseudonym; whatever their version."""

SERVICES_AS_PEOPLE = frozenset(map(service_actor, SERVICES))
"""The pseudonyms that services act under by themselves."""

KINDS: dict[str, Kind] = {
    "intake": "case",
    "assessment": "diagnosis",
    "governance": "decision",
    "compensation": "claim",
    "audit": "log",
}


@dataclass(frozen=True, slots=True)
class Remembered:
    """An event on record, read: `event` is None where it is not understood here, or not yet.

    `whole`: its content too may be read by the one who asks, not only that it has happened.
    `secret`: who did it may not be told to them (P-4).
    """

    entry: Entry
    envelope: Envelope
    event: Event | None
    whole: bool = False
    secret: bool = False

    @property
    def by(self) -> UUID | None:
        """Who did it, where that may be told."""
        return None if self.secret else self.entry.actor


def content_action(each: Remembered) -> Action:
    """What one must be allowed to read the event itself: the rule of the service that said it."""
    match each.entry.service:
        case "intake":
            of_reporters = each.entry.type.rsplit(".", 1)[0] in _OF_REPORTERS
            return "intake.read-report" if of_reporters else "intake.read-case"
        case "assessment":
            return "assessment.read"
        case "governance":
            return "governance.read-decision"
        case "compensation":
            batch = each.envelope.subject.startswith("batch-")
            return "compensation.read-batch" if batch else "compensation.read-claim"
        case "audit":
            return "audit.read-accesses"
        case _:
            assert_never(each.entry.service)


def reporters_of(remembered: Iterable[Remembered]) -> tuple[UUID, ...]:
    """All who have reported the case or started it, the first one first (I-0, I-13)."""
    found: list[UUID] = []
    for each in remembered:
        match each.event:
            case ReportRegistered() as event:
                found.append(event.reporter)
            case CaseStarted() as event:
                found.append(event.started_by)
            case CaseSplitOff() | ReportsJoined() as event:
                found.extend(held.reporter for held in event.reports)
            case _:
                continue
    return tuple(found)


def number_of(remembered: Iterable[Remembered]) -> str | None:
    """What the case is called, where its beginning is among these."""
    begun = (ReportRegistered, CaseStarted, CaseSplitOff)
    return next((each.event.number for each in remembered if isinstance(each.event, begun)), None)


def claims_of(remembered: Iterable[Remembered]) -> dict[str, tuple[UUID, UUID]]:
    """Claimant and payer by the stream of the claim or the batch."""
    found: dict[str, tuple[UUID, UUID]] = {}
    for each in remembered:
        match each.event:
            case ClaimDrafted() as drafted:
                found[each.envelope.subject] = (drafted.claimant, drafted.payer)
                found[f"batched-{drafted.claim_id}"] = (drafted.claimant, drafted.payer)
            case BatchLocked() as locked:
                found[each.envelope.subject] = (locked.payer, locked.payer)
            case _:
                continue
    return found


def resource_of(
    each: Remembered,
    case_id: UUID,
    reporters: tuple[UUID, ...],
    locked: bool,
    claims: dict[str, tuple[UUID, UUID]],
) -> Resource:
    """What access to one event depends on."""
    kind = KINDS[each.entry.service]
    person, party = next(iter(reporters), None), None
    people = frozenset(reporters)
    if each.entry.service == "compensation":
        person, party = claims.get(each.envelope.subject, (each.entry.actor, None))
        people = frozenset()
        if each.envelope.subject.startswith("batch-"):
            kind, person = "batch", None
    return Resource(
        kind,
        helsefellesskap=each.entry.helsefellesskap,
        person=person,
        people=people,
        party=party,
        case=case_id,
        locked=locked,
        lifted=True,
    )


def sentence(each: Remembered, words: Words) -> str:
    """What happened, in one Norwegian sentence; an event is not told of before it is understood."""
    key = f"event.{each.entry.type.rsplit('.', 1)[0]}"
    if each.event is None or not words.has(key):
        return words("audit.unknown-event", type=each.entry.type)
    return words(key)


def name_of(person: UUID | None, found: str | None, words: Words) -> str:
    """What somebody is called in a history: `found` is the register's name, where it has one.

    Nobody is named where it may not be told (P-4), and none that is erased (R-7).
    """
    if person is None:
        return words("audit.by-reporter")
    if found is not None:
        return found
    return words("audit.by-service" if person in SERVICES_AS_PEOPLE else "audit.by-erased")


def summary(each: Remembered) -> dict[str, Any]:
    """One event as it is listed: never its content, which its own service shows."""
    return {
        "service": each.entry.service,
        "type": each.entry.type,
        "time": each.entry.happened,
        "recordedtime": each.entry.recorded,
        "actor": each.by,
        "sequence": each.entry.position,
        "stream": each.envelope.subject,
        "id": each.entry.event_id,
        "causation": each.envelope.causationid,
        "rulesversion": each.envelope.rulesversion,
    }
