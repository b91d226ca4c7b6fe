"""A stranger who can write to Redis can't invent attendance or payment (section 4, Relay)."""

import asyncio
from pathlib import Path
from uuid import uuid5

import pytest
import redis

from deploy.playing.client import Answered
from deploy.playing.example import Example, id_of
from shared.clock import SystemClock, new_id
from shared.contracts.governance import Attended, MeetingClosed
from shared.contracts.record import NAMESPACE, Envelope
from shared.eventlog.inbox.frame import FIELD, entry_id, framed
from shared.eventlog.signing import StreamKeys
from shared.service.platform import the_codec
from tests.faults.conftest import Ground
from tests.installation.checking import assert_all_holds
from tests.installation.installation import Installation
from tests.installation.playing import establish
from tests.installation.waiting import eventually

MEETING = uuid5(NAMESPACE, "a meeting that never was")
LISTENERS = ("compensation", "audit")


def invented() -> bytes:
    """A meeting closed, with the example's claimant present: in every detail as governance says
    it, but for the signature."""
    example = Example.read()
    claim = example.case["claim"]
    seat = id_of("seat", claim["seat"])
    now = SystemClock().now()
    event = MeetingClosed(
        meeting_id=MEETING,
        body_id=id_of("body", example.case["meeting"]["body"]),
        helsefellesskap=id_of("helsefellesskap", example.case["helsefellesskap"]),
        closed_at=now,
        cases=(),
        attendance=(
            Attended(
                seat_id=seat,
                person_id=id_of("person", claim["claimant"]),
                party=id_of("organisation", claim["payer"]),
                present_from=now,
                present_to=now,
            ),
        ),
    )
    return the_codec().encode(
        Envelope(
            id=new_id(),
            source="governance",
            type=event.type,
            subject=f"meeting-{MEETING}",
            subjectversion=1,
            time=now,
            recordedtime=now,
            correlationid=str(MEETING),
            commandid=new_id(),
            commandfingerprint="0" * 64,
            actor=id_of("person", claim["claimant"]),
            rulesversion="1",
            data=event.model_dump(mode="json", exclude={"type"}),
        )
    )


def put(installation: Installation, body: bytes, keys: StreamKeys) -> None:
    """Where the service's next event would come, as whoever has the address can."""
    ledger = installation.ledger("governance")
    position = ledger.head() + 1
    signature = keys.signer("governance").sign(ledger.epoch, position, body)
    frame = asyncio.run(framed(ledger.epoch, position, body, signature))
    with redis.Redis.from_url(installation.settings.redis_url) as client:
        client.xadd(installation.stream("governance"), {FIELD: frame}, id=entry_id(position))


def dropped(installation: Installation, name: str) -> float:
    return installation.metric(
        name, "samhandling_forged_entries", service=name, source="governance"
    )


def test_an_invented_meeting_has_no_effect_and_is_counted(five: Ground, tmp_path: Path) -> None:
    """C-5: a claim stands on the attendance that governance recorded, and on nothing else."""
    installation = five.installation
    stranger = StreamKeys.generate(tmp_path / "other-keys")
    before = installation.heads()
    counted = {name: dropped(installation, name) for name in LISTENERS}
    put(installation, invented(), stranger)
    eventually(
        "all have dropped it",
        lambda: all(dropped(installation, name) > counted[name] for name in LISTENERS),
    )
    claim = Example.read().case["claim"]
    with installation.client() as client:
        with pytest.raises(Answered) as refused:
            client.ask(
                "compensation",
                "/claims",
                {
                    "agreement_id": str(id_of("agreement", claim["agreement"])),
                    "seat_id": str(id_of("seat", claim["seat"])),
                    "meeting_id": str(MEETING),
                    "travel": [],
                    "between": [],
                },
                id_of("person", claim["claimant"]),
                key="forged",
            )
        assert refused.value.problem["rule"] == "C-5"
    assert installation.heads() == before
    # The position it lay on is the next true event's: that one reaches everybody all the same.
    with installation.client() as client:
        establish(client, "Nordre")
    eventually(
        "the true event is on the stream",
        lambda: installation.on_stream("governance") == installation.ledger("governance").head(),
    )
    assert_all_holds(installation)
