"""Which appends of a group can be done: the same pure judgement for every store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shared.eventlog.ledger import (
    MAX_APPEND_BYTES,
    Append,
    Appended,
    AppendTooLarge,
    Conflict,
    Fenced,
    Outcome,
    Place,
    ReaderMove,
    Stored,
)

MAX_TRANSACTION_BYTES = 150_000
"""Appends are gathered in one transaction up to this size; a single one may be larger."""


def append_bytes(append: Append) -> int:
    """How much an append carries: the bytes of its events' bodies."""
    return sum(len(event.body) for event in append.events)


def check_append(append: Append) -> None:
    """Refuses what no store can take, before anything is written.

    Raises AppendTooLarge over MAX_APPEND_BYTES, and ValueError where the versions of a stream
    don't follow each other or a text can't be stored: these are mistakes of the program.
    """
    size = append_bytes(append)
    if size > MAX_APPEND_BYTES:
        raise AppendTooLarge(f"{size} bytes in one append; the limit is {MAX_APPEND_BYTES}")
    following: dict[str, int] = {}
    for event in append.events:
        if not _is_name(event.subject) or not _is_name(event.type):
            raise ValueError(f"not a stream id or an event type: {event.subject!r}, {event.type!r}")
        if event.version != following.get(event.subject, event.version):
            raise ValueError(f"the versions of {event.subject} in one append have a gap")
        following[event.subject] = event.version + 1


def _is_name(text: str) -> bool:
    """A text that every store can hold: not empty, no NUL, no half of a surrogate pair."""
    return (
        bool(text)
        and "\0" not in text
        and (text.isascii() or not any("\ud800" <= each <= "\udfff" for each in text))
    )


def transactions(appends: Sequence[Append]) -> Iterator[list[Append]]:
    """Splits a group, in order, so that no transaction grows over MAX_TRANSACTION_BYTES.

    Large transactions can hang the database driver.
    """
    group: list[Append] = []
    total = 0
    for append in appends:
        size = append_bytes(append)
        if group and total + size > MAX_TRANSACTION_BYTES:
            yield group
            group, total = [], 0
        group.append(append)
        total += size
    if group:
        yield group


def subjects_of(appends: Sequence[Append]) -> list[str]:
    """The streams concerned, each once."""
    return list(dict.fromkeys(event.subject for append in appends for event in append.events))


def readers_of(appends: Sequence[Append]) -> list[str]:
    """The readers that are to be moved, each once."""
    return list(dict.fromkeys(append.move.reader for append in appends if append.move))


@dataclass(slots=True)
class Judgement:
    """One outcome for each append, and what is to be written for those that can be done."""

    outcomes: list[Outcome] = field(default_factory=list)
    accepted: list[Stored] = field(default_factory=list)
    moves: dict[str, Place] = field(default_factory=dict)


def judge(
    appends: Sequence[Append],
    *,
    highest: int,
    heads: Mapping[str, int],
    places: Mapping[str, Place],
) -> Judgement:
    """Judges appends in order, each against the store and against those accepted before it.

    `highest` is the highest position in use; `heads` the version of each stream's last event
    (missing: 0); `places` where the readers stand (missing: nowhere yet). All three must have
    been read under the append lock.
    """
    judged = Judgement()
    heads = dict(heads)
    for append in appends:
        refusal = _fence(append.move, places, judged.moves) or _conflict(append, heads)
        if refusal is not None:
            judged.outcomes.append(refusal)
            continue
        positions = tuple(range(highest + 1, highest + 1 + len(append.events)))
        for position, event in zip(positions, append.events, strict=True):
            heads[event.subject] = event.version
            judged.accepted.append(
                Stored(position, event.subject, event.version, event.type, event.body)
            )
        highest += len(positions)
        if append.move:
            judged.moves[append.move.reader] = append.move.after
        judged.outcomes.append(Appended(positions))
    return judged


def _fence(
    move: ReaderMove | None, places: Mapping[str, Place], moved: Mapping[str, Place]
) -> Fenced | None:
    if move is None:
        return None
    at = moved.get(move.reader) or places.get(move.reader)
    return None if at == move.before else Fenced(move.reader, at)


def _conflict(append: Append, heads: Mapping[str, int]) -> Conflict | None:
    begun: set[str] = set()
    for event in append.events:
        if event.subject in begun:
            continue
        begun.add(event.subject)
        head = heads.get(event.subject, 0)
        if event.version != head + 1:
            return Conflict(event.subject, head)
    return None
