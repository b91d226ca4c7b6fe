"""Brings stored events of earlier versions to today's language, step by step."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from shared.contracts.upcasters import Upcast


class UpcastLoop(ValueError):  # noqa: N818 - named for what it is
    """A chain of upcasts comes back to a type it has passed."""


class DeadEnd(ValueError):  # noqa: N818 - named for what it is
    """A chain of upcasts ends in a type that is not in the language."""


class Upcasters:
    """The steps from every earlier version, chained.

    Raises UpcastLoop when it is made of steps that go round in a ring.
    """

    def __init__(self, upcasts: Mapping[str, Upcast]) -> None:
        self._upcasts = dict(upcasts)
        self._ends = {name: self._end(name) for name in self._upcasts}

    def _end(self, name: str) -> str:
        passed = [name]
        while (step := self._upcasts.get(passed[-1])) is not None:
            if step.to in passed:
                raise UpcastLoop(" -> ".join([*passed, step.to]))
            passed.append(step.to)
        return passed[-1]

    @property
    def earlier(self) -> Collection[str]:
        """The types that are no longer written."""
        return self._upcasts.keys()

    def end(self, name: str) -> str:
        """The type that a stored type is read as; itself where there is no step from it."""
        return self._ends.get(name, name)

    def upcast(self, name: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The type and the data after all the steps."""
        while (step := self._upcasts.get(name)) is not None:
            name, data = step.to, step.change(data)
        return name, data

    def check(self, known: Iterable[str]) -> None:
        """That every chain ends in the language. Raises DeadEnd."""
        language = frozenset(known)
        for name, end in self._ends.items():
            if end not in language:
                raise DeadEnd(f"{name} is read as {end}, which is no known type")
