"""The facts of intake's decisions: numbers, parties, other cases, what is referred to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from services.intake.application.standing import senders_of
from services.intake.application.streams import (
    OwnStreams,
    case_id_for,
    reference_stream,
    series_stream,
)
from services.intake.commands import (
    AnswerFirst,
    CloseUnanswered,
    DisputeOutcome,
    GiveInformation,
    IntakeFacts,
    MergeCase,
    OnACase,
    RegisterReport,
    ReopenCase,
    RequestInformation,
    SplitCase,
    StartCase,
    TriageCase,
    WithdrawReport,
)
from services.intake.decisions.known_rules import KnownRule
from services.intake.decisions.states import Unknown
from services.intake.readmodels import cases
from services.intake.readmodels.routines import in_force
from services.intake.rules.triage import organisations
from shared.contracts.intake import PartyNamed, RoutineCited, RuleCited
from shared.contracts.record import Facts
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Gathered, Heads
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.identity.register import AmbiguousName, Register
from shared.identity.register_model import register_model
from shared.values.calendar import local_day
from shared.values.case_numbers import CaseNumberFormat
from shared.values.refusal import Refused


@dataclass(frozen=True)
class Gathering:
    """Where facts come from: intake's own ledger first, the register, and what others have said."""

    ledger: Ledger
    codec: Codec
    heads: Heads
    register: Register
    views: Views
    actor_of: Callable[[UUID], Actor]

    def facts(self, command: OnACase, base: Facts) -> Gathered[IntakeFacts]:
        """What a decision on a case rests on, and where it was read."""
        own = OwnStreams(self.ledger, self.codec)
        known = _Looking(self, own, IntakeFacts(base.now, base.by, base.command_id))
        facts = known.facts_for(command)
        return Gathered(
            facts,
            heads=own.heads,
            positions={"governance": self.views.position("governance", register_model)},
        )

    def plain(self, _command: object, base: Facts) -> Gathered[IntakeFacts]:
        """For decisions that rest on their own stream alone."""
        return Gathered(IntakeFacts(base.now, base.by, base.command_id))


@dataclass(frozen=True)
class _Looking:
    """One decision's looking up."""

    at: Gathering
    own: OwnStreams
    base: IntakeFacts

    def facts_for(  # noqa: PLR0911 - a line each
        self, command: OnACase
    ) -> IntakeFacts:
        match command:
            case RegisterReport():
                return self._for_report(command)
            case StartCase():
                self._starter_is_here(command)
                return self._numbered(command.helsefellesskap, command.parties)
            case SplitCase():
                return self._numbered(self._home(command.case_id), command.parties)
            case TriageCase():
                return self._for_triage(command)
            case AnswerFirst():
                return self._answering(command, self._often(command.case_id))
            case MergeCase():
                return self._with_other(command.into, self._often(command.case_id))
            case RequestInformation() | DisputeOutcome():
                return self._with_people(self._home(command.case_id), self.base)
            case WithdrawReport() | GiveInformation() | ReopenCase() | CloseUnanswered():
                return self.base
            case _:
                assert_never(command)

    def _for_report(self, command: RegisterReport) -> IntakeFacts:
        facts = self._numbered(command.helsefellesskap, command.parties)
        if command.sender_reference is not None:
            senders = senders_of(self.at.actor_of(self.base.by.person), command.helsefellesskap)
            used = [self._reference_used(each, command.sender_reference) for each in senders]
            facts = replace(facts, sender=senders[0], reference_used=any(used))
        if not command.joins:
            return facts
        often = self.own.settings(command.helsefellesskap).often
        return replace(facts, often=often, closed=self._closed(command.case_id))

    def _reference_used(self, sender: UUID, reference: str) -> bool:
        """Also by a report that opened a case of its own before references were noted."""
        stream = reference_stream(sender, reference)
        self.own.heads[stream] = used = self.at.heads.of(stream)
        return used > 0 or self.own.opened_at(case_id_for(sender, reference)) > 0

    def _numbered(self, helsefellesskap: UUID | None, parties: tuple[str, ...]) -> IntakeFacts:
        """The next number in the series, and the parties as the register knows them."""
        register = self.at.register
        home = None if helsefellesskap is None else register.helsefellesskap(helsefellesskap)
        if home is None:
            raise Refused("I-1", "intake.helsefellesskap-unknown", field="helsefellesskap")
        year = local_day(self.base.now).year
        series = series_stream(home.id, year)
        self.own.heads[series] = taken = self.at.heads.of(series)
        return replace(
            self.base,
            parties=tuple(named(register, home.id, name) for name in parties if name.strip()),
            year=year,
            running=taken + 1,
            number=CaseNumberFormat.parse(home.case_number_format).format(taken + 1, year),
        )

    def _starter_is_here(self, command: StartCase) -> None:
        """I-13: the body or the party belongs to the helsefellesskap."""
        register, home = self.at.register, command.helsefellesskap
        if command.body_id is not None:
            body = register.body(command.body_id)
            if body is None or body.helsefellesskap != home:
                raise Refused("I-13", "intake.starter-body-missing", field="body_id")
        if command.party is not None:
            party = register.organisation(command.party)
            if party is None or home not in party.helsefellesskap:
                raise Refused("I-13", "intake.starter-party-missing", field="party")

    def _for_triage(self, command: TriageCase) -> IntakeFacts:
        facts = self._answering(command, self._often(command.case_id))
        facts = self._with_people(self._home(command.case_id), facts)
        return self._with_other(command.joined_to, facts)

    def _answering(self, command: TriageCase | AnswerFirst, facts: IntakeFacts) -> IntakeFacts:
        """What is referred to, as it reads today, and whether a liaison refers to it."""
        case = self.own.case(command.case_id)
        if isinstance(case, Unknown):
            return facts
        home = case.being.helsefellesskap
        parties = organisations(case.being.parties)
        liaison = self.own.settings(home).may_answer(facts.by.person, parties)
        return replace(
            facts,
            liaison=liaison,
            rule=self._rule(command.rule, home),
            routine=self._routine(command.routine, home),
        )

    def _rule(self, rule_id: UUID | None, home: UUID) -> RuleCited | None:
        if rule_id is None:
            return None
        rule, day = self.own.rule(rule_id), local_day(self.base.now)
        if not isinstance(rule, KnownRule) or rule.helsefellesskap not in (None, home):
            return None
        if not rule.holds_on(day):
            return None
        return RuleCited(
            rule_id=rule_id,
            version=rule.version,
            title=rule.content.title,
            source=rule.content.source,
            valid_on=day,
        )

    def _routine(self, case_id: UUID | None, home: UUID) -> RoutineCited | None:
        found = None if case_id is None else in_force(self.at.views, case_id)
        if found is None or found.helsefellesskap != home:
            return None
        return RoutineCited(case_id=found.case_id, number=found.number)

    def _with_other(self, case_id: UUID | None, facts: IntakeFacts) -> IntakeFacts:
        if case_id is None:
            return facts
        return replace(facts, other=self.own.other_case(case_id), closed=self._closed(case_id))

    def _with_people(self, home: UUID | None, facts: IntakeFacts) -> IntakeFacts:
        """Who may triage what has been disputed (I-6)."""
        if home is None:
            return facts
        return replace(
            facts,
            secretariat=self.at.register.holders("secretariat", home),
            chairs=self.at.register.chairs("ssu", home, self.base.now),
        )

    def _often(self, case_id: UUID) -> IntakeFacts:
        home = self._home(case_id)
        often = self.base.often if home is None else self.own.settings(home).often
        return replace(self.base, often=often, opened_at=self.own.opened_at(case_id))

    def _home(self, case_id: UUID) -> UUID | None:
        case = self.own.case(case_id)
        return None if isinstance(case, Unknown) else case.being.helsefellesskap

    def _closed(self, case_id: UUID) -> bool:
        """Whether the bodies have ended the case, as far as they have been heard."""
        case = cases.one(self.at.views, case_id)
        return case is not None and case.closed


def named(register: Register, helsefellesskap: UUID, name: str) -> PartyNamed:
    """A name the register does not know, or knows twice, is flagged for the secretariat."""
    try:
        found = register.find_organisation(name, helsefellesskap) or register.find_organisation(
            name
        )
    except AmbiguousName:
        found = None
    return PartyNamed(
        name=found.name if found else " ".join(name.split()),
        organisation_id=found.id if found else None,
    )
