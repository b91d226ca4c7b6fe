"""A checkpoint says which trees there are, in one way only (R-4)."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.record import SERVICES
from shared.eventlog.checkpoints import Checkpoint, TreeAt

MOMENT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TREES = st.builds(
    TreeAt,
    service=st.sampled_from(SERVICES),
    epoch=st.uuids(),
    size=st.integers(0, 10**12),
    root=st.binary(min_size=32, max_size=32),
)
ONE = TreeAt("intake", UUID(int=7), 3, bytes(32))


@given(trees=st.lists(TREES, max_size=6, unique_by=lambda tree: tree.ledger))
def test_it_comes_back_from_its_text(trees: list[TreeAt]) -> None:
    made = Checkpoint("samhandling.example", MOMENT, tuple(trees))
    again = Checkpoint.from_text(made.text())
    assert again == Checkpoint("samhandling.example", MOMENT, tuple(sorted(trees)))
    assert again.root == made.root


@given(place=st.integers(0, 10_000), other=st.characters(codec="ascii", min_codepoint=10))
def test_every_character_of_it_means_something(place: int, other: str) -> None:
    text = Checkpoint("samhandling.example", MOMENT, (ONE,)).text()
    place %= len(text)
    changed = text[:place] + other + text[place + 1 :]
    if changed == text:
        return
    try:
        read = Checkpoint.from_text(changed)
    except ValueError:
        return
    # the name and the moment are free: what is left is another checkpoint, never the same
    assert read.text() == changed
    assert read.trees == (ONE,)


@pytest.mark.parametrize("text", ["", "samhandling checkpoint v1\n", "\n\n\n\n\n"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"checkpoint|does not match"):
        Checkpoint.from_text(text)
