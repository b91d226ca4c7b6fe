"""What is decided for those who report: taken in, taken back, answered, disputed (I-0 to I-6)."""

from typing import assert_never

from services.intake.commands import (
    DisputeOutcome,
    GiveInformation,
    IntakeFacts,
    RegisterReport,
    ReopenCase,
    WithdrawReport,
)
from services.intake.decisions.states import (
    LIFTED,
    Asked,
    Being,
    Case,
    Gone,
    Open,
    Triaged,
    Unanswered,
    Unknown,
    Withdrawn,
    standing,
)
from services.intake.rules import cases as joining
from services.intake.rules import reports as told
from services.intake.rules import triage as triaging
from shared.contracts.intake import (
    CaseReopened,
    InformationGiven,
    NumberTaken,
    OnTheCase,
    OutcomeDisputed,
    ProblemRecurred,
    ReferenceUsed,
    ReportHeld,
    ReportRegistered,
    ReportWithdrawn,
)
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused


def register(command: RegisterReport, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-0, I-1, I-3, I-11: a report gets its number, and opens a case or joins one."""
    if facts.reference_used or not (command.joins or isinstance(case, Unknown)):
        raise Refused("I-10", "intake.reference-used", field="sender_reference")
    told.may_be_registered(told.told_in(command))
    if command.joins:
        _may_join(command, facts, case)
    registered = ReportRegistered(
        case_id=command.case_id,
        report_id=command.report_id,
        number=facts.number,
        helsefellesskap=command.helsefellesskap,
        reporter=facts.by.person,
        organisation=facts.by.party,
        reported_on=command.reported_on,
        title=command.title,
        what_happens=command.what_happens,
        parties=facts.parties,
        workaround=command.workaround,
        workaround_risk=command.workaround_risk,
        urgent=command.urgent,
        language=command.language,
        sender_reference=command.sender_reference,
        joined=command.joins,
    )
    recurred = _recurred(command, facts, case) if command.joins else ()
    return (registered, *recurred, *_taken(command, facts))


def _may_join(command: RegisterReport, facts: IntakeFacts, case: Case) -> None:
    if isinstance(case, Unknown):
        raise Refused("I-0", "intake.case-unknown", field="joins")
    if case.being.helsefellesskap != command.helsefellesskap:
        raise Refused("I-0", "intake.other-helsefellesskap", field="joins")
    if standing(case) == "ended" or facts.closed:
        raise Refused("I-0", "intake.case-ended", field="joins", number=case.being.number)


def _recurred(
    command: RegisterReport, facts: IntakeFacts, case: Case
) -> tuple[ProblemRecurred, ...]:
    assert not isinstance(case, Unknown)
    being = case.being
    times = being.times + 1
    if not joining.recurs(times, facts.often, raised=being.raised):
        return ()
    return (
        ProblemRecurred(
            case_id=command.case_id,
            helsefellesskap=being.helsefellesskap,
            number=being.number,
            times=times,
            to_triage=standing(case) != "lifted",
        ),
    )


def _taken(command: RegisterReport, facts: IntakeFacts) -> tuple[OnTheCase, ...]:
    """What can be used once: the number, and the sender's own reference."""
    number = NumberTaken(
        helsefellesskap=command.helsefellesskap,
        year=facts.year,
        running=facts.running,
        case_id=command.case_id,
    )
    if command.sender_reference is None:
        return (number,)
    reference = ReferenceUsed(
        sender=facts.sender or facts.by.person,
        reference=command.sender_reference,
        report_id=command.report_id,
        case_id=command.case_id,
    )
    return (number, reference)


def withdraw(command: WithdrawReport, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-0: a reporter withdraws their own report only; others' reports keep the case alive. A
    case that is lifted is dropped by the body that has it, and by nobody else."""
    match case:
        case Unknown():
            raise Refused("I-0", "intake.case-unknown")
        case Withdrawn():
            return ()
        case Gone():
            raise Refused("I-0", "intake.case-gone")
        case Unanswered():
            raise Refused("I-0", "intake.already-triaged")
        case Triaged(outcome=outcome) if outcome not in LIFTED:
            raise Refused("I-0", "intake.already-triaged")
        case Open() | Asked() | Triaged():
            return _withdraw(command, facts, case)
        case _:
            assert_never(case)


def _withdraw(
    command: WithdrawReport, facts: IntakeFacts, case: Open | Asked | Triaged
) -> tuple[OnTheCase, ...]:
    being, person = case.being, facts.by.person
    own = being.reports_of(person)
    if not own and person in being.withdrawn:
        return ()
    chosen = tuple(each for each in own if command.report_id in (None, each.report_id))
    if not chosen:
        raise Refused("I-0", "intake.not-your-report")
    if len(chosen) > 1:
        raise Refused("I-0", "intake.which-report", field="report_id")
    if isinstance(case, Triaged) and len(being.reports) == 1:
        raise Refused("I-0", "intake.lifted-is-dropped-by-its-body")
    names_no_patient((("reason", command.reason),))
    return (
        ReportWithdrawn(
            case_id=command.case_id, report_id=chosen[0].report_id, reason=command.reason
        ),
    )


def give(command: GiveInformation, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-5: a reporter answers what they were asked, in time."""
    match case:
        case Asked():
            _own_report(case.being, facts, "I-5")
            told.is_told(told.text_of(command.answer), "answer", "I-5")
            return (
                InformationGiven(
                    case_id=command.case_id,
                    request_id=case.question.request_id,
                    reporter=facts.by.person,
                    answer=command.answer,
                ),
            )
        case Unanswered():
            raise Refused("I-5", "intake.closed-unanswered")
        case Unknown() | Open() | Triaged() | Gone() | Withdrawn():
            raise Refused("I-5", "intake.nothing-asked")
        case _:
            assert_never(case)


def reopen(command: ReopenCase, case: Case) -> tuple[OnTheCase, ...]:
    """I-5: what was closed because nobody answered is taken up again, with a reason."""
    match case:
        case Unanswered():
            told.is_told(command.reason, "reason", "I-5")
            return (CaseReopened(case_id=command.case_id, reason=command.reason.strip()),)
        case Unknown() | Open() | Asked() | Triaged() | Gone() | Withdrawn():
            raise Refused("I-5", "intake.not-closed-unanswered")
        case _:
            assert_never(case)


def dispute(command: DisputeOutcome, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-6: a reporter says once that this did not solve it; somebody else triages anew."""
    match case:
        case Triaged(outcome=outcome) if outcome in LIFTED:
            raise Refused("I-6", "intake.lifted-is-not-disputed")
        case Triaged():
            report = _own_report(case.being, facts, "I-6")
            if report.report_id in case.being.disputed:
                raise Refused("I-6", "intake.disputed-once")
            told.is_told(command.reason, "reason", "I-6")
            not_by = case.being.not_by | ({case.by} if case.by else set())
            return (
                OutcomeDisputed(
                    case_id=command.case_id,
                    report_id=report.report_id,
                    reason=command.reason.strip(),
                    outcome=case.outcome,
                    not_by=tuple(sorted(not_by, key=str)),
                    entrusted=triaging.entrusted(not_by, facts),
                ),
            )
        case Unanswered():
            raise Refused("I-6", "intake.closed-unanswered")
        case Unknown() | Open() | Asked() | Gone() | Withdrawn():
            raise Refused("I-6", "intake.nothing-to-dispute")
        case _:
            assert_never(case)


def _own_report(being: Being, facts: IntakeFacts, rule: str) -> ReportHeld:
    """The reporter's first report in the case. Raises Refused for those who have none in it."""
    own = being.reports_of(facts.by.person)
    if not own:
        raise Refused(rule, "intake.not-your-report")
    return own[0]
