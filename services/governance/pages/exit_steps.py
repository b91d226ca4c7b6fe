"""Which steps of a way out stand open to whom, and what each of them asks (G-16 to G-18)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

from services.governance.api.clarifications import answer_command
from services.governance.api.exit_bodies import AnswerBody
from services.governance.commands.exits import (
    AskedOfExit,
    EndTrial,
    EvaluateTrial,
    ExtendTrial,
    GrantTrial,
    RedraftClarification,
    RedraftTrial,
    RefuseToSign,
    RefuseTrial,
    RegisterStatement,
    ReviewClarification,
    RewordDispute,
    SignClarification,
    StartTrial,
)
from services.governance.decisions.exits import clarification
from services.governance.pages import exit_forms as forms
from services.governance.pages.forms import FormModel
from services.governance.readmodels.exits import Exit
from shared.contracts.governance import SeatFilled
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed

Asks: TypeAlias = Callable[[Exit, Any, Actor], AskedOfExit]


@dataclass(frozen=True, slots=True)
class Step:
    """A step: `name` is its key in the words, `slug` its address. `asks` makes the command; None
    where a document is made first."""

    name: str
    slug: str
    model: type[FormModel]
    asks: Asks | None


def _fields_of(command: Callable[..., AskedOfExit]) -> Asks:
    """The command's own fields, as they were typed."""

    def asks(found: Exit, sent: FormModel, _actor: Actor) -> AskedOfExit:
        return command(found.exit_id, **sent.model_dump(exclude={"idempotency_key"}))

    return asks


def _answer(found: Exit, sent: forms.AnswerForm, actor: Actor) -> AskedOfExit:
    body = AnswerBody(**sent.model_dump(exclude={"idempotency_key"}))
    return answer_command(actor, found, body)


CHANGE_CLARIFICATION = Step(
    "change",
    "endre",
    forms.ClarificationForm,
    lambda found, sent, _: RedraftClarification(found.exit_id, sent.body().text(found.case_id)),
)
SIGN = Step("sign", "signer", forms.SeatForm, _fields_of(SignClarification))
NOT_SIGN = Step("not-sign", "ikke-signer", forms.NotSignedForm, _fields_of(RefuseToSign))
SEND = Step("send", "send", forms.SendForm, None)
REVIEW = Step("review", "sett", forms.ReviewForm, _fields_of(ReviewClarification))
ANSWER = Step("answer", "svar", forms.AnswerForm, _answer)
CHANGE_TRIAL = Step(
    "change",
    "endre",
    forms.TrialForm,
    lambda found, sent, _: RedraftTrial(found.exit_id, sent.body().plan()),
)
APPLY = Step("apply", "sok", forms.ApplyForm, None)
GRANT = Step("grant", "innvilget", forms.GrantForm, _fields_of(GrantTrial))
REFUSED = Step("refused", "avslatt", forms.RefusedForm, _fields_of(RefuseTrial))
START = Step("start", "start", forms.StartTrialForm, _fields_of(StartTrial))
EXTEND = Step("extend", "forleng", forms.ExtendForm, _fields_of(ExtendTrial))
EVALUATE = Step("evaluate", "evaluer", forms.EvaluateForm, _fields_of(EvaluateTrial))
END = Step("end", "avslutt", forms.EndForm, _fields_of(EndTrial))
CHANGE_DISPUTE = Step(
    "change",
    "endre",
    forms.DisputeForm,
    lambda found, sent, _: RewordDispute(found.exit_id, sent.body().text(found.case_id)),
)
CHANGES = (CHANGE_CLARIFICATION, CHANGE_TRIAL, CHANGE_DISPUTE)
SEND_DISPUTE = Step("send-dispute", "send", forms.SendDisputeForm, None)
STATEMENT = Step("statement", "uttalelse", forms.StatementForm, _fields_of(RegisterStatement))

BY_STATE: Mapping[tuple[str, str], tuple[Step, ...]] = MappingProxyType(
    {
        ("clarification", "drafting"): (SIGN, NOT_SIGN, SEND, CHANGE_CLARIFICATION),
        ("clarification", "sent"): (ANSWER, REVIEW),
        ("trial", "drafted"): (APPLY, CHANGE_TRIAL),
        ("trial", "applied"): (GRANT, REFUSED),
        ("trial", "granted"): (START,),
        ("trial", "running"): (EVALUATE, EXTEND, END),
        ("trial", "evaluated"): (END, EXTEND, EVALUATE),
        ("dispute", "prepared"): (SEND_DISPUTE, CHANGE_DISPUTE),
        ("dispute", "sent"): (STATEMENT,),
    }
)
"""The steps of each state, the most wanted first."""


def open_steps(actor: Actor, found: Exit, seats: Sequence[SeatFilled]) -> tuple[Step, ...]:
    """Those this person may take now; `seats` are the ones they could sign in."""
    return tuple(
        step
        for step in BY_STATE.get((found.kind, found.state), ())
        if _may(actor, found, step, seats)
    )


def _may(actor: Actor, found: Exit, step: Step, seats: Sequence[SeatFilled]) -> bool:
    state, resource = found.as_it_is, found.resource
    if step in (SIGN, NOT_SIGN):
        done = {*state.signed, *state.refused}
        return any(seat.side not in done for seat in seats)
    if step is SEND and not _both_signed(state):
        return False
    if step is REVIEW:
        leads = [seat.body for seat in actor.seats if seat.helsefellesskap == found.helsefellesskap]
        meeting = replace(resource, kind="meeting")
        return any(
            can(actor, "governance.run-meeting", replace(meeting, body=body)) for body in leads
        ) or can(actor, "governance.run-meeting", meeting)
    if step is ANSWER:
        return can(actor, "governance.answer-clarification", resource)
    if found.kind == "clarification":
        return can(actor, "governance.ask-clarification", resource)
    return can(actor, "governance.take-exit", replace(resource, kind="case"))


def can(actor: Actor, action: Action, resource: Resource) -> bool:
    return isinstance(allowed(actor, action, resource), Allowed)


def _both_signed(state: clarification.Drafting) -> bool:
    return {"municipal", "hospital"} <= state.signed.keys()


def seats_to_sign_in(actor: Actor, seats: Sequence[SeatFilled]) -> list[SeatFilled]:
    """G-16: the voting seats of the body in which this person sits, as holder or deputy."""
    return [
        seat
        for seat in seats
        if "vote" in seat.rights
        and actor.person in (seat.person_id, seat.deputy.person_id if seat.deputy else None)
    ]


def step_at(slug: str, steps: Sequence[Step]) -> Step | None:
    return next((step for step in steps if step.slug == slug), None)


def body_that_asks(case_body: UUID, parents: Sequence[UUID]) -> UUID:
    """The highest body of the case's line: partnerskapsmøtet, where the line reaches it."""
    return parents[-1] if parents else case_body
