"""The structure as its pages show it: bodies in their lines, seats, findings (G-1, G-2, G-4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.governance.pages.presenters.names import Names
from services.governance.rules.health import SEVERITIES, Finding, Severity
from services.governance.rules.seats import SeatStanding, Terms
from services.governance.rules.structure import LEVELS
from shared.contracts.governance import BodyEstablished, BodyRules, Delegation, SeatFilled
from shared.values.case_numbers import CaseNumberFormat, InvalidNumberFormat
from shared.web.components import Option, Tone
from shared.web.i18n import Words

STANDINGS: dict[SeatStanding, Tone] = {
    "in-order": "success",
    "not-begun": "info",
    "expired": "danger",
    "agreement-pending": "warning",
}
SEVERITY_TONES: dict[Severity, Tone] = {"serious": "danger", "notable": "warning", "note": "info"}
OF_MANY_SEATS: tuple[str, ...] = (
    "no-deputy",
    "term-ends-soon",
    "term-expired",
    "not-in-practice",
    "agreement-pending",
    "deputy-agreement-pending",
)
UNTIL_NEXT_MEETING = "governance.body.next-meeting"


@dataclass(frozen=True, slots=True)
class Node:
    """A body in the picture, with those below it in its line."""

    body_id: UUID
    name: str
    kind: str
    level: str
    power: str
    current: bool
    below: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat in a list."""

    seat_id: UUID
    function: str
    person: str
    deputy: str
    party: str
    represents: str
    side: str
    rights: str
    basis: str
    term_from: date
    term_to: date
    standing: str
    tone: Tone
    co_opted_for: UUID | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, or the same one of several seats in a body: `seats` are those, by party."""

    rule: str
    severity: str
    tone: Tone
    text: str
    body: UUID | None
    seat: UUID | None
    seats: tuple[tuple[UUID, str], ...] = ()


def picture(
    bodies: Sequence[BodyEstablished], words: Words, current: UUID | None = None
) -> list[Node]:
    """The bodies in their lines, from those that have none above them; the highest level first."""
    known = {each.body_id for each in bodies}
    ordered = sorted(bodies, key=lambda each: (-each.level, each.name))

    def nodes(parent: UUID | None) -> tuple[Node, ...]:
        return tuple(
            Node(
                body_id=each.body_id,
                name=each.name,
                kind=words(f"governance.body-kind.{each.kind}"),
                level=words("governance.body.on-level", level=each.level),
                power=words(f"governance.power.{each.power}"),
                current=each.body_id == current,
                below=nodes(each.body_id),
            )
            for each in ordered
            if (each.parent if each.parent in known else None) == parent
        )

    return list(nodes(None))


def seat_row(seat: SeatFilled, terms: Terms, names: Names) -> SeatRow:
    words, standing = names.words, terms.standing(seat)
    return SeatRow(
        seat_id=seat.seat_id,
        function=words(f"governance.function.{seat.function}"),
        person=names.person(seat.person_id),
        deputy=names.person(seat.deputy.person_id) if seat.deputy else "",
        party=names.party(seat.party),
        represents=words(f"governance.represents.{seat.represents}"),
        side=words(f"governance.side.{seat.side}" if seat.side else "governance.no-side"),
        rights=", ".join(words(f"governance.right.{right}") for right in seat.rights),
        basis=words(f"governance.basis.{seat.basis}")
        + (f" – {seat.basis_note}" if seat.basis_note else ""),
        term_from=seat.term_from,
        term_to=seat.term_to,
        standing=words(f"governance.seat-standing.{standing}"),
        tone=STANDINGS[standing],
        co_opted_for=seat.co_opted_for,
    )


def finding_rows(findings: Iterable[Finding], words: Words) -> list[FindingRow]:
    """What several seats of a body lack is one row: a list that repeats itself is not read."""
    together: dict[object, list[Finding]] = {}
    for number, each in enumerate(findings):
        alike = (each.body, each.what) if each.what in OF_MANY_SEATS else number
        together.setdefault(alike, []).append(each)
    return [_finding_row(tuple(alike), words) for alike in together.values()]


def _finding_row(alike: tuple[Finding, ...], words: Words) -> FindingRow:
    first, *more = alike
    text = words(f"governance.finding.{first.what}", **first.values)
    if more:
        body = first.values["body"]
        text = words(f"governance.findings.{first.what}", body=body, count=len(alike))
    return FindingRow(
        rule=first.rule,
        severity=words(f"governance.severity.{first.severity}"),
        tone=SEVERITY_TONES[first.severity],
        text=text,
        body=first.body,
        seat=None if more else first.seat,
        seats=tuple((each.seat, str(each.values["party"])) for each in alike if more and each.seat),
    )


def counted(findings: Sequence[Finding], words: Words) -> list[tuple[str, Tone]]:
    """How many findings of each severity there are, for those there are any of."""
    counts = [(each, sum(one.severity == each for one in findings)) for each in SEVERITIES]
    return [
        (f"{words(f'governance.severity.{severity}')}: {count}", SEVERITY_TONES[severity])
        for severity, count in counts
        if count
    ]


def examples(template: str, year: int) -> tuple[str, ...]:
    """The first two numbers of the year in this format; none where the format gives none."""
    try:
        numbers = CaseNumberFormat.parse(template)
    except InvalidNumberFormat:
        return ()
    return tuple(numbers.format(running, year) for running in (1, 2))


def rules_told(body: BodyEstablished, names: Names, year: int) -> list[tuple[str, str]]:
    """A body's rules, each with what it is called (G-1)."""
    words, rules = names.words, body.rules
    numbers = ", ".join(examples(body.item_number_format, year))
    return [
        (words("governance.body.power"), words(f"governance.power.{body.power}")),
        (words("governance.body.purpose"), words(f"governance.purpose.{body.purpose}")),
        (
            words("governance.body.item-number-format"),
            words("governance.body.numbers-like", format=body.item_number_format, numbers=numbers),
        ),
        (words("governance.body.rhythm"), rules.rhythm or words("governance.body.not-set")),
        (
            words("governance.body.quorum"),
            words("governance.body.not-set")
            if rules.quorum is None
            else words("governance.body.parties-present", count=rules.quorum),
        ),
        (
            words("governance.body.mixed-disagreement"),
            words(f"governance.mixed-disagreement.{rules.mixed_disagreement}"),
        ),
        (words("governance.body.silence"), words(f"governance.silence.{rules.silence}")),
        (
            words("governance.body.written-stance-counts"),
            words("governance.body.yes" if rules.written_stance_counts else "governance.body.no"),
        ),
        (words("governance.body.late-cases"), words(f"governance.late-cases.{rules.late_cases}")),
        *_deadlines(rules, words),
        (
            words("governance.body.follow-up-months"),
            words("governance.body.months", count=rules.follow_up_months),
        ),
        *(
            (words("governance.body.delegations"), _delegation(each, names))
            for each in rules.delegations
        ),
    ]


def _deadlines(rules: BodyRules, words: Words) -> list[tuple[str, str]]:
    told = rules.deadlines.model_dump()
    return [
        (
            words(f"governance.body.deadlines.{step}"),
            words(UNTIL_NEXT_MEETING)
            if days is None
            else words("governance.body.working-days", count=days),
        )
        for step, days in told.items()
    ]


def _delegation(each: Delegation, names: Names) -> str:
    words = names.words
    told = f"{names.party(each.party)}: {each.limits} ({each.reference})"
    from_day = words.formats.day(each.valid_from)
    to_day = words.formats.day(each.valid_to) if each.valid_to else ""
    return f"{told}, {from_day} – {to_day}".rstrip()


def options(name: str, values: Iterable[str], words: Words) -> list[Option]:
    """A closed list to choose from; each answer with its explanation where the words have one."""
    return [
        Option(
            value,
            words(f"governance.{name}.{value}"),
            words(about) if words.has(about := f"governance.about.{name}.{value}") else None,
        )
        for value in values
    ]


def level_options(words: Words) -> list[Option]:
    return [Option(str(level), words(f"governance.level.{level}")) for level in reversed(LEVELS)]
