"""All that has been recorded of an assessment, in words: by whom, in which role (A-1, A-3)."""

from collections.abc import Sequence

from services.assessment.pages.presenters.names import Names
from services.assessment.readmodels.revisions import Revision
from shared.contracts.assessment import Clinician
from shared.web.components import TimelineEntry
from shared.web.references import log_reference


def told(history: Sequence[Revision], names: Names) -> tuple[TimelineEntry, ...]:
    """Each revision as an entry of a timeline."""
    return tuple(
        TimelineEntry(
            title=_title(each, names),
            at=each.at,
            by=_by(each, names),
            text=_text(each, names),
            reference=log_reference(names.words, "assessment", each.position),
            tone="success" if each.kind == "concluded" else "info",
        )
        for each in history
    )


def _by(each: Revision, names: Names) -> str | None:
    """Who, and in which role; a service has no name."""
    words, name = names.words, names.person(each.by)
    if each.role == "service" or name is None:
        return words(f"assessment.role.{each.role}", party="")
    party = names.party(each.for_party) if each.for_party else ""
    role = words(f"assessment.role.{each.role}", party=party)
    said = words("assessment.by", name=name, role=role)
    if each.on_behalf_of is None:
        return said
    instead = names.person(each.on_behalf_of) or ""
    return words("assessment.by-for", by=said, name=instead)


def _text(each: Revision, names: Names) -> str | None:
    """The reason, and the clinicians who took part."""
    took_part = "; ".join(clinician(one, names) for one in each.clinicians)
    told = [
        each.reason or "",
        names.words("assessment.history.took-part", clinicians=took_part) if took_part else "",
    ]
    return " ".join(text for text in told if text) or None


def clinician(one: Clinician, names: Names) -> str:
    """`Overlege, Sykehuset Telemark HF`, with the name where the register knows them."""
    name = names.person(one.person) if one.person else None
    return ", ".join(text for text in (name, one.role, names.party(one.party)) if text)


def _title(  # noqa: PLR0911 - a line each
    each: Revision, names: Names
) -> str:
    words = names.words
    of = names.party(each.party) if each.party else None
    match each.kind:
        case "finding":
            status = words(f"framework.status.{each.said}").lower()
            said = f"{words(f'framework.component.{each.about}')}: {status}"
            return f"{said} ({of})" if of else said
        case "capacity":
            return f"{of}: {words(f'framework.capacity.{each.said}').lower()}"
        case "concluded":
            main = words(f"assessment.obstacle.{each.said}").lower()
            return words("assessment.history.concluded", obstacle=main)
        case "detail":
            component = words(f"framework.component.{each.about}")
            return words("assessment.history.detail", about=component)
        case "phase":
            phase = words(f"assessment.project-phase.{each.about}")
            return words("assessment.history.phase", about=phase.lower())
        case "priority":
            return words("assessment.history.priority", party=of)
        case kind:
            return words(f"assessment.history.{kind}")
