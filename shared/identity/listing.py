"""The list form of the access policy in SQL: the same conditions as a WHERE (P-3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, and_, false, or_, true

from shared.identity.conditions import (
    AboutCase,
    AmongParties,
    Concerns,
    Condition,
    InBody,
    InHelsefellesskap,
    Kind,
    Lifted,
    Locked,
    Named,
    NotAttestedBy,
    NotOwn,
    OfKind,
    OfParty,
    Own,
    Scope,
)

Column: TypeAlias = ColumnElement[Any]
Membership: TypeAlias = Callable[[UUID], ColumnElement[bool]]
"""Whether an id is among a row's many: most often an EXISTS on a table beside."""


ABOUT_A_CASE: frozenset[Kind] = frozenset(
    {"report", "case", "diagnosis", "decision", "routine", "clarification", "hearing"}
)
"""The kinds whose rows are each about one case."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a list keeps what access depends on; the fields of `Resource`.

    A list says what it has. What it has not counts as in a resource that does not say it, and
    gives no access; but `person` and `attester` can't be left out where the policy keeps
    somebody away from their own (C-7). Ids may be stored as UUID or as text.
    """

    kind: Kind | Column
    helsefellesskap: Column | None = None
    visiting: Membership | None = None
    body: Column | None = None
    party: Column | None = None
    parties: Membership | None = None
    person: Column | None = None
    people: Membership | None = None
    case: Column | None = None
    cases: Membership | None = None
    attester: Column | None = None
    locked: Column | bool = False
    lifted: Column | bool = False
    named: Column | bool = False


def where(scope: Scope, columns: Columns) -> ColumnElement[bool]:
    """True for exactly the rows whose resource the scope admits.

    Raises ValueError where the list lacks a column that would keep somebody out.
    """
    reached = or_(
        false(),
        *(
            and_(true(), *(_holds(condition, columns) for condition in reach.conditions))
            for reach in scope.reaches
        ),
    )
    return and_(reached, _not_blocked(scope, columns))


def _not_blocked(scope: Scope, columns: Columns) -> ColumnElement[bool]:
    """A list of what is about cases says which case a row is about (R-7)."""
    case = columns.case
    if case is None:
        if columns.kind in ABOUT_A_CASE:
            raise ValueError("the list must say which column is `case`: it may be blocked (R-7)")
        return true()
    if not scope.blocked:
        return true()
    return or_(case.is_(None), case.not_in([_stored(case, each) for each in scope.blocked]))


def _holds(condition: Condition, columns: Columns) -> ColumnElement[bool]:  # noqa: PLR0911, PLR0912
    match condition:
        case InHelsefellesskap(id=area, visiting=visiting):
            owner = _is(columns.helsefellesskap, area)
            return or_(owner, _among(columns.visiting, area)) if visiting else owner
        case InBody(id=body):
            return _is(columns.body, body)
        case AboutCase(id=case):
            return or_(_is(columns.case, case), _among(columns.cases, case))
        case OfParty(id=party):
            return _is(columns.party, party)
        case AmongParties(id=party):
            return _among(columns.parties, party)
        case Own(id=person):
            return _is(columns.person, person)
        case Concerns(id=person):
            return or_(_is(columns.person, person), _among(columns.people, person))
        case OfKind(kinds=kinds):
            if isinstance(columns.kind, str):
                return true() if columns.kind in kinds else false()
            return columns.kind.in_(sorted(kinds))
        case Locked():
            return _flag(columns.locked)
        case Lifted():
            return _flag(columns.lifted)
        case Named():
            return _flag(columns.named)
        case NotOwn(id=person):
            return _is_not(columns.person, person, "person")
        case NotAttestedBy(id=person):
            return _is_not(columns.attester, person, "attester")
        case _:
            assert_never(condition)


def _stored(column: Column, value: UUID) -> UUID | str:
    return value if isinstance(column.type, Uuid) else str(value)


def _is(column: Column | None, value: UUID) -> ColumnElement[bool]:
    return false() if column is None else column == _stored(column, value)


def _is_not(column: Column | None, value: UUID, name: str) -> ColumnElement[bool]:
    if column is None:
        raise ValueError(f"the list must say which column is `{name}`: it keeps somebody out (C-7)")
    return column.is_distinct_from(_stored(column, value))


def _among(membership: Membership | None, value: UUID) -> ColumnElement[bool]:
    return false() if membership is None else membership(value)


def _flag(column: Column | bool) -> ColumnElement[bool]:
    if isinstance(column, bool):
        return true() if column else false()
    return column.is_(True)
