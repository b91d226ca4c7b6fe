"""One decision explained: what it rested on, what it caused, whether it comes out again (R-3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.audit.application import Remembered, sentence
from services.audit.application.explaining import Explained
from services.audit.pages.presenters.details import Dissent, detail, dissents
from services.audit.pages.presenters.history import who
from services.audit.pages.presenters.names import Names
from shared.service.explaining import Explanation, Verdict
from shared.web.components import Tone
from shared.web.references import log_reference

TONES: dict[Verdict, Tone] = {
    "agrees": "success",
    "differs": "danger",
    "other-rules": "warning",
    "erased": "warning",
    "no-decision": "info",
    "not-understood": "warning",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """Another event of the case."""

    text: str
    at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Replay:
    """The decision played again: `differences` are places in the data, `asked` and `facts` what
    it was made of, by their names in the log."""

    tone: Tone
    verdict: str
    differences: tuple[str, ...]
    refusal: str | None
    read: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExplanationPage:
    """What is told of one event; `replay` is None where its content is not for the reader."""

    title: str
    detail: str | None
    pairs: tuple[tuple[str, str], ...]
    recorded: datetime
    dissents: tuple[Dissent, ...]
    replay: Replay | None
    caused_by: Linked | None
    causes: tuple[Linked, ...]


def explanation_page(
    case_id: UUID, found: Explained, names: Names, about: str = ""
) -> ExplanationPage:
    """`about` follows the addresses, as `?purpose=…` does."""

    def linked(each: Remembered) -> Linked:
        address = f"/revisjon/saker/{case_id}/hendelser/{each.entry.event_id}{about}"
        return Linked(sentence(each, names.words), each.entry.recorded, address)

    return ExplanationPage(
        title=sentence(found.event, names.words),
        detail=detail(found.event, names),
        pairs=tuple(_pairs(found.event, names)),
        recorded=found.event.entry.recorded,
        dissents=dissents(found.event, names),
        replay=_replay(found.explanation, names) if found.explanation else None,
        caused_by=linked(found.caused_by) if found.caused_by else None,
        causes=tuple(map(linked, found.causes)),
    )


def _pairs(event: Remembered, names: Names) -> Iterator[tuple[str, str]]:
    """What, who, in which seat, for which party, when, and where it stands (R-1)."""
    words, moment = names.words, names.words.formats.moment
    entry, envelope = event.entry, event.envelope
    yield words("audit.explanation.who"), who(event, names)
    if envelope.actorparty is not None and event.by is not None:
        yield words("audit.explanation.party"), names.party(envelope.actorparty)
    yield words("audit.explanation.happened"), moment(entry.happened)
    yield words("audit.explanation.recorded"), moment(entry.recorded)
    yield words("audit.explanation.rules"), envelope.rulesversion
    reference = log_reference(words, entry.service, entry.position)
    yield words("audit.explanation.reference"), f"{reference} · {entry.type}"


def _replay(explanation: Explanation, names: Names) -> Replay:
    words = names.words
    positions = (
        words("audit.explanation.until", of=words(f"reference.{service}"), position=position)
        for service, position in explanation.positions.items()
    )
    before = words(
        "audit.explanation.stream",
        of=words(f"reference.{explanation.service}"),
        count=explanation.state_version,
    )
    return Replay(
        tone=TONES[explanation.verdict],
        verdict=words(
            f"audit.verdict.{explanation.verdict}",
            version=explanation.rules_version,
            today=explanation.rules_today,
        ),
        differences=explanation.differences,
        refusal=explanation.refusal,
        read=(before, *positions),
        asked=tuple(flat(explanation.asked, names)),
        facts=tuple(flat(explanation.facts, names)),
    )


def flat(data: Mapping[str, Any], names: Names) -> Iterator[tuple[str, str]]:
    """Everything in it by its path; what is in the register is told by its name."""
    for name, value in data.items():
        yield from _flat(name, value, names)


def _flat(path: str, value: Any, names: Names) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            if {"subject", "purpose", "key", "box"} <= value.keys():
                yield path, names.words("audit.explanation.sealed")
                return
            for name, inner in value.items():
                yield from _flat(f"{path}.{name}", inner, names)
        case list():
            for number, inner in enumerate(value, start=1):
                yield from _flat(f"{path}.{number}", inner, names)
        case None | "":
            return
        case bool():
            yield path, names.words("audit.explanation.yes" if value else "audit.explanation.no")
        case _:
            yield path, _named(str(value), names)


def _named(text: str, names: Names) -> str:
    try:
        ident = UUID(text)
    except ValueError:
        return text
    return names.anything(ident) or text
