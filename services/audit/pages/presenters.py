"""Norwegian words and dates for audit's pages; no HTML."""

from collections.abc import Sequence

from services.audit.api import sentence
from services.audit.application import Remembered
from shared.identity.register import Register
from shared.web.components import TimelineEntry, Tone
from shared.web.i18n import Words

TONES: dict[str, Tone] = {
    "intake": "neutral",
    "assessment": "info",
    "governance": "success",
    "compensation": "warning",
    "audit": "neutral",
}


def timeline(
    shown: Sequence[Remembered], register: Register, words: Words
) -> tuple[TimelineEntry, ...]:
    """The history, newest first; a service that acted by itself is named as such."""
    return tuple(
        TimelineEntry(
            title=sentence(each, words),
            at=each.entry.recorded,
            by=register.person_name(each.entry.actor) or words("audit.by-service"),
            reference=f"{each.entry.service} #{each.entry.position} · {each.entry.type}",
            tone=TONES[each.entry.service],
        )
        for each in reversed(shown)
    )
