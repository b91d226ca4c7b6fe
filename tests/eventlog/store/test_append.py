"""Append, as every store does it (architecture 4: Append, Position)."""

import pytest

from shared.clock import new_id
from shared.eventlog.ledger import (
    MAX_APPEND_BYTES,
    Appended,
    AppendTooLarge,
    Conflict,
    Fenced,
    Ledger,
    NewEvent,
    Place,
    ReaderMove,
    Stored,
)
from tests.eventlog.store.appends import append, append_one, event, fill


def test_positions_are_gap_free_from_one(ledger: Ledger) -> None:
    """Position: given under the lock as the highest + 1."""
    outcomes = ledger.append_all(
        [append(event("case-1"), event("case-1", 2)), append(event("case-2"))]
    )
    outcomes += ledger.append_all([append(event("case-3"))])
    assert outcomes == [Appended((1, 2)), Appended((3,)), Appended((4,))]
    assert ledger.head() == 4


def test_the_stored_bytes_are_the_given_bytes(ledger: Ledger) -> None:
    """Record: the stored bytes are final, whatever they are."""
    body = bytes(range(256)) + "Ærlig talt – «æøå» 🚃".encode()
    new = NewEvent("sak-æøå-🚃", 1, "governance.case-opened.v1", body)
    append_one(ledger, new)
    stored = Stored(1, new.subject, new.version, new.type, body)
    assert ledger.read_log(after=0) == [stored]
    assert ledger.read_stream(new.subject) == [stored]


def test_a_conflict_fails_only_its_own_append(ledger: Ledger) -> None:
    """Append: drop the appends that conflict, insert the rest."""
    fill(ledger, 2, subject="case-1")
    outcomes = ledger.append_all(
        [
            append(event("case-2")),
            append(event("case-1", 2), event("case-3")),
            append(event("case-1", 3)),
        ]
    )
    assert outcomes == [Appended((3,)), Conflict("case-1", 2), Appended((4,))]
    assert ledger.read_stream("case-3") == []
    assert ledger.head() == 4


def test_appends_of_one_group_are_judged_against_each_other(ledger: Ledger) -> None:
    outcomes = ledger.append_all(
        [append(event("case-1")), append(event("case-1")), append(event("case-1", 2))]
    )
    assert outcomes == [Appended((1,)), Conflict("case-1", 1), Appended((2,))]


def test_a_dropped_append_leaves_no_trace_for_the_next_of_its_group(ledger: Ledger) -> None:
    fill(ledger, 1, subject="case-1")
    outcomes = ledger.append_all(
        [append(event("claim-1"), event("case-1")), append(event("claim-1"))]
    )
    assert outcomes == [Conflict("case-1", 1), Appended((2,))]


def test_a_version_beyond_the_head_is_a_conflict(ledger: Ledger) -> None:
    assert append_one(ledger, event("case-1", 2)) == Conflict("case-1", 0)
    assert ledger.head() == 0


def test_streams_of_one_append_stand_or_fall_together(ledger: Ledger) -> None:
    """Uniqueness across streams: the claim's stream is appended with the main one."""
    first = append_one(ledger, event("case-1"), event("number-2026-14"), event("case-1", 2))
    second = append_one(ledger, event("case-2"), event("number-2026-14"))
    assert first == Appended((1, 2, 3))
    assert second == Conflict("number-2026-14", 1)
    assert ledger.read_stream("case-2") == []


def test_a_reader_moves_with_what_it_caused(ledger: Ledger) -> None:
    """Reaction: one all-or-nothing append that carries its position."""
    place = Place(new_id(), 7, new_id())
    outcome = append_one(ledger, event("case-1"), move=ReaderMove("reactions", None, place))
    assert outcome == Appended((1,))
    assert ledger.place("reactions") == place
    assert ledger.place("another") is None


def test_a_reader_moves_without_events(ledger: Ledger) -> None:
    place = Place(new_id(), 7, None)
    assert append_one(ledger, move=ReaderMove("reactions", None, place)) == Appended(())
    assert ledger.place("reactions") == place
    assert ledger.head() == 0


def test_a_reader_moved_by_somebody_else_is_fenced(ledger: Ledger) -> None:
    """Replicas: fenced by comparing the position inside the transaction."""
    epoch = new_id()
    at, wanted = Place(epoch, 7, new_id()), Place(epoch, 8, new_id())
    append_one(ledger, move=ReaderMove("reactions", None, at))
    stale = ReaderMove("reactions", Place(epoch, 6, new_id()), wanted)
    assert append_one(ledger, event("case-1"), move=stale) == Fenced("reactions", at)
    assert append_one(ledger, move=ReaderMove("reactions", None, wanted)) == Fenced("reactions", at)
    assert ledger.place("reactions") == at
    assert ledger.head() == 0
    assert append_one(ledger, move=ReaderMove("reactions", at, wanted)) == Appended(())
    assert ledger.place("reactions") == wanted


def test_another_event_at_the_same_position_fences_too(ledger: Ledger) -> None:
    """Readers remember (epoch, position, event id): a restored log may differ in the last."""
    epoch = new_id()
    at = Place(epoch, 7, new_id())
    append_one(ledger, move=ReaderMove("reactions", None, at))
    other = Place(epoch, 7, new_id())
    outcome = append_one(ledger, move=ReaderMove("reactions", other, Place(epoch, 8, new_id())))
    assert outcome == Fenced("reactions", at)


def test_two_moves_of_one_reader_in_a_group_are_made_in_turn(ledger: Ledger) -> None:
    epoch = new_id()
    one, two = Place(epoch, 1, new_id()), Place(epoch, 2, new_id())
    outcomes = ledger.append_all(
        [
            append(event("case-1"), move=ReaderMove("reactions", None, one)),
            append(event("case-2"), move=ReaderMove("reactions", None, two)),
            append(event("case-3"), move=ReaderMove("reactions", one, two)),
        ]
    )
    assert outcomes == [Appended((1,)), Fenced("reactions", one), Appended((2,))]
    assert ledger.place("reactions") == two


def test_a_conflicting_append_does_not_move_its_reader(ledger: Ledger) -> None:
    fill(ledger, 1, subject="case-1")
    move = ReaderMove("reactions", None, Place(new_id(), 7, None))
    assert append_one(ledger, event("case-1"), move=move) == Conflict("case-1", 1)
    assert ledger.place("reactions") is None


def test_the_largest_append_is_taken(ledger: Ledger) -> None:
    half = b"x" * (MAX_APPEND_BYTES // 2)
    assert append_one(ledger, event("case-1", 1, half), event("case-1", 2, half)) == Appended(
        (1, 2)
    )
    assert [len(stored.body) for stored in ledger.read_stream("case-1")] == [len(half)] * 2


def test_a_larger_append_is_refused_before_anything_is_written(ledger: Ledger) -> None:
    """Append: at most 200 kB."""
    too_large = append(event("case-2", 1, b"x" * (MAX_APPEND_BYTES + 1)))
    with pytest.raises(AppendTooLarge):
        ledger.append_all([append(event("case-1")), too_large])
    assert ledger.head() == 0


def test_a_group_of_many_large_appends_goes_through(ledger: Ledger) -> None:
    """A large save can hang the driver, so a group is split over transactions."""
    body = b"x" * 90_000
    outcomes = ledger.append_all([append(event(f"case-{n}", 1, body)) for n in range(30)])
    assert outcomes == [Appended((n,)) for n in range(1, 31)]


@pytest.mark.parametrize(
    "events",
    [
        pytest.param((event("case-1", 1), event("case-1", 3)), id="gap"),
        pytest.param((event("case-1", 1), event("case-1", 1)), id="twice"),
        pytest.param((event(""),), id="no stream"),
        pytest.param((event("case\0"),), id="a text that is not for every store"),
        pytest.param((event("case\ud800"),), id="half a character"),
    ],
)
def test_mistakes_of_the_program_are_raised(ledger: Ledger, events: tuple[NewEvent, ...]) -> None:
    with pytest.raises(ValueError, match=r"case|stream"):
        ledger.append_all([append(event("case-9")), append(*events)])
    assert ledger.head() == 0


def test_nothing_to_append_is_nothing_done(ledger: Ledger) -> None:
    assert ledger.append_all([]) == []
    assert append_one(ledger) == Appended(())
    assert ledger.head() == 0


def test_appends_that_write_nothing_leave_the_store_as_it_was(ledger: Ledger) -> None:
    fill(ledger, 1)
    for _ in range(8):
        assert append_one(ledger, event("case-1")) == Conflict("case-1", 1)
        assert (ledger.head(), ledger.place("reactions")) == (1, None)
