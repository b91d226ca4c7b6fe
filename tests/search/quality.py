"""How well reports of the same problem find each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from shared.contracts.record import NAMESPACE
from shared.eventlog.projections import open_views
from shared.search.index import Analyse, Document
from shared.search.terms import terms
from tests.search.library import Library
from tests.search.reports import PARTS, Part, Report, reports

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Quality:
    """`recall`: of the other reports of the same problem, how many are among the first five;
    `precision`: how often the very first is one of them; `shown`: how many are shown at all."""

    recall: float
    precision: float
    shown: float


def quality(part: Part, analyse: Analyse = terms) -> Quality:
    """Each report of the part asks for those like it, among the reports of both parts."""
    told = {_id(report): report for each in PARTS for report in reports(each)}
    database = open_views("memory:", "intake")
    library = Library(database, analyse)
    library.put(
        (Document(key, "case", key), report.title, report.text) for key, report in told.items()
    )
    answers = [
        _answer(library, told, key, report)
        for key, report in told.items()
        if report in reports(part)
    ]
    database.dispose()
    return Quality(
        recall=_mean([found / others for found, others, _, _ in answers]),
        precision=_mean([float(first) for _, _, first, _ in answers]),
        shown=_mean([float(shown) for _, _, _, shown in answers]),
    )


def missed(part: Part) -> list[str]:
    """Those that do not find all the others, and what they find instead; to tune by."""
    told = {_id(report): report for each in PARTS for report in reports(each)}
    database = open_views("memory:", "intake")
    library = Library(database)
    library.put(
        (Document(key, "case", key), report.title, report.text) for key, report in told.items()
    )
    lines = []
    for key, report in told.items():
        if report in reports(part):
            found, others, _, _ = _answer(library, told, key, report)
            if found < others:
                first = library.ask(report.title, report.text, besides=[key], limit=SHOWN)
                lines.append(f"{report.title} → {', '.join(told[each].title for each in first)}")
    database.dispose()
    return lines


def _answer(
    library: Library, told: dict[UUID, Report], key: UUID, report: Report
) -> tuple[int, int, bool, int]:
    others = {
        each for each, other in told.items() if other.problem == report.problem and each != key
    }
    found = library.ask(report.title, report.text, besides=[key], limit=SHOWN)
    return len(others.intersection(found)), len(others), bool(others & set(found[:1])), len(found)


def _id(report: Report) -> UUID:
    return uuid5(NAMESPACE, f"{report.problem}: {report.title}")


def _mean(figures: Sequence[float]) -> float:
    return sum(figures) / len(figures)
