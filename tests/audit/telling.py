"""Events as audit remembers them, for those who may read all of it, and its words."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from services.audit.application import Remembered
from services.audit.readmodels.logbook import Entry
from shared.contracts.record import Envelope, Event, ServiceName
from shared.web.i18n import SHARED_WORDS, Words
from tests.examples.ids import CASE, GP, NOW, TELEMARK, id_of

CATALOGUE = Path(__file__).parents[2] / "services" / "audit" / "words" / "nb.po"
WORDS = Words([SHARED_WORDS, CATALOGUE])


def remembered(
    event: Event, at: datetime = NOW, *, position: int = 1, whole: bool = True
) -> Remembered:
    """The event as it was recorded at a moment."""
    service: ServiceName = event.type.split(".")[0]  # type: ignore[assignment]
    ident = id_of(f"{event.type}-{position}")
    envelope = Envelope(
        id=ident,
        source=service,
        type=event.type,
        subject=f"case-{CASE}",
        subjectversion=position,
        time=at,
        recordedtime=at,
        correlationid=str(CASE),
        commandid=id_of(f"command-{position}"),
        commandfingerprint="told",
        actor=GP,
        rulesversion="1",
        data={},
    )
    entry = Entry(service, UUID(int=1), position, ident, event.type, at, at, GP, TELEMARK, b"", b"")
    return Remembered(entry, envelope, event, whole=whole)
