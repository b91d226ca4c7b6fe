"""What a state is folded from, read without the rest of the envelope (R-2)."""

import json
from uuid import UUID

import pytest

from shared.eventlog.codec import Garbled, NewerVersion
from tests.eventlog.codec.events import Closed, reported
from tests.eventlog.codec.test_codec import CODEC, body_of


@pytest.mark.parametrize("spaced", [False, True], ids=["as written", "another layout"])
def test_a_step_is_the_event_and_the_command_that_caused_it(spaced: bool) -> None:
    """R-2: a state is folded from these; the rest of the envelope plays no part in it."""
    body = body_of(reported())
    if spaced:
        body = json.dumps(json.loads(body), indent=1).encode()
    step = CODEC.step("intake.problem-reported.v2", body)
    assert step == (reported(), UUID(int=2), "00" * 32)
    assert CODEC.decode(body)[1] == reported()


def test_a_step_of_an_earlier_version_is_todays_event() -> None:
    """Architecture 4, Versions."""
    stored = body_of(reported()).replace(b"reported.v2", b"reported.v1")
    stored = stored.replace(b'"title"', b'"name"')
    step = CODEC.step("intake.problem-reported.v1", stored)
    assert step == (reported(), UUID(int=2), "00" * 32)


def test_the_data_of_a_step_is_read_as_strictly_as_in_the_whole_record() -> None:
    name = "intake.problem-closed.v1"
    body = body_of(Closed())
    with pytest.raises(Garbled, match=r"data\.extra"):
        CODEC.step(name, body.replace(b'"data":{', b'"data":{"extra":1'))
    with pytest.raises(Garbled, match="commandid"):
        CODEC.step(name, body.replace(b'"commandid":"0', b'"commandid":"x'))
    newer = body.replace(b"closed.v1", b"closed.v2")
    for stored_as in ("intake.problem-closed.v2", name):
        with pytest.raises(NewerVersion):
            CODEC.step(stored_as, newer)
    unknown = body.replace(b"problem-closed", b"something-else")
    assert CODEC.step("intake.something-else.v1", unknown).event is None


def test_what_is_not_understood_is_told_by_its_envelope_alone() -> None:
    """Architecture 4, Proof: for those who keep what they can't act on."""
    body = body_of(Closed())
    for strange in (
        body.replace(b"closed.v1", b"closed.v2"),
        body.replace(b"problem-closed", b"something-else"),
        body.replace(b'"data":{', b'"data":{"extra":1'),
    ):
        envelope, event = CODEC.known(strange)
        assert (envelope.correlationid, event) == ("case-1", None)
    assert CODEC.known(body)[1] == Closed()
    with pytest.raises(Garbled):
        CODEC.known(b"not JSON")
