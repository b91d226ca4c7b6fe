"""The report form, what is known of the same, and the receipt, in words (I-1, I-3, I-7, I-11)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from services.intake.api.similar import IN_ORDER, Looking
from services.intake.commands import RegisterReport
from services.intake.pages.presenters.cases import tone_of
from services.intake.readmodels.similar import Kind
from services.intake.readmodels.similar_found import Similar
from services.intake.rules.reports import contact_details
from shared.identity.actors import Actor
from shared.identity.register import Register
from shared.service.drafts import Draft
from shared.values.national_numbers import Finding, find_national_numbers
from shared.web.components import Option, Tone
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.validation import FieldError, name_of

PARTY_KINDS = ("hf", "rhf", "municipality", "gp-practice", "specialist-practice")
"""The organisations that are parties (I-2), in the order in which they are offered."""
OPEN_FIELDS = ("title", "what_happens", "workaround", "workaround_risk", "sender_reference")
"""Those in which somebody writes freely, beside the names of the parties."""
PARTY_ROWS = 4
"""How many parties there is room for from the start; one more than those typed after that."""
AROUND = 32
"""Characters shown on each side of what was found."""
MASK = "\N{BULLET}" * 11
ADDRESSES: Mapping[Kind, str] = {"routine": "/rutiner", "rule": "/regler", "case": "/saker"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands, in the text around it; never the number (I-3)."""

    before: str
    after: str
    mask: str = MASK


@dataclass(frozen=True, slots=True)
class Known:
    """One that tells of the same. `address` only where it may be opened."""

    subject: UUID
    title: str
    number: str
    address: str | None
    stage: str
    tone: Tone
    reports: int
    joinable: bool


@dataclass(frozen=True, slots=True)
class KnownKind:
    kind: Kind
    found: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    draft_id: UUID
    title: str
    saved: datetime
    kept_until: datetime


def party_options(known: Register, homes: Iterable[UUID]) -> list[str]:
    """The organisations one can say that a problem is about (I-2): hospitals, municipalities,
    practices."""
    parties = {
        each.name: each.kind
        for home in homes
        for each in known.organisations(home)
        if each.kind in PARTY_KINDS
    }
    return sorted(parties, key=lambda name: (PARTY_KINDS.index(parties[name]), name))


def party_rows(form: Form[Any], field: str = "parties") -> range:
    """The rows in which a party can be named."""
    typed = [int(name.rpartition(".")[2]) for name in form.typed if name.startswith(f"{field}.")]
    filled = [row for row in typed if form.text(f"{field}.{row}").strip()]
    return range(max(PARTY_ROWS, max(filled, default=-1) + 2))


def home_options(known: Register, homes: Iterable[UUID]) -> list[Option]:
    within = set(homes)
    return [Option(str(e.id), e.name) for e in known.all_helsefellesskap() if e.id in within]


def without_patients(form: Form[Any], words: Words) -> tuple[FieldError, ...]:
    """I-3: an error for every number in any field, each with its field, line and column."""
    return tuple(
        FieldError(field, text, f"{words(f'intake.report.{name_of(field)}')}: {text}")
        for field, typed in _written(form)
        for found in find_national_numbers(typed)
        for text in [
            words("refused.open-text.national-number", line=found.line, column=found.column)
        ]
    )


def places(form: Form[Any]) -> dict[str, list[Place]]:
    """I-3: the exact place of each number, by field, with the number masked."""
    return {
        field: [_place(typed, found) for found in find_national_numbers(typed)]
        for field, typed in _written(form)
    }


def _written(form: Form[Any]) -> list[tuple[str, str]]:
    parties = sorted(name for name in form.typed if name.startswith("parties."))
    fields = ((name, form.text(name)) for name in chain(OPEN_FIELDS, parties))
    return [(name, text.replace("\r\n", "\n").strip()) for name, text in fields]


def _place(text: str, found: Finding) -> Place:
    start, end = max(0, found.start - AROUND), found.end + AROUND
    before, after = text[start : found.start], text[found.end : end]
    # What stands beside it may be another number, which is not shown either.
    for each in reversed(find_national_numbers(before)):
        before = before[: each.start] + MASK + before[each.end :]
    for each in reversed(find_national_numbers(after)):
        after = after[: each.start] + MASK + after[each.end :]
    return Place(
        before=("… " if start else "") + before, after=after + (" …" if end < len(text) else "")
    )


def draft_fields(form: Form[Any]) -> dict[str, str | bool | list[str] | None]:
    """What is kept of a form, by the names that the API has for it."""
    parties = [form.text(f"parties.{row}").strip() for row in party_rows(form)]
    kept = {
        name: form.text(name).replace("\r\n", "\n").strip()
        for name in ("helsefellesskap", *OPEN_FIELDS, "language")
    }
    urgent = bool(form.text("urgent"))
    return {**kept, "parties": [each for each in parties if each], "urgent": urgent}


def typed_again(fields: Mapping[str, object]) -> dict[str, str]:
    """A draft as the form holds it."""
    typed: dict[str, str] = {}
    for name, told in fields.items():
        if isinstance(told, list):
            typed |= {f"{name}.{row}": str(each) for row, each in enumerate(told)}
        elif told is True:
            typed[name] = "true"
        elif isinstance(told, str):
            typed[name] = told
    return typed


def draft_row(draft: Draft, fields: Mapping[str, object], words: Words) -> DraftRow:
    title = str(fields.get("title") or "") or words("intake.draft.untitled")
    return DraftRow(draft.draft_id, title, draft.saved, draft.kept_until)


def contact_fields(command: RegisterReport, words: Words) -> str:
    """I-3: the fields in which there are phone numbers or e-mail addresses, each once."""
    fields = dict.fromkeys(detail.field for detail in contact_details(command))
    return ", ".join(f"«{words(f'intake.report.{name_of(field)}')}»" for field in fields)


def receipt(command: RegisterReport, words: Words) -> Flash:
    """What the reporter is told when the report has been taken, with the warning of I-3."""
    fields = contact_fields(command, words)
    if not fields:
        return Flash("success", "intake.report.received")
    return Flash("warning", "intake.report.received-with-contact", {"fields": fields})


def unknown_parties(
    parties: Sequence[str], known: Sequence[str], words: Words
) -> list[tuple[str, str]]:
    """I-2: names that are not in the register, each with those that it may stand for."""
    by_key = {_key(name) for name in known}
    unknown = [name for name in parties if _key(name) not in by_key]
    return [(name, _meant(name, known, words)) for name in unknown]


def _meant(name: str, known: Sequence[str], words: Words) -> str:
    close = [each for each in known if _key(name) in _key(each)][:3]
    return words("intake.preview.meant", names=", ".join(close)) if close else ""


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def alike(
    looking: Looking, actor: Actor, home: UUID, title: str, text: str, words: Words
) -> list[KnownKind]:
    """I-7, G-21: what tells of the same, by kind; kinds of which there is none fall out."""
    kinds = (
        KnownKind(
            kind,
            tuple(
                known(each, words)
                for each in looking.of_kind(kind, actor, home, title, text, limit=3)
            ),
        )
        for kind in IN_ORDER
    )
    return [each for each in kinds if each.found]


def known(found: Similar, words: Words) -> Known:
    return Known(
        subject=found.subject,
        title=found.title,
        number=found.number,
        address=f"{ADDRESSES[found.kind]}/{found.subject}" if found.readable else None,
        stage=words(f"intake.stage.{found.stage}") if found.kind == "case" else "",
        tone=tone_of(found.stage),
        reports=found.reports,
        joinable=found.kind == "case" and joinable(found.stage),
    )


def joinable(stage: str) -> bool:
    """I-0: open, or with a body that has not closed it."""
    ended = ("declined", "withdrawn", "unanswered", "joined", "merged")
    return stage not in ended and not stage.startswith("closed-")
