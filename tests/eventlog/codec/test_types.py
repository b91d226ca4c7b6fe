"""A language whose types can't be told apart is refused at start."""

from typing import Literal

import pytest

from shared.contracts.record import Event
from shared.contracts.upcasters import Upcast
from shared.eventlog.codec import Codec
from shared.eventlog.upcasting import Upcasters
from tests.eventlog.codec.events import Closed


def test_types_that_cannot_be_told_apart_are_refused() -> None:
    class Nameless(Event):
        pass

    class Misnamed(Event):
        type: Literal["intake.Problem"] = "intake.Problem"

    class Foreign(Event):
        type: Literal["elsewhere.problem.v1"] = "elsewhere.problem.v1"

    class Skipped(Event):
        type: Literal["intake.problem-closed.v3"] = "intake.problem-closed.v3"

    to_closed = Upcasters({Closed().type: Upcast("intake.problem-closed.v2", dict)})
    nothing = Upcasters({})
    for types, upcasters, reason in (
        ([Closed, Closed], nothing, "twice"),
        ([Closed], to_closed, "twice"),
        ([Nameless], nothing, "does not say its type"),
        ([Misnamed], nothing, "intake.Problem"),
        ([Foreign], nothing, "elsewhere"),
        ([Closed, Skipped], nothing, "v2 has no upcaster"),
    ):
        with pytest.raises(ValueError, match=reason):
            Codec(types, upcasters)
