"""Which cases, routines and known rules tell of the same as this text? (I-5, I-7, G-21)

Who asks sees number, title, where the case stands and how many have reported it, and nothing of a
case that the policy keeps from them; the text is another question, answered by
`intake.read-case`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, and_, or_, select

from services.intake.readmodels.known_rules import readable_rules
from services.intake.readmodels.similar import Kind, SimilarCases
from shared.contracts.record import Sealed
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope
from shared.service.platform import Keys


@dataclass(frozen=True, slots=True)
class Similar:
    """A case, a routine or a known rule about the same; `readable`: its page may be opened.

    `subject` is the case, or the rule itself, which has no number. `reports` is how many have
    reported it, `stage` where it stands in the words of `cases`.
    """

    kind: Kind
    subject: UUID
    number: str
    title: str
    stage: str
    reports: int
    readable: bool


def similar_to(
    similar: SimilarCases,
    views: Views,
    actor: Actor,
    title: str,
    text: str = "",
    *,
    helsefellesskap: UUID,
    on: date,
    kind: Kind = "case",
    besides: Collection[UUID] = (),
    limit: int = 5,
) -> list[Similar]:
    """The likest first, of what this actor may find in the helsefellesskap (P-3); at most `limit`.

    Nothing for a text without words, and nothing that is only a little like it. `besides` are
    cases that are not asked for: in triage, the case itself. Of rules, those that hold `on` the
    day, the country's too.
    """
    with views.read(similar) as (connection, tables):
        alike = similar.index.alike(connection, tables.index, title, text, besides=besides)
        if alike is None:
            return []
        entries = tables.entries
        readable = _may_be_read(actor, entries, kind)
        rows = connection.execute(
            select(entries, readable.label("readable"))
            .join(alike, (alike.c.kind == entries.c.kind) & (alike.c.subject == entries.c.subject))
            .where(
                entries.c.kind == kind,
                _within(entries, helsefellesskap, on),
                _may_be_found(actor, entries, kind),
            )
            .order_by(alike.c.likeness.desc(), entries.c.subject)
            .limit(limit)
        ).all()
    found = ((row, _title(row, similar.keys)) for row in rows)
    return [_similar(row, title) for row, title in found if title is not None]


def _within(entries: Table, helsefellesskap: UUID, on: date) -> ColumnElement[bool]:
    """In the helsefellesskap or, for a rule, in the whole country; a rule only while it holds."""
    national = and_(entries.c.kind == "rule", entries.c.helsefellesskap.is_(None))
    begun = or_(entries.c.valid_from.is_(None), entries.c.valid_from <= on)
    goes_on = or_(entries.c.valid_to.is_(None), entries.c.valid_to >= on)
    return and_(or_(entries.c.helsefellesskap == helsefellesskap, national), begun, goes_on)


def _may_be_found(actor: Actor, entries: Table, kind: Kind) -> ColumnElement[bool]:
    match kind:
        case "case":
            return where(scope(actor, "intake.find-similar"), _columns(entries, kind))
        case "routine":
            return where(scope(actor, "governance.read-routine"), _columns(entries, kind))
        case "rule":
            return readable_rules(actor, entries)


def _may_be_read(actor: Actor, entries: Table, kind: Kind) -> ColumnElement[bool]:
    """Of cases the number and the title may be found by more than those who may read them."""
    if kind != "case":
        return _may_be_found(actor, entries, kind)
    return where(scope(actor, "intake.read-case"), _columns(entries, kind))


def _columns(entries: Table, kind: Literal["case", "routine"]) -> Columns:
    """Where the list keeps what access depends on; a routine in force is open to those it binds."""
    in_force = kind == "routine"
    return Columns(
        kind=kind,
        helsefellesskap=entries.c.helsefellesskap,
        body=entries.c.body,
        person=entries.c.reporter,
        case=entries.c.subject,
        lifted=in_force or entries.c.triage == "lifted-to-assessment",
        locked=in_force,
    )


def _title(row: Row[Any], keys: Keys) -> str | None:
    """None where it has been erased (R-7)."""
    if row.name is not None:
        return str(row.name)
    return keys.seals.open(Sealed.model_validate(row.title))


def _similar(row: Row[Any], title: str) -> Similar:
    return Similar(
        kind=row.kind,
        subject=row.subject,
        number=row.number,
        title=title,
        stage=row.stage or ("assessed" if row.assessed else row.triage),
        reports=row.reports,
        readable=bool(row.readable),
    )
