"""What a class can hold, by its declarations: so that what can't be there is not looked for."""

from collections.abc import Collection, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import BaseModel

LEAVES = frozenset(
    {str, int, bool, float, bytes, UUID, datetime, date, time, timedelta, Decimal, NoneType}
)
"""Kinds that hold nothing but themselves."""


@cache
def may_hold(holder: type[Any], kinds: tuple[type[Any], ...]) -> bool:
    """Whether a value of this class can hold, however deep, a value of one of the kinds.

    Only a no is a promise: what is declared openly (`Any`, `object`, a class with subclasses, one
    that takes extra fields) may hold anything. The answer is kept: it rests on all classes being
    declared when the program is read, before any value is looked through.
    """
    return _may_hold(holder, kinds, frozenset())


def _may_hold(holder: type[Any], kinds: tuple[type[Any], ...], seen: frozenset[type[Any]]) -> bool:
    if holder in seen:
        return False
    if not (is_dataclass(holder) or issubclass(holder, BaseModel)) or holder.__subclasses__():
        return True
    if issubclass(holder, BaseModel) and holder.model_config.get("extra") == "allow":
        return True
    hints = get_type_hints(holder, include_extras=True)
    return any(_of_hint(hint, kinds, seen | {holder}) for hint in hints.values())


def _of_hint(hint: Any, kinds: tuple[type[Any], ...], seen: frozenset[type[Any]]) -> bool:
    origin = get_origin(hint)
    if origin is Literal:
        return False
    if origin is Annotated:
        return _of_hint(get_args(hint)[0], kinds, seen)
    if origin in (Union, UnionType) or (
        isinstance(origin, type) and issubclass(origin, Collection | Mapping)
    ):
        return any(_of_hint(each, kinds, seen) for each in get_args(hint) if each is not ...)
    if not isinstance(hint, type):
        return True
    if issubclass(hint, kinds):
        return True
    return hint not in LEAVES and _may_hold(hint, kinds, seen)
