"""What a file would do, row by row, before anything of it is done (I-10)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from services.intake.application import Intake
from services.intake.application.import_store import KeptRow
from services.intake.application.standing import acts_for, senders_of
from services.intake.application.streams import case_id_for, reference_stream, report_id_for
from services.intake.commands import RegisterReport
from services.intake.rules.imports.rows import Fault, Judged, Row, judged, key_of, report_of
from services.intake.rules.reports import contacts_in
from shared.contracts.intake import ReportRegistered
from shared.eventlog.commands import Done, ReusedCommandId
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Denied, allowed
from shared.identity.register import AmbiguousName, Helsefellesskap
from shared.service.platform import Platform

Told: TypeAlias = Mapping[str, Any]


class Judging:
    """Judges the rows of one file for one sender. What the register says is asked once a name."""

    def __init__(self, intake: Intake, platform: Platform, actor: Actor) -> None:
        self._intake = intake
        self._platform = platform
        self._actor = actor
        self._homes: dict[str, Helsefellesskap | Fault] = {}
        self._parties: dict[tuple[UUID, str], str | None] = {}
        self._seen: set[str] = set()

    def row(self, number: int, given: Any) -> KeptRow:
        """Ready to be registered, registered already, or refused with all that is wrong."""
        found = judged(number, given)
        faults = [*found.faults, *self._against_the_file(found)]
        named = given.get("helsefellesskap") if isinstance(given, dict) else None
        home = self._home(named) if isinstance(named, str) and named.strip() else None
        if isinstance(home, Fault):
            faults.append(home)
        if faults or found.row is None or not isinstance(home, Helsefellesskap):
            return refused(number, found.reference, *faults)
        return self._good(number, found.row, home)

    def _against_the_file(self, found: Judged) -> Iterator[Fault]:
        if found.reference in self._seen:
            yield Fault("reference", "I-10", "refused.intake.import.row.reference-twice")
        elif found.reference:
            self._seen.add(found.reference)

    def _home(self, name: str) -> Helsefellesskap | Fault:
        """The helsefellesskap of this name, where the sender may import to it (P-3)."""
        name = name.strip()
        if name not in self._homes:
            self._homes[name] = self._looked_up(name)
        return self._homes[name]

    def _looked_up(self, name: str) -> Helsefellesskap | Fault:
        home = self._platform.register.helsefellesskap_named(name)
        if home is None:
            return Fault("helsefellesskap", "I-1", "refused.intake.helsefellesskap-unknown")
        resource = Resource(
            "report",
            helsefellesskap=home.id,
            party=acts_for(self._actor, home.id),
            person=self._actor.person,
        )
        answer = allowed(self._actor, "intake.import", resource)
        if isinstance(answer, Denied):
            return Fault("helsefellesskap", answer.rule, f"denied.{answer.reason}")
        return home

    def _good(self, number: int, row: Row, home: Helsefellesskap) -> KeptRow:
        senders = senders_of(self._actor, home.id)
        try:
            done = self._earlier(row, home, senders)
        except ReusedCommandId:
            return refused(number, row.reference, reused())
        heads = self._platform.heads
        if done is None and any(
            heads.of(reference_stream(each, row.reference)) for each in senders
        ):
            fault = Fault("reference", "I-10", "refused.intake.reference-used")
            return refused(number, row.reference, fault)
        warnings = [*self._contacts(row), *self._flags(row, home)]
        if done is not None:
            return registered("unchanged", number, row.reference, done, warnings)
        told = {
            "reference": row.reference,
            "sender": str(senders[0]),
            "helsefellesskap": str(home.id),
            "row": row.model_dump(mode="json"),
            "warnings": warnings,
        }
        return KeptRow(number, "ready", told)

    def _earlier(self, row: Row, home: Helsefellesskap, senders: Sequence[UUID]) -> Done | None:
        """What became of the same row before, whoever of the sender's own sent it. Raises
        ReusedCommandId where the reference stands for something else."""
        key = key_of(row.reference)
        for sender in senders:
            command = asked_for(row, sender, home.id)
            done = self._intake.earlier(self._actor, command, key=key, owner=sender)
            if done is not None:
                return done
        return None

    def _contacts(self, row: Row) -> Iterator[Told]:
        """I-3: phone numbers and e-mail addresses, which are taken all the same."""
        for each in contacts_in(row.told):
            place = {"line": each.found.line, "column": each.found.column}
            key = f"intake.warning.{each.found.kind}"
            yield problem(Fault(each.field, "I-3", key, place))

    def _flags(self, row: Row, home: Helsefellesskap) -> Iterator[Told]:
        """A party that the register does not know, or knows twice, is taken and flagged."""
        for name in row.parties:
            if not name:
                continue
            if (home.id, name) not in self._parties:
                self._parties[home.id, name] = self._flag(name, home)
            flag = self._parties[home.id, name]
            if flag is not None:
                yield problem(Fault("parties", "I-10", flag, {"name": name}))

    def _flag(self, name: str, home: Helsefellesskap) -> str | None:
        register = self._platform.register
        try:
            known = register.find_organisation(name, home.id) or register.find_organisation(name)
        except AmbiguousName:
            return "intake.warning.party-ambiguous"
        return None if known else "intake.warning.party-unknown"


def asked_for(row: Row, sender: UUID, helsefellesskap: UUID) -> RegisterReport:
    """What is asked for a row in the name of its sender: the same whoever sends it."""
    opening = case_id_for(sender, row.reference)
    return report_of(
        row,
        opening=opening,
        report_id=report_id_for(opening),
        helsefellesskap=helsefellesskap,
    )


def reused() -> Fault:
    """The reference is the sender's key: under it stands something else."""
    return Fault("reference", "I-10", "refused.intake.import.row.reference-reused")


def refused(number: int, reference: str, *faults: Fault) -> KeptRow:
    told = {"reference": reference, "faults": [problem(each) for each in faults]}
    return KeptRow(number, "refused", told)


def registered(
    state: Any, number: int, reference: str, done: Done, warnings: list[Told]
) -> KeptRow:
    """The row has a case number: that of the report, which opened a case of its own."""
    event = next(each for each in done.events if isinstance(each, ReportRegistered))
    told = {"reference": reference, "case_number": event.number, "case_id": str(event.case_id)}
    return KeptRow(number, state, {**told, "warnings": warnings})


def problem(fault: Fault) -> Told:
    """As it is kept; the sentence is made when somebody reads it."""
    return {
        "field": fault.field,
        "rule": fault.rule,
        "key": fault.key,
        "values": dict(fault.values),
    }
