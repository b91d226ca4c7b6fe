"""Each party's own organ answers: the state of a decision is the table of answers (G-14)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from services.governance.commands.facts import BodyFact
from services.governance.commands.own_lines import RegisterRatification
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance import Adoption, Bound, RatificationAnswer
from shared.contracts.governance.own_lines import RatificationRegistered
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party's own organ has answered."""

    answer: RatificationAnswer
    touches_others: bool = False

    @property
    def binds(self) -> bool:
        """G-14: adopted, or adopted with a reservation that touches nobody else."""
        return self.answer == "adopted" or (
            self.answer == "adopted-with-reservation" and not self.touches_others
        )


@dataclass(frozen=True, slots=True)
class Ratification:
    """The table: the parties that ratify, and what they have answered.

    A party that is bound at once by what it has delegated stands in it as having adopted.
    """

    parties: tuple[UUID, ...]
    ratify_by: datetime
    answers: Mapping[UUID, Answer] = field(default_factory=dict)
    overdue: bool = False

    @property
    def pending(self) -> tuple[UUID, ...]:
        return tuple(party for party in self.parties if party not in self.answers)

    @property
    def adopting(self) -> tuple[UUID, ...]:
        """Those whom the decision binds if it comes into force now."""
        return tuple(
            party for party in self.parties if party in self.answers and self.answers[party].binds
        )

    @property
    def whole(self) -> bool:
        """All have answered, and it binds them all."""
        return len(self.adopting) == len(self.parties)

    @property
    def doubtful(self) -> bool:
        """G-14: a refusal, a reservation that touches others, or an answer that is overdue."""
        answered = len(self.parties) - len(self.pending)
        return answered > len(self.adopting) or (self.overdue and bool(self.pending))

    def with_answer(self, party: UUID, answer: Answer) -> "Ratification":
        return replace(self, answers={**self.answers, party: answer})

    def succeeded(self, old: UUID, new: UUID) -> tuple["Ratification", tuple[UUID, ...]]:
        """P-6: the table with `new` for `old`, and who is to answer anew because the merged have
        answered differently."""
        parties = tuple(dict.fromkeys(new if party == old else party for party in self.parties))
        given = {party: answer for party, answer in self.answers.items() if party != old}
        merged = new in self.parties and old in self.parties
        if not merged:
            if old in self.answers:
                given[new] = self.answers[old]
            return replace(self, parties=parties, answers=given), ()
        if self.answers.get(old) == self.answers.get(new):
            return replace(self, parties=parties, answers=given), ()
        given.pop(new, None)
        return replace(self, parties=parties, answers=given), (new,)


def ratification_is_whole(command: RegisterRatification) -> RatificationRegistered:
    """G-14: organ and reference; a reservation has its clause and its text, and only one does."""
    clause = optional("G-14", "clause", command.clause, longest=NAME_LENGTH)
    reservation = optional("G-14", "reservation", command.reservation)
    if command.answer == "adopted-with-reservation":
        if clause is None:
            raise Refused("G-14", "governance.clause-missing", field="clause")
        if reservation is None:
            raise Refused("G-14", "governance.reservation-missing", field="reservation")
    elif clause is not None or reservation is not None or command.touches_others:
        raise Refused("G-14", "governance.reservation-unasked", field="reservation")
    return RatificationRegistered(
        case_id=command.case_id,
        party=command.party,
        answer=command.answer,
        organ=written("G-14", "organ", command.organ),
        reference=written("G-14", "reference", command.reference),
        clause=clause,
        reservation=reservation,
        touches_others=command.touches_others,
    )


def bound_at_once(body: BodyFact, within_limits: bool, today: date) -> tuple[Bound, ...]:
    """G-14: those whose delegation is in force today, where the chair has found the decision to
    be within its limits; each once, by the delegation that was given last."""
    if not within_limits:
        return ()
    found = {
        each.party: Bound(party=each.party, reference=each.reference)
        for each in sorted(body.rules.delegations, key=lambda each: each.valid_from)
        if each.party in body.parties
        and each.valid_from <= today
        and (each.valid_to is None or today <= each.valid_to)
    }
    return tuple(found[party] for party in body.parties if party in found)


def may_bind_the_rest(adoption: Adoption | None, table: Ratification | None) -> Ratification:
    """G-14: in force for the rest only where the proposal allows it, when everybody has answered
    or is overdue, and somebody has adopted it."""
    if table is None or adoption != "for-those-who-adopt":
        raise Refused("G-14", "governance.only-for-all", field="choice")
    if table.pending and not table.overdue:
        raise Refused("G-14", "governance.answers-awaited", field="choice", at=table.ratify_by)
    if not table.adopting:
        raise Refused("G-14", "governance.nobody-adopts", field="choice")
    return table
