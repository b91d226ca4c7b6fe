"""What is remembered of a stream is small: the ledger holds the events (architecture 4, Cost)."""

import gc
import tracemalloc

import pytest

from shared.clock import new_id
from shared.eventlog import handling
from tests.eventlog.handling.counting import Count, Counting, asked

COMMANDS = 200
BYTES_EACH = 500
"""An event alone is larger than that."""


def test_a_cached_stream_holds_its_state_and_little_for_each_command(counting: Counting) -> None:
    for number in range(COMMANDS):
        counting.handler.handle(asked(Count("a", (-1) ** number), str(number)))
    counting.total("a")
    counting.handler.forget("counter-a")
    gc.collect()
    tracemalloc.start()
    try:
        assert counting.total("a") == 0
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0 < held < COMMANDS * BYTES_EACH


def test_the_cache_forgets_the_streams_that_were_used_longest_ago(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handling, "CACHED_STREAMS", 2)
    decider = counting.handler.decider(Count("a", 1))
    for name in ("a", "b", "a", "c"):
        counting.handler.handle(asked(Count(name, 1), new_id().hex))
    held = [
        name
        for name in ("a", "b", "c")
        if not counting.handler.load(decider, f"counter-{name}", fresh=False)[1]
    ]
    assert held == ["a", "c"]
