"""All that has been recorded of an assessment, in words (A-1)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.assessment.readmodels.revisions import Revision
from shared.identity.register import Register
from shared.web.components import TimelineEntry
from shared.web.i18n import Words
from shared.web.references import log_reference


def told(
    history: Sequence[Revision], names: Mapping[UUID, str], register: Register, words: Words
) -> tuple[TimelineEntry, ...]:
    """Each revision as an entry of a timeline; `names` are those of the organisations."""
    return tuple(
        TimelineEntry(
            title=_title(each, names, words),
            at=each.at,
            by=register.person_name(each.by),
            text=each.reason or None,
            reference=log_reference(words, "assessment", each.position),
            tone="success" if each.kind == "concluded" else "info",
        )
        for each in history
    )


def _title(  # noqa: PLR0911 - a line each
    each: Revision, names: Mapping[UUID, str], words: Words
) -> str:
    of = names[each.party] if each.party else None
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
            return words("assessment.history.phase", about=phase)
        case "priority":
            return words("assessment.history.priority", party=of)
        case kind:
            return words(f"assessment.history.{kind}")
