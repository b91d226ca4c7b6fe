"""What is decided where a case is looked at (I-2, I-3, I-5, I-6, I-7, I-8)."""

from typing import assert_never
from uuid import uuid5

from services.intake.commands import (
    AnswerFirst,
    CloseUnanswered,
    IntakeFacts,
    RequestInformation,
    TriageCase,
)
from services.intake.decisions.meeting import told_to
from services.intake.decisions.states import (
    Asked,
    Being,
    Case,
    Gone,
    Open,
    Triaged,
    Unanswered,
    Unknown,
    Withdrawn,
)
from services.intake.rules import cases as joining
from services.intake.rules import reports as told
from services.intake.rules import triage as rules
from shared.contracts.intake import (
    CaseTriaged,
    InformationNotGiven,
    InformationRequested,
    OnTheCase,
    ProblemRecurred,
)
from shared.values.calendar import deadline
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused


def triage(command: TriageCase, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-5: exactly one outcome. Nobody needs to wait for an answer that triage can do without."""
    waiting = in_triage(case, "I-5")
    being = waiting.being
    rules.somebody_else_triages(being.not_by, facts)
    rules.triage_gives_a_reason(command)
    rules.refers_to_what_there_is(command, facts)
    line = rules.own_line(command, being.parties)
    joined = _joined(command, facts, waiting)
    triaged = CaseTriaged(
        case_id=command.case_id,
        helsefellesskap=being.helsefellesskap,
        number=being.number,
        outcome=command.outcome,
        reason=command.reason.strip(),
        reference=command.reference,
        rule=facts.rule,
        routine=facts.routine,
        line=line,
        joined_to=command.joined_to,
        triaged_by=facts.by.person,
        no_patient_recognisable=command.no_patient_recognisable,
        parties=being.parties,
        urgent=being.urgent,
    )
    answered = command.outcome == "answered"
    return (triaged, *joined, *(_recurred(triaged, being, facts) if answered else ()))


def in_triage(case: Case, rule: str) -> Open | Asked:
    """The case, where it waits in intake. Raises Refused where it does not."""
    match case:
        case Open() | Asked():
            return case
        case Unknown():
            raise Refused(rule, "intake.case-unknown")
        case Triaged():
            raise Refused(rule, "intake.already-triaged")
        case Unanswered():
            raise Refused(rule, "intake.closed-unanswered")
        case Gone():
            raise Refused(rule, "intake.case-gone")
        case Withdrawn():
            raise Refused(rule, "intake.withdrawn")
        case _:
            assert_never(case)


def _joined(command: TriageCase, facts: IntakeFacts, case: Open | Asked) -> tuple[OnTheCase, ...]:
    """I-0, I-7: what the case that is joined is told."""
    if command.outcome != "joined":
        if command.joined_to is not None:
            raise Refused("I-5", "intake.target-without-joining", field="joined_to")
        return ()
    if command.joined_to is None:
        raise Refused("I-5", "intake.joined-to-missing", field="joined_to")
    other = joining.may_be_joined(
        facts.other,
        command.case_id,
        case.being.helsefellesskap,
        closed=facts.closed,
        field="joined_to",
    )
    return told_to(other, command.case_id, facts, case, merged=False)


def _recurred(
    triaged: CaseTriaged, being: Being, facts: IntakeFacts
) -> tuple[ProblemRecurred, ...]:
    """I-8: what has been answered again and again is not answered."""
    times = being.times + 1
    if not joining.recurs(times, facts.often, raised=being.raised):
        return ()
    return (
        ProblemRecurred(
            case_id=triaged.case_id,
            helsefellesskap=triaged.helsefellesskap,
            number=triaged.number,
            times=times,
            to_triage=True,
        ),
    )


def answer_first(command: AnswerFirst, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-5: a named liaison answers before triage does; not what has been disputed (I-6)."""
    being = in_triage(case, "I-5").being
    if not facts.liaison:
        raise Refused("I-5", "intake.not-a-liaison")
    if being.not_by:
        raise Refused("I-6", "intake.liaison-was-not-enough")
    told.is_told(command.reason, "reason", "I-5")
    names_no_patient((("reference", command.reference or ""),))
    rules.refers_to_what_there_is(command, facts)
    answered = CaseTriaged(
        case_id=command.case_id,
        helsefellesskap=being.helsefellesskap,
        number=being.number,
        outcome="answered",
        reason=command.reason.strip(),
        reference=command.reference,
        rule=facts.rule,
        routine=facts.routine,
        by_liaison=True,
        triaged_by=facts.by.person,
        no_patient_recognisable=False,
        parties=being.parties,
        urgent=being.urgent,
    )
    return (answered, *_recurred(answered, being, facts))


def request(command: RequestInformation, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-5: the reporters are asked for more, within a deadline."""
    waiting = in_triage(case, "I-5")
    if isinstance(waiting, Asked):
        raise Refused("I-5", "intake.asked-already")
    rules.somebody_else_triages(waiting.being.not_by, facts)
    rules.asks_within_reason(command)
    return (
        InformationRequested(
            case_id=command.case_id,
            helsefellesskap=waiting.being.helsefellesskap,
            request_id=uuid5(facts.command_id, "request"),
            question=command.question.strip(),
            working_days=command.working_days,
            due_at=deadline(facts.now, command.working_days),
        ),
    )


def close_unanswered(
    command: CloseUnanswered, facts: IntakeFacts, case: Case
) -> tuple[OnTheCase, ...]:
    """I-5: the deadline of this very question has passed, and nobody has answered."""
    match case:
        case Asked(question=question) if (
            question.request_id == command.request_id and facts.now >= question.due_at
        ):
            return (InformationNotGiven(case_id=command.case_id, request_id=command.request_id),)
        case _:
            return ()
