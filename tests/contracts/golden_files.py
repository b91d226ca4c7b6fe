"""Golden messages: the bytes of every stored version ever written, kept for ever.

`python -m tests.contracts.golden_files` writes the missing ones from the canonical examples.
It never touches one that is there: a changed event is a new version with a file of its own.
"""

import base64
import hashlib
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from uuid import UUID, uuid5

from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import NAMESPACE, SERVICES, Envelope, Event, Sealed
from shared.contracts.upcasters import UPCASTERS
from shared.eventlog.codec import Codec, type_name
from shared.eventlog.sealing import rewritten
from shared.eventlog.upcasting import Upcasters

FOLDER = Path(__file__).parent / "golden"
HAPPENED = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
RECORDED = datetime(2026, 11, 3, 9, 30, 0, 125_000, tzinfo=UTC)


def codec_of_today() -> Codec:
    return Codec(EVENT_TYPES, Upcasters(UPCASTERS))


def closed(event: Event) -> Event:
    """With a stand-in for every box: a file that is kept for ever holds no personal data."""

    def with_box(sealed: Sealed) -> Sealed:
        place = f"{sealed.subject} {sealed.purpose}"
        return Sealed(
            subject=sealed.subject,
            purpose=sealed.purpose,
            key=str(uuid5(NAMESPACE, f"golden:{place}")),
            box=base64.b64encode(hashlib.sha256(place.encode()).digest()).decode(),
        )

    return rewritten(event, Sealed, with_box)


def body_of(codec: Codec, event: Event) -> bytes:
    """The bytes of an example, in an envelope with every attribute there is."""

    def id_of(what: str) -> UUID:
        return uuid5(NAMESPACE, f"golden:{event.type}:{what}")

    said_by = event.type.split(".")[0]
    return codec.encode(
        Envelope(
            id=id_of("event"),
            source=next((service for service in SERVICES if service == said_by), "governance"),
            type=event.type,
            subject=f"example-{id_of('stream')}",
            subjectversion=1,
            time=HAPPENED,
            recordedtime=RECORDED,
            correlationid=f"case-{id_of('case')}",
            causationid=id_of("cause"),
            commandid=id_of("command"),
            commandfingerprint=hashlib.sha256(event.type.encode()).hexdigest(),
            actor=id_of("actor"),
            actorseat=id_of("seat"),
            actorparty=id_of("party"),
            onbehalfof=id_of("other"),
            helsefellesskap=id_of("helsefellesskap"),
            rulesversion="2026.1",
            decision='{"command":"Example","asked":{},"facts":{},"heads":{},"positions":{}}',
            traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            data=closed(event).model_dump(mode="json", exclude={"type"}),
        )
    )


def write_missing(
    folder: Path, codec: Codec, types: Iterable[type[Event]], examples: Mapping[str, Event]
) -> tuple[list[str], list[str]]:
    """Writes what is missing; returns the types written, and those without an example."""
    written, without = [], []
    for name in sorted(map(type_name, types)):
        path = folder / f"{name}.json"
        if path.exists():
            continue
        if name not in examples:
            without.append(name)
            continue
        body = body_of(codec, examples[name])
        with path.open("xb") as file:
            file.write(body)
        written.append(name)
    return written, without


def main() -> int:
    # Only writing needs the examples; reading what is there must not depend on them.
    examples: Mapping[str, Event] = import_module("tests.examples").EVENTS
    written, without = write_missing(FOLDER, codec_of_today(), EVENT_TYPES, examples)
    for name in written:
        print(f"written: {name}")
    for name in without:
        print(f"no example: {name}", file=sys.stderr)
    return 1 if without else 0


if __name__ == "__main__":
    raise SystemExit(main())
