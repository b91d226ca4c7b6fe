"""The form of a claim: its sections, and the fields of a row of each (C-4 to C-6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias, get_args

from services.compensation.pages import work_forms
from services.compensation.rules.receipts import MOST_BYTES
from shared.contracts.compensation import MediaType, OtherPayKind, Receipt
from shared.web.components import Option
from shared.web.forms import Form
from shared.web.i18n import Words

FieldKind: TypeAlias = Literal["moment", "day", "text", "number", "choice", "receipt"]
SectionName: TypeAlias = Literal[
    "unrecorded", "travel", "costs", "pre_meeting", "between", "other_pay"
]
ACCEPTED = ",".join(get_args(MediaType))


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row, by its name in the form; `optional` ones may be left empty."""

    kind: FieldKind
    name: str
    label: str
    optional: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `kept` says what receipt it has already."""

    legend: str
    fields: tuple[Field, ...]
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of lines; `folded` where few need it, and nothing stands there yet."""

    name: SectionName
    title: str
    about: str
    errors: tuple[str, ...]
    rows: tuple[Row, ...]
    foldable: bool
    folded: bool


@dataclass(frozen=True, slots=True)
class _Kind:
    fields: tuple[tuple[FieldKind, str], ...]
    optional: frozenset[str] = field(default_factory=frozenset)
    foldable: bool = True

    def without(self, name: str) -> "_Kind":
        return replace(self, fields=tuple(each for each in self.fields if each[1] != name))


_TIMES: tuple[tuple[FieldKind, str], ...] = (("moment", "work_from"), ("moment", "work_to"))
_SECTIONS: Mapping[SectionName, _Kind] = {
    "unrecorded": _Kind((*_TIMES, ("text", "question")), foldable=False),
    "travel": _Kind(
        (*_TIMES, ("text", "purpose"), ("number", "km")),
        frozenset({"purpose", "km"}),
        foldable=False,
    ),
    "costs": _Kind(
        (("day", "day"), ("text", "purpose"), ("number", "amount"), ("receipt", "receipt"))
    ),
    "between": _Kind((*_TIMES, ("text", "purpose")), foldable=False),
    "pre_meeting": _Kind((*_TIMES, ("text", "purpose"))),
    "other_pay": _Kind((("choice", "kind"), ("text", "purpose"), *_TIMES, ("number", "amount"))),
}


def sections(
    form: Form[Any],
    words: Words,
    *,
    recorded: bool,
    drives: bool = True,
    receipts: Mapping[str, Receipt] | None = None,
    more: str | None = None,
) -> list[Section]:
    """The sections of the form as it is typed. Time without a record is told only where the
    meeting's register does not have the claimant (C-5), kilometres where an agreement pays them
    (`drives`) or they are told already; `more` is the section that gets further rows, `receipts`
    those that are kept, by their hash."""
    unasked = {"unrecorded"} if recorded else set()
    drives = drives or any(name.endswith(".km") and form.text(name) for name in form.typed)
    return [
        _section(form, words, name, kind if drives else kind.without("km"), receipts or {}, more)
        for name, kind in _SECTIONS.items()
        if name not in unasked
    ]


def _section(
    form: Form[Any],
    words: Words,
    name: SectionName,
    kind: _Kind,
    receipts: Mapping[str, Receipt],
    more: str | None,
) -> Section:
    key = name.replace("_", "-")
    further = work_forms.FURTHER_ROWS if more == name else 0
    return Section(
        name=name,
        title=words(f"compensation.work.{key}"),
        about=words(f"compensation.draft.about-{key}", megabytes=MOST_BYTES // 1_000_000),
        errors=tuple(error.text for error in work_forms.errors_of(form.errors, name)),
        rows=tuple(
            _row(form, words, name, kind, number, receipts)
            for number in work_forms.rows(form, name, further)
        ),
        foldable=kind.foldable,
        folded=kind.foldable and not (further or work_forms.begun(form, name)),
    )


def _row(
    form: Form[Any],
    words: Words,
    name: SectionName,
    kind: _Kind,
    number: int,
    receipts: Mapping[str, Receipt],
) -> Row:
    key = name.replace("_", "-")
    receipt = receipts.get(form.text(f"{name}.{number}.receipt"))
    return Row(
        legend=words(f"compensation.draft.row-{key}", number=number + 1),
        fields=tuple(
            Field(
                kind=of,
                name=f"{name}.{number}.{at}",
                label=words(f"compensation.work.{key}.{at.replace('_', '-')}"),
                optional=at in kind.optional,
                options=_options(words) if of == "choice" else (),
            )
            for of, at in kind.fields
        ),
        kept=told_of(receipt, words) if receipt else None,
    )


def told_of(receipt: Receipt, words: Words) -> str:
    """`PDF, 12 kB`: what a receipt is."""
    return words(
        "compensation.receipt.told",
        kind=words(f"compensation.media.{receipt.media_type.rpartition('/')[2]}"),
        kilobytes=-(-receipt.size // 1_000),
    )


def _options(words: Words) -> tuple[Option, ...]:
    return tuple(
        Option(kind, words(f"compensation.other-pay.{kind}")) for kind in get_args(OtherPayKind)
    )
