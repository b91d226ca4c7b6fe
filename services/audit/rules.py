"""What must hold for the trees and for reading, by rule number. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from shared.contracts.audit import TreeHead
from shared.contracts.governance.own_lines import DecisionInForce
from shared.contracts.governance.unresolved import CaseClosed, NotAgreedDeclared
from shared.contracts.record import Event, ServiceName
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

Ledger = tuple[ServiceName, UUID]
SUBJECT = re.compile(r"(case|person)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PURPOSE_LENGTH = 500
NAME_LENGTH = 80
MOST_QUERIES = 100


def by_ledger(heads: Iterable[TreeHead]) -> dict[Ledger, TreeHead]:
    return {(head.service, head.epoch): head for head in heads}


def never_shrinks(known: Mapping[Ledger, TreeHead], heads: Iterable[TreeHead]) -> None:
    """R-4: a tree that was larger once, or another one of the same size, is a broken log."""
    for ledger, head in by_ledger(heads).items():
        before = known.get(ledger)
        if before is None:
            continue
        if head.size < before.size or (head.size == before.size and head.root != before.root):
            raise Refused("R-4", "audit.tree-changed", service=head.service, size=before.size)


def tells_the_purpose(purpose: str, *, needed: bool) -> None:
    """R-6: who reads for an authority says what for; I-3: without naming a patient."""
    if needed and not purpose.strip():
        raise Refused("R-6", "audit.purpose-missing", field="purpose")
    if len(purpose) > PURPOSE_LENGTH:
        raise Refused("R-6", "audit.purpose-too-long", field="purpose", longest=PURPOSE_LENGTH)
    names_no_patient((("purpose", purpose),))


def locks(event: Event | None) -> bool:
    """P-4: a case is decided and locked when a decision is in force, when it is said that there
    is no agreement, and when it is closed."""
    return isinstance(event, DecisionInForce | NotAgreedDeclared | CaseClosed)


def is_a_subject(subject: str) -> None:
    """R-7: what is blocked or erased is one case's or one person's."""
    if not SUBJECT.fullmatch(subject):
        raise Refused("R-7", "audit.no-subject", field="subject")


def has_a_basis(basis: str, reason: str) -> None:
    """R-7: a legal basis and a reason are told; I-3: without naming a patient."""
    for field, text in (("basis", basis), ("reason", reason)):
        if not text.strip():
            raise Refused("R-7", f"audit.{field}-missing", field=field)
        if len(text) > PURPOSE_LENGTH:
            raise Refused("R-7", "audit.text-too-long", field=field, longest=PURPOSE_LENGTH)
    names_no_patient((("basis", basis), ("reason", reason)))


def no_duty_to_keep(kept_until: date | None, today: date) -> None:
    """R-7: nothing is erased while a duty to archive or to keep accounts runs."""
    if kept_until is not None and kept_until >= today:
        raise Refused("R-7", "audit.duty-to-keep", until=kept_until)


def two_people(requested_by: UUID, confirmed_by: UUID) -> None:
    """R-7: whoever asks for an erasure never confirms it."""
    if requested_by == confirmed_by:
        raise Refused("R-7", "audit.erasure-by-one")


def keeps_own(person: UUID, asking: UUID) -> None:
    """R-5: a question is kept for oneself."""
    if person != asking:
        raise Refused("R-5", "audit.queries-of-others")


def can_be_kept(name: str, kept: Collection[str]) -> None:
    """R-5: a name that can be read again; I-3: without naming a patient."""
    if not name:
        raise Refused("R-5", "audit.name-missing", field="name")
    if len(name) > NAME_LENGTH:
        raise Refused("R-5", "audit.text-too-long", field="name", longest=NAME_LENGTH)
    if name not in kept and len(kept) >= MOST_QUERIES:
        raise Refused("R-5", "audit.too-many-queries", most=MOST_QUERIES)
    names_no_patient((("name", name),))
