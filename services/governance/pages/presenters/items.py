"""Items of a meeting as their pages show them (G-12, G-13)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.governance.pages.presenters.names import Names
from services.governance.readmodels.meeting import Item
from services.governance.rules.consensus import votes
from shared.contracts.governance import Registered
from shared.web.components import Tone

STATES: dict[str, Tone] = {
    "planned": "neutral",
    "called": "info",
    "cancelled": "danger",
    "started": "warning",
    "closed": "success",
    "waiting": "neutral",
    "open": "warning",
}


OUTCOMES: dict[str, Tone] = {
    "consensus": "success",
    "professional": "warning",
    "other": "danger",
    "mixed": "danger",
    "not-decided": "neutral",
}


POSITIONS: dict[str, Tone] = {
    "supports": "success",
    "can-live-with": "info",
    "cannot-support": "danger",
}


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item on the agenda; `state` is its outcome once it has closed. `answered` tells how many
    of those with a vote have answered, while it is open."""

    item_id: UUID
    case_id: UUID | None
    number: str
    case_number: str
    label: str
    note: str | None
    late: str | None
    state: str
    tone: Tone
    is_open: bool
    answered: str | None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """Somebody in an item's register, with the stance taken so far."""

    seat_id: UUID
    person: str
    party: str
    side: str
    right: str
    votes: bool
    habil: bool
    written: bool
    position: str | None
    tone: Tone
    reason: str | None
    objection: str | None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item on its own page."""

    row: AgendaRow
    state: str
    register: tuple[RegisterRow, ...]
    not_answered: tuple[str, ...]
    undecided: str | None
    unanswered: tuple[str, ...]
    objections: tuple[str, ...]
    wording: str | None
    found: tuple[str, ...]
    noted_as: str | None
    dissents: tuple[tuple[str, str], ...]
    alternative: int | None


def agenda(items: Sequence[Item], numbers: dict[UUID, str], names: Names) -> list[AgendaRow]:
    names.look_up(numbers)
    return [agenda_row(item, numbers, names) for item in items]


def agenda_row(item: Item, numbers: dict[UUID, str], names: Names) -> AgendaRow:
    on_agenda = item.on_agenda
    number = numbers.get(on_agenda.case_id, "") if on_agenda.case_id else ""
    state, tone = _item_state(item, names)
    return AgendaRow(
        item_id=on_agenda.item_id,
        case_id=on_agenda.case_id,
        number=on_agenda.number,
        case_number=number,
        label=entry_label(item, number, names),
        note=on_agenda.note,
        late=item.late,
        state=state,
        tone=tone,
        is_open=item.state == "open",
        answered=_answered(item, names) if item.state == "open" else None,
    )


def entry_label(item: Item, number: str, names: Names) -> str:
    """`07/26 – sak 2026/14`, or with its title."""
    words, on_agenda = names.words, item.on_agenda
    title = on_agenda.title
    if title is None and on_agenda.case_id:
        title = names.title(on_agenda.case_id)
    if number and title:
        return words(
            "governance.meeting.titled-item", number=on_agenda.number, case=number, title=title
        )
    if number:
        return words("governance.meeting.item", number=on_agenda.number, case=number)
    title = on_agenda.title or words(f"governance.minutes-document.entry-{on_agenda.kind}")
    return words("governance.meeting.other-item", number=on_agenda.number, title=title)


def _item_state(item: Item, names: Names) -> tuple[str, Tone]:
    if item.outcome:
        outcome = item.outcome.outcome
        return names.words(f"governance.outcome.{outcome}"), OUTCOMES[outcome]
    if item.noted:
        return names.words("governance.item.noted"), "success"
    return names.words(f"governance.state.{item.state}"), STATES[item.state]


def _answered(item: Item, names: Names) -> str:
    asked = [seat for seat in item.register_ if votes(seat)]
    given = len(asked) - len(item.unanswered)
    return names.words("governance.item.answered", given=given, asked=len(asked))


def item_page(item: Item, numbers: dict[UUID, str], names: Names) -> ItemPage:
    words, outcome = names.words, item.outcome
    return ItemPage(
        row=agenda_row(item, numbers, names),
        state=item.state,
        register=tuple(_register_row(item, seat, names) for seat in item.register_),
        not_answered=tuple(
            f"{names.person(seat.person_id)} ({names.party(seat.party)})"
            for seat in item.unanswered
        ),
        undecided=(
            words(f"governance.undecided.{outcome.undecided}")
            if outcome and outcome.undecided
            else None
        ),
        unanswered=tuple(map(names.party, outcome.unanswered)) if outcome else (),
        objections=(
            tuple(
                f"{words(f'governance.objection.{each.kind}')} – {names.party(each.party)}: "
                f"{each.text}"
                for each in outcome.objections
            )
            if outcome
            else ()
        ),
        wording=(outcome.wording or None) if outcome else None,
        found=_found(item, names),
        noted_as=item.noted.note if item.noted else None,
        dissents=tuple(
            (f"{names.person(each.person_id)} ({names.party(each.party)})", each.text)
            for each in item.dissents
        ),
        alternative=item.alternative,
    )


def _found(item: Item, names: Names) -> tuple[str, ...]:
    """What the chair has found besides the outcome (G-8, G-14)."""
    closed = item.outcome
    told = {
        "within-limits": bool(closed and closed.within_limits),
        "new-question": bool(closed and closed.new_question),
    }
    return tuple(names.words(f"governance.item.{name}") for name, so in told.items() if so)


def _register_row(item: Item, seat: Registered, names: Names) -> RegisterRow:
    words, stance = names.words, item.stance(seat.seat_id)
    return RegisterRow(
        seat_id=seat.seat_id,
        person=names.person(seat.person_id),
        party=names.party(seat.party),
        side=words(f"governance.side.{seat.side}") if seat.side else "",
        right=words(f"governance.right.{strongest(seat.rights)}"),
        votes="vote" in seat.rights,
        habil=seat.habil,
        written=seat.written,
        position=words(f"governance.position.{stance.position}") if stance else None,
        tone=POSITIONS[stance.position] if stance else "neutral",
        reason=stance.reason if stance else None,
        objection=(
            words(f"governance.objection.{stance.objection}")
            if stance and stance.objection
            else None
        ),
    )


def strongest(rights: Iterable[str]) -> str:
    """The right that says most of what a seat may do (G-2)."""
    held = set(rights)
    return next(right for right in ("vote", "speech", "proposal", "attend") if right in held)
