"""How often is the same problem met, where, and what is done about it there? (I-7, I-9)

Pure counts over reports that have been read: by organisation, by municipality.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake.readmodels import reports
from services.intake.readmodels.reports import Report
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.identity.register import Organisation


@dataclass(frozen=True, slots=True)
class Count:
    """An organisation, and how many reports name it or come from it."""

    organisation: UUID
    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class Joins:
    """The reports of a case: `joined` of them beside the first (I-7)."""

    reports: int
    joined: int
    organisations: tuple[Count, ...]
    municipalities: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """What one municipality's reports of a problem tell: the reports, by the workaround in use."""

    municipality: UUID
    name: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Variation:
    """The same problem, met in more than one municipality (I-9)."""

    case_id: UUID
    practices: tuple[Practice, ...]


def joins(held: Sequence[Report], known: Iterable[Organisation]) -> Joins:
    """Every report counts once for each organisation that it comes from or names."""
    by_id = {each.id: each for each in known}
    counted: dict[UUID, int] = {}
    for report in held:
        for organisation in report.organisations:
            counted[organisation] = counted.get(organisation, 0) + 1
    counts = sorted(
        (Count(each, by_id[each].name, times) for each, times in counted.items() if each in by_id),
        key=lambda count: (-count.reports, count.name),
    )
    return Joins(
        reports=len(held),
        joined=sum(report.joined for report in held),
        organisations=tuple(counts),
        municipalities=tuple(c for c in counts if by_id[c.organisation].kind == "municipality"),
    )


def practices(held: Sequence[Report], known: Iterable[Organisation]) -> tuple[Practice, ...]:
    """The reports of one case by municipality, by name."""
    found: dict[UUID, list[Report]] = {}
    municipalities = {each.id: each.name for each in known if each.kind == "municipality"}
    for report in held:
        for organisation in report.organisations:
            if organisation in municipalities:
                found.setdefault(organisation, []).append(report)
    return tuple(
        sorted(
            (Practice(each, municipalities[each], tuple(told)) for each, told in found.items()),
            key=lambda practice: practice.name,
        )
    )


def variations(
    views: Views,
    actor: Actor,
    known: Iterable[Organisation],
    *,
    helsefellesskap: UUID | None = None,
) -> list[Variation]:
    """The cases that are met in more than one municipality, the most widespread first, of the
    reports that this actor may read (P-3)."""
    organisations = list(known)
    by_case: dict[UUID, list[Report]] = {}
    for report in reports.listed(
        views, actor, "intake.read-report", helsefellesskap=helsefellesskap
    ):
        by_case.setdefault(report.case_id, []).append(report)
    found = (Variation(case, practices(held, organisations)) for case, held in by_case.items())
    return sorted(
        (each for each in found if len(each.practices) > 1),
        key=lambda each: (-len(each.practices), str(each.case_id)),
    )
