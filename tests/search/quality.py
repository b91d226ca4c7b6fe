"""How well reports of the same problem find each other, among all the labelled reports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from shared.contracts.record import NAMESPACE
from shared.eventlog.projections import open_views
from shared.search.index import Analyse, Document
from shared.search.terms import terms
from tests.search.library import Library
from tests.search.reports import PARTS, Report, reports

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What one report finds: the first five, and those it should find."""

    report: Report
    found: Sequence[Report]
    others: frozenset[Report]

    @property
    def recall(self) -> float:
        return len(self.others.intersection(self.found)) / min(SHOWN, len(self.others))

    @property
    def first(self) -> bool:
        return bool(self.found) and self.found[0] in self.others


@dataclass(frozen=True, slots=True)
class Quality:
    """`recall`: of the other reports of the same problem, the share that is among the first five;
    `precision`: how often the very first is one of them."""

    reports: int
    recall: float
    precision: float


def quality(answers: Sequence[Answer]) -> Quality:
    """The figures over all of them."""
    return Quality(
        reports=len(answers),
        recall=sum(each.recall for each in answers) / len(answers),
        precision=sum(each.first for each in answers) / len(answers),
    )


def answers(analyse: Analyse = terms) -> Mapping[Report, Answer]:
    """Each report asks for those like it, among the reports of both parts but itself."""
    told = {_id(report): report for part in PARTS for report in reports(part)}
    database = open_views("memory:", "intake")
    library = Library(database, analyse)
    library.put((Document(key, "case", key), each.title, each.text) for key, each in told.items())
    found = {
        report: _answer(report, told.values(), _found(library, told, key))
        for key, report in told.items()
    }
    database.dispose()
    return found


def known_and_new() -> tuple[Sequence[Report], Sequence[Report]]:
    """The held-out reports of problems that the development part has too, and the others."""
    known = {report.problem for report in reports("development")}
    held_out = reports("held_out")
    return (
        [report for report in held_out if report.problem in known],
        [report for report in held_out if report.problem not in known],
    )


def _found(library: Library, told: Mapping[UUID, Report], key: UUID) -> list[Report]:
    report = told[key]
    found = library.ask(report.title, report.text, besides=[key], limit=SHOWN)
    return [told[each] for each in found]


def _answer(report: Report, told: Iterable[Report], found: Sequence[Report]) -> Answer:
    others = frozenset(
        other for other in told if other.problem == report.problem and other != report
    )
    return Answer(report, found, others)


def _id(report: Report) -> UUID:
    return uuid5(NAMESPACE, f"{report.problem}: {report.title}")
