"""What people may ask, each with its access decided (P-3, P-4)."""

from dataclasses import dataclass
from uuid import UUID

from services.intake.application.streams import notices_stream, settings_stream
from services.intake.commands import (
    AnswerFirst,
    ChooseNotices,
    CloseUnanswered,
    CorrectRule,
    DisputeOutcome,
    GiveInformation,
    IntakeCommand,
    KeepReceipt,
    MergeCase,
    NameLiaison,
    OnACase,
    RegisterReport,
    RegisterRule,
    RemoveLiaison,
    ReopenCase,
    RequestInformation,
    SetRecurrence,
    SplitCase,
    StartCase,
    TriageCase,
    WithdrawReport,
)
from services.intake.readmodels import cases, known_rules, reports
from shared.eventlog.projections import Views
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import RULES, Allowed, Forbidden, allowed, require
from shared.web.conditions import NotFound


@dataclass(frozen=True, slots=True)
class Standing:
    """What a command belongs to, and what the actor acts for (R-1)."""

    case: str
    helsefellesskap: UUID | None
    party: UUID | None = None


def standing(  # noqa: PLR0911 - a line each
    actor: Actor, command: IntakeCommand, views: Views
) -> Standing:
    """Raises Forbidden, NotFound."""
    match command:
        case RegisterRule():
            return _keeping(actor, command.rule_id, command.helsefellesskap)
        case CorrectRule():
            rule = known_rules.one(views, command.rule_id)
            if rule is None:
                raise NotFound
            return _keeping(actor, command.rule_id, rule.helsefellesskap)
        case SetRecurrence() | NameLiaison() | RemoveLiaison():
            area = command.helsefellesskap
            require(actor, "intake.configure", Resource("structure", helsefellesskap=area))
            return Standing(settings_stream(area), area)
        case ChooseNotices():
            if command.person != actor.person:
                raise Forbidden(RULES["not-own"], "not-own")
            return Standing(notices_stream(command.person), None)
        case KeepReceipt():
            report = reports.one(views, command.report_id)
            if report is None:
                raise NotFound
            require(actor, "intake.read-report", report.resource)
            return Standing(str(report.case_id), report.helsefellesskap)
        case RegisterReport():
            return _reporting(actor, command)
        case StartCase():
            return _starting(actor, command)
        case _:
            return _on_case(actor, command, views)


def _keeping(actor: Actor, rule_id: UUID, area: UUID | None) -> Standing:
    require(actor, "intake.keep-rules", Resource("structure", helsefellesskap=area))
    return Standing(f"rule-{rule_id}", area)


def _reporting(actor: Actor, command: RegisterReport) -> Standing:
    """Who may report or import; and find the case, who joins one (I-7)."""
    area = command.helsefellesskap
    resource = Resource(
        "report",
        helsefellesskap=area,
        party=acts_for(actor, area),
        person=actor.person,
    )
    imports = command.sender_reference is not None and isinstance(
        allowed(actor, "intake.import", resource), Allowed
    )
    if not imports:
        require(actor, "intake.report", resource)
    if command.joins:
        require(actor, "intake.find-similar", Resource("case", helsefellesskap=area))
    return Standing(str(command.case_id), area, resource.party)


def acts_for(actor: Actor, area: UUID) -> UUID | None:
    """The organisation that somebody reports for: that of a role, else that of a seat. None
    where they hold neither, or more than one."""
    roles = {
        held.party
        for held in actor.holdings
        if held.role in ("clinician", "integrator") and held.helsefellesskap in (area, None)
    }
    found = (roles - {None}) or {s.party for s in actor.seats if s.helsefellesskap == area}
    return next(iter(found)) if len(found) == 1 else None


def senders_of(actor: Actor, area: UUID) -> tuple[UUID, ...]:
    """Whose a reference is (I-10): the helsefellesskap's for its secretariat and those who operate
    it, else the organisation's that one reports for, else one's own.

    The first is the one that a new reference is used by. The person is always the last: references
    were each person's own at first, and those stay used.
    """
    imports_for_it = actor.has("secretariat", helsefellesskap=area) or actor.has("operator")
    sender = area if imports_for_it else acts_for(actor, area)
    return (actor.person,) if sender is None else (sender, actor.person)


def _starting(actor: Actor, command: StartCase) -> Standing:
    """I-13: in the name of the body or the party that one sits for."""
    by_body = command.starter == "body"
    resource = Resource(
        "case",
        helsefellesskap=command.helsefellesskap,
        body=command.body_id if by_body else None,
        party=None if by_body else command.party,
    )
    require(actor, "intake.start-case", resource)
    return Standing(str(command.case_id), command.helsefellesskap, command.party)


ON_CASES: dict[type[OnACase], Action] = {
    TriageCase: "intake.triage",
    RequestInformation: "intake.triage",
    CloseUnanswered: "intake.triage",
    SplitCase: "intake.triage",
    AnswerFirst: "intake.answer-first",
    GiveInformation: "intake.supplement",
    DisputeOutcome: "intake.object",
}
"""What each asks of access to the case; the others are below."""


def _on_case(actor: Actor, command: OnACase, views: Views) -> Standing:
    found = cases.one(views, command.case_id)
    if found is None:
        raise NotFound
    resource = found.resource
    match command:
        case WithdrawReport():
            require(actor, "intake.withdraw", _own_report(actor, command, views) or resource)
        case ReopenCase():
            # The reporter, or whoever triages.
            if not isinstance(allowed(actor, "intake.supplement", resource), Allowed):
                require(actor, "intake.triage", resource)
        case MergeCase():
            require(actor, "intake.triage", resource)
            into = cases.one(views, command.into)
            if into is not None:
                require(actor, "intake.triage", into.resource)
        case _:
            require(actor, ON_CASES[type(command)], resource)
    return Standing(str(command.case_id), found.helsefellesskap)


def _own_report(actor: Actor, command: WithdrawReport, views: Views) -> Resource | None:
    """The report that is taken back; None where the actor has none in the case."""
    held = reports.of_case(views, command.case_id)
    own = (
        each
        for each in held
        if each.reporter == actor.person and command.report_id in (None, each.report_id)
    )
    found = next(own, None)
    return found.resource if found else None
