"""Canonical examples of triage, and of what it can refer to."""

from datetime import UTC, date, datetime

from services.intake.commands import (
    AnswerFirst,
    CloseUnanswered,
    CorrectRule,
    DisputeOutcome,
    GiveInformation,
    NameLiaison,
    RegisterRule,
    RemoveLiaison,
    ReopenCase,
    RequestInformation,
    RuleText,
    SetRecurrence,
)
from shared.contracts.intake import (
    CaseReopened,
    InformationGiven,
    InformationNotGiven,
    InformationRequested,
    KnownRuleCorrected,
    KnownRuleRegistered,
    LiaisonNamed,
    LiaisonRemoved,
    OutcomeDisputed,
    RecurrenceSet,
)
from shared.contracts.record import Event
from tests.examples.ids import CASE, GP, REPORT, SECRETARY, SKIEN, TELEMARK, id_of, sealed

REQUEST = id_of("request")
RULE = id_of("rule")
LIAISON = id_of("liaison")
DUE = datetime(2026, 11, 17, 22, 59, 59, tzinfo=UTC)

ASK = RequestInformation(case_id=CASE, question="Gjelder det alle avdelinger?", working_days=10)
GIVE = GiveInformation(case_id=CASE, answer=sealed(f"case-{CASE}", "report", "Ja, alle."))
CLOSE = CloseUnanswered(case_id=CASE, request_id=REQUEST)
REOPEN = ReopenCase(case_id=CASE, reason="Jeg var på ferie.")
DISPUTE = DisputeOutcome(case_id=CASE, reason="Rutinen blir ikke fulgt.")
ANSWER = AnswerFirst(case_id=CASE, reason="Dette er avklart i avtalen.")
CONTENT = RuleText(
    title="Henvisning videre ut fra egne funn",
    text="Sykehuset henviser selv videre når egne funn gir grunn til det.",
    source="Eksempelavtalen punkt 4",
    valid_from=date(2020, 1, 1),
)
REGISTER_RULE = RegisterRule(rule_id=RULE, helsefellesskap=TELEMARK, content=CONTENT)
CORRECT_RULE = CorrectRule(
    rule_id=RULE,
    content=RuleText(
        title=CONTENT.title,
        text="Sykehuset henviser selv videre når egne funn gir grunn til det, også internt.",
        source=CONTENT.source,
        valid_from=date(2026, 1, 1),
    ),
    reason="Avtalen er presisert.",
)
SET_RECURRENCE = SetRecurrence(helsefellesskap=TELEMARK, times=5)
NAME_LIAISON = NameLiaison(helsefellesskap=TELEMARK, person=LIAISON, party=SKIEN)
REMOVE_LIAISON = RemoveLiaison(helsefellesskap=TELEMARK, person=LIAISON, party=SKIEN)

REQUESTED = InformationRequested(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    request_id=REQUEST,
    question=ASK.question,
    working_days=10,
    due_at=DUE,
)
GIVEN = InformationGiven(case_id=CASE, request_id=REQUEST, reporter=GP, answer=GIVE.answer)
NOT_GIVEN = InformationNotGiven(case_id=CASE, request_id=REQUEST)
REOPENED = CaseReopened(case_id=CASE, reason=REOPEN.reason)
DISPUTED = OutcomeDisputed(
    case_id=CASE,
    report_id=REPORT,
    reason=DISPUTE.reason,
    outcome="answered",
    not_by=(SECRETARY,),
)
RULE_REGISTERED = KnownRuleRegistered(
    rule_id=RULE,
    helsefellesskap=TELEMARK,
    title=CONTENT.title,
    text=CONTENT.text,
    source=CONTENT.source,
    valid_from=CONTENT.valid_from,
)
RULE_CORRECTED = KnownRuleCorrected(
    rule_id=RULE,
    version=2,
    title=CORRECT_RULE.content.title,
    text=CORRECT_RULE.content.text,
    source=CORRECT_RULE.content.source,
    valid_from=CORRECT_RULE.content.valid_from,
    reason=CORRECT_RULE.reason,
)
RECURRENCE_SET = RecurrenceSet(helsefellesskap=TELEMARK, times=5)
LIAISON_NAMED = LiaisonNamed(helsefellesskap=TELEMARK, person=LIAISON, party=SKIEN)
LIAISON_REMOVED = LiaisonRemoved(helsefellesskap=TELEMARK, person=LIAISON, party=SKIEN)

EVENTS: tuple[Event, ...] = (
    REQUESTED,
    GIVEN,
    NOT_GIVEN,
    REOPENED,
    DISPUTED,
    RULE_REGISTERED,
    RULE_CORRECTED,
    RECURRENCE_SET,
    LIAISON_NAMED,
    LIAISON_REMOVED,
)
