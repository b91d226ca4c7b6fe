"""The fields of a form that stands on a page of its own: told as data, shown by one template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from shared.web.components import Option

FieldKind: TypeAlias = Literal[
    "text", "area", "date", "email", "tel", "select", "radios", "checkboxes", "checkbox",
    "hidden", "group", "fold", "unfold",
]  # fmt: skip


NOT_FIELDS: tuple[FieldKind, ...] = ("hidden", "group", "fold", "unfold")
"""What nobody types in."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field; a `group` is a heading over the fields that follow, which stand folded between a
    `fold` and an `unfold`. `value` is a hidden one's."""

    kind: FieldKind
    name: str
    label: str = ""
    about: str | None = None
    optional: bool = False
    options: Sequence[Option] = ()
    rows: int = 3
    value: str = ""


def names_of(fields: Sequence[Field]) -> frozenset[str]:
    """The names at which an error can stand."""
    return frozenset(field.name for field in fields if field.kind not in NOT_FIELDS)
