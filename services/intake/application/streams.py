"""The names of intake's streams, and what they say right now.

What a decision reads of another case, of a known rule or of the settings is read from the ledger:
a read model may be a moment behind, and what was just decided must count.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID, uuid5

from services.intake import decisions
from services.intake.commands.facts import OtherCase
from services.intake.decisions import known_rules, notices, receipts, settings
from services.intake.decisions.states import Case, Unknown, standing
from shared.contracts.intake import NumberTaken, ReferenceUsed
from shared.contracts.record import NAMESPACE, Event
from shared.eventlog.codec import Codec
from shared.eventlog.ledger import Ledger

S = TypeVar("S")


def case_stream(case_id: UUID) -> str:
    return f"case-{case_id}"


def series_stream(helsefellesskap: UUID, year: int) -> str:
    """The stream in which the numbers of one helsefellesskap and year are taken (I-11)."""
    return f"series-{helsefellesskap}-{year}"


def reference_stream(sender: UUID, reference: str) -> str:
    """The stream in which one sender's one reference is used, once (I-10)."""
    return f"reference-{case_id_for(sender, reference)}"


def rule_stream(rule_id: UUID) -> str:
    return f"rule-{rule_id}"


def settings_stream(helsefellesskap: UUID) -> str:
    return f"settings-{helsefellesskap}"


def notices_stream(person: UUID) -> str:
    return f"notices-{person}"


def receipt_stream(report_id: UUID) -> str:
    return f"receipt-{report_id}"


def case_id_for(sender: UUID, reference: str) -> UUID:
    """The same sender's same reference is the same case (I-10); `standing.senders_of` tells who
    the sender is."""
    return uuid5(NAMESPACE, f"report:{sender}:{reference}")


def report_id_for(opening: UUID) -> UUID:
    """The id of the report that opens, or would have opened, this case."""
    return uuid5(opening, "report")


def home_of(event: Event) -> str | None:
    """The stream in which an event of a case's decision stands: its case's, or the one in which
    something is used once."""
    match event:
        case NumberTaken():
            return series_stream(event.helsefellesskap, event.year)
        case ReferenceUsed():
            return reference_stream(event.sender, event.reference)
        case _:
            return case_stream(_case_of(event))


def told_to(event: Event) -> str | None:
    """The case that an event is about: not always the one that was asked."""
    return str(_case_of(event))


def _case_of(event: Event) -> UUID:
    case_id: UUID = event.case_id  # type: ignore[attr-defined]
    return case_id


class OwnStreams:
    """Reads streams afresh. `heads` are the versions that were read, by stream: one object is
    used for one decision, and they are stored with it (R-3)."""

    def __init__(self, ledger: Ledger, codec: Codec) -> None:
        self._ledger = ledger
        self._codec = codec
        self.heads: dict[str, int] = {}

    def settings(self, helsefellesskap: UUID) -> settings.Settings:
        stream = settings_stream(helsefellesskap)
        return self._state(stream, settings.Settings(), settings.evolve)

    def notices(self, person: UUID) -> notices.Choice:
        return self._state(notices_stream(person), notices.Choice(), notices.evolve)

    def receipt(self, report_id: UUID) -> receipts.Receipt:
        return self._state(receipt_stream(report_id), receipts.Receipt(), receipts.evolve)

    def rule(self, rule_id: UUID) -> known_rules.Rule:
        start: known_rules.Rule = known_rules.NoRule()
        return self._state(rule_stream(rule_id), start, known_rules.evolve)

    def case(self, case_id: UUID) -> Case:
        start: Case = Unknown()
        return self._state(case_stream(case_id), start, decisions.evolve)

    def other_case(self, case_id: UUID) -> OtherCase | None:
        """Another case as a decision sees it; None where there is none."""
        case = self.case(case_id)
        if isinstance(case, Unknown):
            return None
        being = case.being
        return OtherCase(
            case_id=case_id,
            number=being.number,
            helsefellesskap=being.helsefellesskap,
            opened_at=self.opened_at(case_id),
            standing=standing(case),
            times=being.times,
            raised=being.raised,
        )

    def opened_at(self, case_id: UUID) -> int:
        """The position in intake's log at which the case began; 0 where it has not."""
        stored = self._ledger.read_stream(case_stream(case_id))
        return stored[0].position if stored else 0

    def _state(self, stream: str, start: S, evolve: Callable[[S, Any], S]) -> S:
        state, version = start, 0
        for stored in self._ledger.read_stream(stream):
            _, event = self._codec.decode(stored.body)
            state, version = evolve(state, event), stored.version
        self.heads[stream] = version
        return state
