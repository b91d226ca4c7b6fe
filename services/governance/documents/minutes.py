"""The minutes of a meeting, in bokmål or nynorsk (G-12, G-13, G-20)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.governance.readmodels.meeting import Item
from shared.contracts.governance import (
    Attended,
    Function,
    MeetingPlanned,
    ProposalSubmitted,
    Registered,
    StanceWithdrawn,
)
from shared.typesetting import Block, Document, Heading, Language, Points, Table, Text
from shared.web.i18n import Words

KEYS = "governance.minutes-document"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who took part: the name as it is now, or the word for one that is erased (R-7)."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a version of the minutes adds, and why (G-20)."""

    version: int
    item_id: UUID | None
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that the minutes are made of. `body` is its name by language; `cases` are numbers of
    cases; `proposals` by their ids; `functions` those of the seats."""

    planned: MeetingPlanned
    version: int
    started_at: datetime
    closed_at: datetime
    attendance: tuple[Attended, ...]
    items: tuple[Item, ...]
    withdrawn: tuple[StanceWithdrawn, ...]
    corrections: tuple[Correction, ...]
    signers: tuple[UUID, ...]
    body: Mapping[Language, str]
    people: Mapping[UUID, Person]
    parties: Mapping[UUID, str]
    cases: Mapping[UUID, str]
    proposals: Mapping[UUID, ProposalSubmitted]
    functions: Mapping[UUID, Function]


def minutes(told: Told, language: Language, words: Words) -> Document:
    """The minutes as their readers get them; the same of the same."""
    return _Minutes(told, language, words).document()


class _Minutes:
    def __init__(self, told: Told, language: Language, words: Words) -> None:
        self._told = told
        self._language: Language = language
        self._words = words

    def _say(self, key: str, **values: object) -> str:
        return self._words(f"{KEYS}.{key}", **values)

    def document(self) -> Document:
        told = self._told
        body = told.body[self._language]
        day = self._words.formats.long_day(told.started_at)
        title = self._say(f"title-{_how(told.planned)}", body=body, day=day)
        return Document(
            title=title,
            language=self._language,
            blocks=tuple(self._blocks()),
            running=self._say("running", body=body, day=day, version=told.version),
            page=(self._words("governance.document.page"), self._words("governance.document.of")),
        )

    def _blocks(self) -> Iterator[Block]:
        yield Points(tuple(self._facts()))
        yield Heading(self._say("participants"))
        yield self._participants()
        for correction in self._told.corrections:
            if correction.item_id is None:
                yield self._correction(correction)
        for item in self._told.items:
            yield from self._item(item)

    def _facts(self) -> Iterator[tuple[str, str]]:
        told, formats = self._told, self._words.formats
        yield self._say("kind"), self._say(f"kind-{told.planned.kind}")
        if told.planned.place:
            yield self._say("place"), told.planned.place
        span = f"{formats.moment(told.started_at)} – {formats.moment(told.closed_at)}"
        yield self._say("time"), span
        if told.planned.answer_by:
            yield self._say("answer-by"), formats.moment(told.planned.answer_by)
        if told.signers:
            yield self._say("signers"), ", ".join(self._signer(each) for each in told.signers)

    def _signer(self, seat: UUID) -> str:
        person, _ = self._sat()[seat]
        return self._name(person)

    def _sat(self) -> dict[UUID, tuple[UUID, UUID]]:
        """Who sat in each seat, and for which party; the last one where they took turns."""
        registered = {
            seat.seat_id: (seat.person_id, seat.party)
            for item in self._told.items
            for seat in item.register_
        }
        attended = {
            each.seat_id: (each.person_id, each.party)
            for each in sorted(self._told.attendance, key=lambda each: each.present_from)
        }
        return registered | attended

    def _participants(self) -> Table:
        told = self._told
        there = [(each.seat_id, each.person_id, each.party) for each in told.attendance]
        in_writing = [
            (seat.seat_id, seat.person_id, seat.party)
            for item in told.items
            for seat in item.register_
        ]
        people = list(dict.fromkeys((*there, *in_writing)))
        return Table(
            [self._say(each) for each in ("name", "position", "organisation", "remark")],
            [
                (
                    self._name(person),
                    told.people[person].position,
                    told.parties.get(party, ""),
                    self._remark(seat, person),
                )
                for seat, person, party in people
            ],
        )

    def _remark(self, seat: UUID, person: UUID) -> str:
        told, formats = self._told, self._words.formats
        remarks: list[str] = []
        function = told.functions.get(seat)
        if function and function != "member":
            remarks.append(self._words(f"governance.function.{function}"))
        stays = [
            each
            for each in told.attendance
            if (each.seat_id, each.person_id) == (seat, person)
            and (each.present_from, each.present_to) != (told.started_at, told.closed_at)
        ]
        remarks += [
            f"{formats.clock(each.present_from)}–{formats.clock(each.present_to)}" for each in stays
        ]
        if (seat, person) not in {(each.seat_id, each.person_id) for each in told.attendance}:
            remarks.append(self._say("in-writing"))
        return ", ".join(remarks)

    def _item(self, item: Item) -> Iterator[Block]:
        on_agenda = item.on_agenda
        number = self._told.cases.get(on_agenda.case_id, "") if on_agenda.case_id else ""
        about = self._say("case", number=number) if number else None
        title = on_agenda.title or about or self._say(f"entry-{on_agenda.kind}")
        yield Heading(self._say("item", number=on_agenda.number, title=title))
        yield from self._background(item, about if on_agenda.title else None)
        if item.register_:
            yield from self._register(item)
            yield from self._stances(item)
        for dissent in item.dissents:
            name = self._name(dissent.person_id)
            party = self._party(dissent.party)
            yield Text(dissent.text, self._say("dissent", name=name, party=party))
        yield from self._outcome(item)
        for correction in self._told.corrections:
            if correction.item_id == on_agenda.item_id:
                yield self._correction(correction)

    def _background(self, item: Item, about: str | None) -> Iterator[Block]:
        background = [about or "", item.on_agenda.note or ""]
        if any(background):
            yield Text("\n".join(filter(None, background)), self._say("background"))
        if item.late:
            yield Text(item.late, self._say("late"))
        proposal = self._told.proposals.get(item.proposal_id) if item.proposal_id else None
        if proposal is None:
            return
        yield Text(proposal.what, self._say("proposal"))
        tasks = proposal.tasks
        if item.alternative:
            chosen = proposal.alternatives[item.alternative - 1]
            tasks = chosen.tasks
            yield Text(chosen.what, self._say("alternative", number=item.alternative))
        yield Text(proposal.reasons, self._say("reasons"))
        yield Heading(self._say("discussion"), 2)
        consequences = proposal.consequences
        yield Points(
            [
                (self._say("for-patient"), consequences.patient),
                (self._say("for-gp"), consequences.gp),
                (self._say("for-municipality"), consequences.municipality),
                (self._say("for-hospital"), consequences.hospital),
                *((self._say("task", party=self._party(task.party)), task.what) for task in tasks),
            ]
        )

    def _register(self, item: Item) -> Iterator[Block]:
        apart = [self._who(seat) for seat in item.register_ if not seat.habil]
        if apart:
            yield Text(", ".join(apart), self._say("not-habil"))
        written = [self._who(seat) for seat in item.register_ if seat.written]
        if written:
            yield Text(", ".join(written), self._say("answered-in-writing"))

    def _stances(self, item: Item) -> Iterator[Block]:
        rows = [
            (
                self._who(seat),
                self._words(f"governance.position.{stance.position}"),
                self._words(f"governance.objection.{stance.objection}")
                if stance.objection
                else "–",
                stance.reason,
            )
            for seat in item.register_
            if (stance := item.stance(seat.seat_id))
        ]
        yield Heading(self._say("stances"), 2)
        if rows:
            yield Table(
                [self._say(each) for each in ("who", "stance", "objection", "reason")],
                rows,
            )
        silent = [self._who(seat) for seat in item.unanswered]
        if silent:
            yield Text(", ".join(silent), self._say("not-answered"))
        for back in self._told.withdrawn:
            if back.item_id == item.on_agenda.item_id:
                name = self._name(back.person_id)
                yield Text(back.reason, self._say("withdrawn", name=name))

    def _outcome(self, item: Item) -> Iterator[Block]:
        label = self._say("outcome")
        if item.noted is not None:
            noted = (self._say("noted"), item.noted.note or "")
            yield Text("\n".join(filter(None, noted)), label)
            return
        closed = item.outcome
        if closed is None:
            yield Text(self._say("not-treated"), label)
            return
        said = [self._words(f"governance.outcome.{closed.outcome}")]
        if closed.undecided:
            said.append(self._words(f"governance.undecided.{closed.undecided}"))
        if closed.within_limits:
            said.append(self._say("within-limits"))
        if closed.new_question:
            said.append(self._say("new-question"))
        yield Text("\n".join([". ".join(said) + ".", *filter(None, [closed.wording])]), label)

    def _correction(self, correction: Correction) -> Text:
        label = self._say("correction", version=correction.version)
        because = self._say("because", reason=correction.reason)
        return Text(f"{correction.text}\n{because}", label)

    def _who(self, seat: Registered) -> str:
        return f"{self._name(seat.person_id)} ({self._party(seat.party)})"

    def _name(self, person: UUID) -> str:
        return self._told.people[person].name

    def _party(self, party: UUID) -> str:
        return self._told.parties.get(party, "")


def _how(planned: MeetingPlanned) -> str:
    return "written" if planned.kind == "written" else "meeting"
