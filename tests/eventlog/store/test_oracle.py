"""Nothing missed, nothing twice, nothing out of order, with writers and a reader at once."""

import os

import pytest

from tests.eventlog.store.oracle import Findings, LedgerLog, LibraryLog, compare, consult

SECONDS = float(os.environ.get("SAMHANDLING_ORACLE_SECONDS", "5"))


def _assert_nothing_is_wrong(findings: Findings) -> None:
    assert findings.written > 0
    assert findings == Findings(findings.written, missed=0, repeated=0, disorder=0, gaps=0)


def test_a_tailing_reader_gets_everything_once_in_order(postgres: str) -> None:
    """Position: gap-free, given under the append lock, so order is the order of commits."""
    _assert_nothing_is_wrong(consult(LedgerLog, postgres, writers=2, seconds=SECONDS))


@pytest.mark.long
def test_a_tailing_reader_gets_everything_for_longer_with_more_writers(postgres: str) -> None:
    _assert_nothing_is_wrong(consult(LedgerLog, postgres, writers=4, seconds=max(SECONDS, 20)))


def test_the_oracle_sees_a_log_that_skips(postgres: str) -> None:
    """The library without its lock misses events; chance decides when, so it gets some rounds."""
    rounds: list[Findings] = []
    for writers in (3, 4, 6, 8, 8, 8):
        rounds.append(consult(LibraryLog, postgres, writers=writers, seconds=2))
        if rounds[-1].missed:
            break
    assert rounds[-1].missed > 0, rounds


def test_the_oracle_tells_what_is_wrong() -> None:
    first, second, third = (1, "a", 1), (2, "b", 1), (3, "a", 2)
    told = [first, second, third]
    assert compare(told, told) == Findings(3, 0, 0, 0, 0)
    assert compare(told, [first, third]) == Findings(3, missed=1, repeated=0, disorder=0, gaps=1)
    assert compare(told, [first, second, second, third]) == Findings(3, 0, 1, 1, 0)
    assert compare(told, [third, second, first]) == Findings(3, 0, 0, 2, 1)
