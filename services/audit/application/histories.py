"""Who may read what of the history, and what is put on record."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Engine

from services.audit.application.recording import query_decider, query_stream
from services.audit.application.remembering import (
    Remembered,
    claims_of,
    content_action,
    reporters_of,
    resource_of,
)
from services.audit.commands import QueryCommand, RecordAccess, RecordHeads
from services.audit.decisions.erasing import Subject, is_blocked
from services.audit.decisions.keeping import Kept
from services.audit.readmodels import logbook
from services.audit.readmodels.logbook import Entry
from services.audit.rules import locks
from shared.contracts.audit import Reading
from shared.contracts.compensation import ClaimBatched
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Done
from shared.eventlog.handling import Handler
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, Denied, allowed, require, scope
from shared.service.desk import Desk
from shared.values.refusal import Refused
from shared.web.conditions import NotFound


@dataclass(frozen=True, slots=True)
class History:
    """What the actor may see of a case's history; `hidden` counts the rest.

    `closed` are the streams of those that are hidden. `resource` is what access to the case itself
    depends on. Nothing is shown, and nothing hidden,
    of a moment before the case was reported.
    """

    shown: tuple[Remembered, ...]
    hidden: int
    logged: bool
    resource: Resource
    closed: frozenset[str] = frozenset()


class Audit:
    """What people may ask of audit."""

    def __init__(self, desk: Desk, handler: Handler, engine: Engine, codec: Codec) -> None:
        self._desk = desk
        self._handler = handler
        self._engine = engine
        self._codec = codec

    def record_heads(self, actor: Actor, *, key: str) -> Done:
        """Puts the trees' heads on record (R-4). Raises Forbidden, Refused."""
        require(actor, "audit.verify", Resource("log"))
        return self._desk.ask(actor, RecordHeads(), key=key, case="heads")

    def history(
        self,
        actor: Actor,
        case_id: UUID,
        *,
        key: str,
        purpose: str | None = None,
        as_of: datetime | None = None,
        how: Reading | None = "history",
    ) -> History:
        """The case's events as of a moment, each one only if the actor may see it (R-2, R-8).

        What is read for an authority is logged with its purpose before it is shown, and so is all
        that leaves the platform or is opened (R-6); with `how` None the caller has logged it.
        Raises NotFound, Forbidden where nothing may be seen, Refused where the purpose is missing
        or access is blocked (R-7).
        """
        if is_blocked(self.subject(f"case-{case_id}")):
            raise Refused("R-7", "audit.blocked")
        remembered, early = self._known(case_id, as_of)
        reporters = reporters_of(remembered)
        locked = any(locks(each.event) for each in remembered)
        claims = claims_of(remembered)
        resource: Callable[[Remembered], Resource] = partial(
            resource_of, case_id=case_id, reporters=reporters, locked=locked, claims=claims
        )
        seen, logged = self._seen(actor, remembered, reporters, resource)
        if not seen:
            require(actor, "audit.read-history", resource(remembered[0]))
        if how is not None and (logged or how != "history"):
            concerns = {*reporters, *(claimant for claimant, _ in claims.values())}
            command = RecordAccess(
                person=actor.person,
                how=how,
                purpose=purpose or "",
                for_authority=logged,
                case_id=case_id,
                concerns=tuple(sorted(concerns)),
            )
            area = remembered[0].entry.helsefellesskap
            self._log(actor, command, key=key, helsefellesskap=area)
        whole = replace(resource(seen[0]), kind="case")
        if early:
            return History((), 0, logged, whole)
        closed = _hidden_streams(remembered, seen)
        return History(tuple(seen), len(remembered) - len(seen), logged, whole, closed)

    def _known(self, case_id: UUID, as_of: datetime | None) -> tuple[list[Remembered], bool]:
        """What is remembered; or all, and that the moment is before the case began."""
        remembered = self._remembered(case_id, as_of)
        early = not remembered and as_of is not None
        if early:
            # whether there is such a case at all is told only to those who may see it
            remembered = self._remembered(case_id, None)
        if not remembered:
            raise NotFound
        return remembered, early

    def _seen(
        self,
        actor: Actor,
        remembered: Iterable[Remembered],
        reporters: Collection[UUID],
        resource: Callable[[Remembered], Resource],
    ) -> tuple[list[Remembered], bool]:
        """What the actor may see, each with how much of it; and whether it is logged (R-6)."""
        seen: list[Remembered] = []
        logged = False
        for each in remembered:
            on = resource(each)
            verdict = allowed(actor, "audit.read-history", on)
            if isinstance(verdict, Allowed):
                whole = isinstance(allowed(actor, content_action(each), on), Allowed)
                secret = each.entry.service == "intake" and each.entry.actor in reporters
                if secret:
                    secret = isinstance(allowed(actor, "intake.read-reporter", on), Denied)
                seen.append(replace(each, whole=whole, secret=secret))
                logged = logged or verdict.logged
        return seen, logged

    def subject(self, subject: str) -> Subject:
        """Whether access to a case or a person is blocked or erased (R-7)."""
        stream, decider = f"subject-{subject}", self._handler.decider_of("subject")
        assert decider is not None, "audit decides about subjects"
        state: Subject = self._handler.state(decider, stream).state
        return state

    def about(self, subject: str) -> list[Remembered]:
        """What has been decided about access to it; the caller has asked the policy."""
        return [self._read(entry) for entry in logbook.of_case(self._engine, [subject])]

    def queries(self, actor: Actor) -> Mapping[str, Mapping[str, str]]:
        """The questions that the actor keeps, by name (R-5)."""
        kept: Kept = self._handler.state(query_decider(), query_stream(actor.person)).state
        return kept.queries

    def keep(self, actor: Actor, command: QueryCommand, *, key: str) -> Done:
        """Keeps a question, or keeps it no longer. Raises Forbidden, Refused."""
        if scope(actor, "audit.query").nothing:
            require(actor, "audit.query", Resource("figures"))
        return self._desk.ask(actor, command, key=key, case=query_stream(actor.person))

    def case_of(self, event_id: UUID) -> UUID | None:
        """The case an event is of; None where it is not heard, or of no case."""
        return logbook.case_of(self._engine, event_id)

    def recorded_at(self, case_id: UUID, event_id: UUID) -> datetime:
        """When an event of the case was recorded. Raises NotFound for one that is not the case's;
        whether it may be seen is asked of the policy when the history is read."""
        for entry in logbook.of_ids(self._engine, [event_id]):
            if logbook.case_of(self._engine, event_id) == case_id:
                return entry.recorded
        raise NotFound

    def area_of(self, case_id: UUID) -> UUID | None:
        """Whose the case is. Raises NotFound where audit has not heard of it."""
        entries = logbook.of_case(self._engine, [str(case_id)])
        if not entries:
            raise NotFound
        areas = (each.helsefellesskap for each in entries)
        return next((each for each in areas if each is not None), None)

    def reads(
        self, actor: Actor, how: Reading, about: str, *, key: str, purpose: str | None
    ) -> None:
        """Logs what is asked of many cases by an authority, and all that leaves (R-6). Raises
        Forbidden, and Refused where the purpose is missing."""
        reaches = scope(actor, "audit.query").reaches
        if not reaches:
            require(actor, "audit.query", Resource("figures"))
        authority = all(reach.logged for reach in reaches)
        if authority or how == "export":
            command = RecordAccess(
                person=actor.person,
                how=how,
                purpose=purpose or "",
                for_authority=authority,
                about=about,
            )
            areas = {each.helsefellesskap for each in actor.holdings if each.helsefellesskap}
            area = min(areas) if len(areas) == 1 else None
            self._log(actor, command, key=key, helsefellesskap=area)

    def on_record(self, event_ids: Iterable[UUID]) -> list[Entry]:
        """These events as they stand in the logbook; the caller has asked the policy."""
        return logbook.of_ids(self._engine, event_ids)

    def _remembered(self, case_id: UUID, as_of: datetime | None) -> list[Remembered]:
        entries = logbook.of_case(self._engine, [str(case_id)], as_of=as_of)
        remembered = [self._read(entry) for entry in entries]
        batches = {
            str(each.event.batch_id) for each in remembered if isinstance(each.event, ClaimBatched)
        }
        if batches:
            more = logbook.of_case(self._engine, sorted(batches), as_of=as_of)
            remembered.extend(self._read(entry) for entry in more)
            remembered.sort(key=lambda each: (each.entry.recorded, each.entry.position))
        return remembered

    def _read(self, entry: Entry) -> Remembered:
        envelope, event = self._codec.known(entry.body)
        return Remembered(entry, envelope, event)

    def _log(
        self, actor: Actor, command: RecordAccess, *, key: str, helsefellesskap: UUID | None
    ) -> None:
        case = f"accesses-{actor.person}"
        self._desk.ask(actor, command, key=key, case=case, helsefellesskap=helsefellesskap)


def _hidden_streams(remembered: Iterable[Remembered], seen: Iterable[Remembered]) -> frozenset[str]:
    shown = {each.entry.event_id for each in seen}
    hidden = (each for each in remembered if each.entry.event_id not in shown)
    return frozenset(each.envelope.subject for each in hidden)
