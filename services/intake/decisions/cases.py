"""What is decided where cases become one or two, and where one is started (I-0, I-13)."""

from services.intake.commands import IntakeFacts, MergeCase, SplitCase, StartCase
from services.intake.decisions.meeting import told_to
from services.intake.decisions.states import LIFTED, Case, Triaged, Unknown
from services.intake.decisions.triage import in_triage
from services.intake.rules import cases as rules
from services.intake.rules.reports import is_told
from shared.contracts.intake import (
    CaseMerged,
    CaseSplit,
    CaseSplitOff,
    CaseStarted,
    NumberTaken,
    OnTheCase,
)
from shared.values.refusal import Refused


def merge(command: MergeCase, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-0: the younger case goes into the older; what is lifted goes nowhere by intake's word
    (docs/decisions/0018)."""
    _not_lifted(case)
    waiting = in_triage(case, "I-0")
    being = waiting.being
    is_told(command.reason, "reason", "I-0")
    other = rules.may_be_joined(
        facts.other, command.case_id, being.helsefellesskap, closed=facts.closed, field="into"
    )
    rules.older_number_stays(facts.opened_at, other)
    merged = CaseMerged(
        case_id=command.case_id,
        helsefellesskap=being.helsefellesskap,
        number=being.number,
        into=other.case_id,
        into_number=other.number,
        reason=command.reason.strip(),
    )
    return (merged, *told_to(other, command.case_id, facts, waiting, merged=True))


def split(command: SplitCase, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-0: two problems that were reported as one; the second gets its own number."""
    _not_lifted(case)
    being = in_triage(case, "I-0").being
    rules.split_is_told(command)
    going = rules.some_go_and_some_stay(command, being.reports)
    left = CaseSplit(
        case_id=command.case_id,
        helsefellesskap=being.helsefellesskap,
        to_case=command.to_case,
        to_number=facts.number,
        reports=tuple(each.report_id for each in going),
        parties=facts.parties,
        reason=command.reason.strip(),
    )
    new = CaseSplitOff(
        case_id=command.to_case,
        number=facts.number,
        helsefellesskap=being.helsefellesskap,
        from_case=command.case_id,
        from_number=being.number,
        title=command.title,
        what_happens=command.what_happens,
        reports=going,
        parties=facts.parties,
        urgent=command.urgent,
    )
    taken = NumberTaken(
        helsefellesskap=being.helsefellesskap,
        year=facts.year,
        running=facts.running,
        case_id=command.to_case,
    )
    return (left, new, taken)


def _not_lifted(case: Case) -> None:
    if isinstance(case, Triaged) and case.outcome in LIFTED:
        raise Refused("I-0", "intake.lifted-stays-as-it-is")


def start(command: StartCase, facts: IntakeFacts, case: Case) -> tuple[OnTheCase, ...]:
    """I-13: a body, a party or a project starts a case; from assessment on it is as any other."""
    if not isinstance(case, Unknown):
        raise Refused("I-13", "intake.started-already")
    rules.start_is_told(command)
    started = CaseStarted(
        case_id=command.case_id,
        number=facts.number,
        helsefellesskap=command.helsefellesskap,
        starter=command.starter,
        started_by=facts.by.person,
        body_id=command.body_id,
        party=command.party,
        project=(command.project or "").strip() or None,
        title=command.title,
        what_happens=command.what_happens,
        parties=facts.parties,
        urgent=command.urgent,
    )
    taken = NumberTaken(
        helsefellesskap=command.helsefellesskap,
        year=facts.year,
        running=facts.running,
        case_id=command.case_id,
    )
    return (started, taken)
