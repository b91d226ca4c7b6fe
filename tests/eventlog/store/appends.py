"""Short forms for what the tests of the store append."""

from shared.eventlog.ledger import Append, Appended, Ledger, NewEvent, Outcome, ReaderMove


def event(subject: str, version: int = 1, body: bytes = b"{}") -> NewEvent:
    """An event of no particular meaning."""
    return NewEvent(subject, version, "governance.case-opened.v1", body)


def append(*events: NewEvent, move: ReaderMove | None = None) -> Append:
    """Events that stand or fall together."""
    return Append(events, move)


def append_one(ledger: Ledger, *events: NewEvent, move: ReaderMove | None = None) -> Outcome:
    """One append in a transaction of its own."""
    [outcome] = ledger.append_all([Append(events, move)])
    return outcome


def fill(ledger: Ledger, events: int, *, subject: str = "case-1") -> None:
    """A stream with so many events."""
    outcome = append_one(
        ledger, *(event(subject, version, b"%d" % version) for version in range(1, events + 1))
    )
    assert isinstance(outcome, Appended)
