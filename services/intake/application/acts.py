"""What somebody can do with a case right now: what its page offers, and nothing more (I-0 to I-6).

The rules still judge what is asked; here is only what is worth offering.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never
from uuid import UUID

from services.intake.application.streams import OwnStreams
from services.intake.decisions.states import (
    LIFTED,
    Asked,
    Being,
    Gone,
    Open,
    Triaged,
    Unanswered,
    Unknown,
    Withdrawn,
)
from services.intake.readmodels.cases import Case
from services.intake.rules.triage import organisations
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed

Act: TypeAlias = Literal[
    "triage", "ask", "merge", "split", "answer-first", "give", "dispute", "withdraw", "reopen"
]
NOTHING: frozenset[Act] = frozenset()


@dataclass(frozen=True, slots=True)
class Possible:
    """`acts` are those that this person may take now; `own` their reports in the case. Whoever
    `was_not_enough` has triaged what did not solve it, so another must (I-6)."""

    acts: frozenset[Act] = NOTHING
    own: tuple[UUID, ...] = ()
    was_not_enough: bool = False


def possible(own_streams: OwnStreams, actor: Actor, case: Case) -> Possible:
    """Reads the case and the settings as they are in the ledger now."""
    state = own_streams.case(case.case_id)
    if isinstance(state, Unknown):
        return Possible()
    being = state.being
    own = tuple(each.report_id for each in being.reports_of(actor.person))
    triages = may_triage(actor, case)
    match state:
        case Open() | Asked():
            liaison = own_streams.settings(case.helsefellesskap).may_answer(
                actor.person, organisations(being.parties)
            )
            acts = _of_reporter(state, own=bool(own))
            if triages:
                acts |= _of_triage(state, again=actor.person in being.not_by)
            elif liaison and not being.not_by:
                acts |= {"answer-first"}
        case Triaged():
            acts = _after(state, being, own)
        case Unanswered():
            acts = frozenset({"reopen"}) if own or triages else NOTHING
        case Gone() | Withdrawn():
            acts = NOTHING
        case _:
            assert_never(state)
    return Possible(acts, own, was_not_enough=actor.person in being.not_by and triages)


def may_triage(actor: Actor, case: Case) -> bool:
    """Whether the page offers triage. To a chair not of their own report: the policy would take
    it, but it is for somebody else to look at first; a secretariat may be one person."""
    if case.reporter == actor.person and not actor.has(
        "secretariat", helsefellesskap=case.helsefellesskap
    ):
        return False
    return isinstance(allowed(actor, "intake.triage", case.resource), Allowed)


def _of_triage(state: Open | Asked, *, again: bool) -> frozenset[Act]:
    """What did not solve it is not for the same person to answer `again` (I-6)."""
    acts: set[Act] = {"merge"}
    if len(state.being.reports) > 1:
        acts.add("split")
    if not again:
        acts |= {"triage", "ask"} if isinstance(state, Open) else {"triage"}
    return frozenset(acts)


def _of_reporter(state: Open | Asked, *, own: bool) -> frozenset[Act]:
    if not own:
        return NOTHING
    return frozenset({"withdraw", "give"} if isinstance(state, Asked) else {"withdraw"})


def _after(state: Triaged, being: Being, own: tuple[UUID, ...]) -> frozenset[Act]:
    if not own:
        return NOTHING
    if state.outcome in LIFTED:
        return frozenset({"withdraw"}) if len(being.reports) > 1 else NOTHING
    return NOTHING if own[0] in being.disputed else frozenset({"dispute"})
