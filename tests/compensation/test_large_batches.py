"""A batch of any size, over HTTP: filled part by part, told how far, the same bytes (C-9)."""

import hashlib
import resource
from typing import Any
from uuid import UUID

import pytest

from services.compensation.application import batching
from services.compensation.decisions.streams import claim_stream
from shared.clock import SystemClock
from shared.contracts.compensation import ClaimDrafted, ClaimLine
from shared.contracts.record import Event, Facts, Who
from shared.eventlog.commands import Asked, Decider, Gathered
from tests.compensation.bodies import REGIME
from tests.compensation.governance_told import PAYROLL, at, the_day
from tests.compensation.installation import Installation
from tests.examples.compensation.claims import APPROVED, ATTESTED, DRAFTED, SUBMITTED
from tests.examples.compensation.terms import CONFIRMED
from tests.examples.ids import AGREEMENT, APPROVER, SKIEN, id_of
from tests.governance.others import Tell

EACH = 4
AMOUNT = 139_701
TOGETHER = 10


def line_of(number: int, part: int) -> ClaimLine:
    return DRAFTED.lines[0].model_copy(
        update={
            "line_id": id_of(f"large-{number}-{part}"),
            "kind": "between",
            "work_from": at(8 + part),
            "work_to": at(9 + part),
            "rate_source": REGIME,
            "amount_ore": AMOUNT,
        }
    )


def events_of(number: int) -> tuple[Event, ...]:
    """An approved claim, as its stream tells it."""
    claim_id = id_of(f"large-{number}")
    lines = tuple(line_of(number, part) for part in range(EACH))
    draft: ClaimDrafted = DRAFTED.model_copy(
        update={
            "claim_id": claim_id,
            "agreement_id": AGREEMENT,
            "cases": (),
            "lines": lines,
            "total_ore": EACH * AMOUNT,
        }
    )
    own = {"claim_id": claim_id}
    return (
        draft,
        SUBMITTED.model_copy(update=own),
        ATTESTED.model_copy(update=own),
        APPROVED.model_copy(update=own),
    )


def _of_its_claim(event: Event) -> str | None:
    claim_id: UUID | None = getattr(event, "claim_id", None)
    return claim_stream(claim_id) if claim_id else None


def approve(installation: Installation, claims: int) -> None:
    """So many approved claims, recorded as any command's events are."""
    around = installation.process.around
    told: Decider[Tell, Facts, None] = Decider(
        commands=(Tell,),
        stream=lambda tell: tell.stream,
        facts=lambda _tell, base: Gathered(base),
        initial=None,
        decide=lambda tell, _facts, _state: tell.events,
        evolve=lambda state, _event: state,
        reserves=_of_its_claim,
    )
    platform = around.platform("compensation", ())
    handler = platform.handler("1", [told])
    try:
        for first in range(0, claims, TOGETHER):
            numbers = range(first, min(first + TOGETHER, claims))
            stream = f"large-{first}"
            # A command has something in its own stream: a rate that nothing is paid by.
            own: Event = CONFIRMED.model_copy(update={"rate_id": id_of(stream)})
            events = (own, *(event for number in numbers for event in events_of(number)))
            now = SystemClock().now()
            command = Tell(stream, events)
            handler.handle(Asked(command, id_of(stream), Who(APPROVER), now, stream))
    finally:
        platform.close()


def locked(installation: Installation, body: dict[str, Any]) -> tuple[str, list[int]]:
    """The batch's path, once it is locked, and how far each answer on the way told it was."""
    headers = {"Idempotency-Key": "large"}
    seen: list[int] = []
    while True:
        answer = installation.raw("POST", "/batches", PAYROLL, headers, json=body, timeout=120)
        told = answer.json()
        if answer.status_code != 202:
            assert answer.status_code in (200, 201), told
            return f"/batches/{told['batch_id']}", seen
        assert told["lines"] <= told["of_lines"]
        seen.append(told["lines"])


@pytest.mark.parametrize(
    "claims", [170, pytest.param(5_000, marks=[pytest.mark.long, pytest.mark.timeout(900)])]
)
def test_a_large_batch_is_filled_in_parts_and_every_line_is_in_it_once_c_9(
    agreed: Installation, monkeypatch: pytest.MonkeyPatch, claims: int
) -> None:
    monkeypatch.setattr(batching, "STEP_SECONDS", claims / 1_000)
    approve(agreed, claims)
    period = f"{the_day():%Y-%m}"
    wanted = {"payer": str(SKIEN), "period": period}
    preview = agreed.raw("GET", "/batches/preview", PAYROLL, {}, params=wanted, timeout=300).json()
    assert preview["line_count"] == claims * EACH
    assert preview["total_ore"] == claims * EACH * AMOUNT
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path, seen = locked(agreed, {**wanted, "previewed": preview["checksum"]})
    assert seen == sorted(set(seen))
    assert seen, "a large batch tells how far it has come"
    batch = agreed.get(path, PAYROLL)
    assert (batch["line_count"], batch["total_ore"]) == (claims * EACH, preview["total_ore"])
    assert batch["checksum"] == preview["checksum"]
    assert batch["waiting"] == 0

    answer = agreed.raw(
        "POST", f"{path}/export", PAYROLL, tagged(agreed, path), json={}, timeout=300
    )
    file = answer.json()
    content = agreed.client.content("compensation", f"{path}/file", PAYROLL)
    assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert content.count(b"\r\n") == file["lines"] == claims * EACH
    again = agreed.client.content("compensation", f"{path}/file", PAYROLL)
    assert again == content
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000, f"{grown} kB more than before"

    ids: set[UUID] = set()
    after: int | None = 0
    while after is not None:
        page = agreed.get(f"{path}/lines", PAYROLL, after=after, limit=1_000)
        ids |= {UUID(line["line_id"]) for line in page["lines"]}
        after = page["next"]
    assert ids == {
        id_of(f"large-{number}-{part}") for number in range(claims) for part in range(EACH)
    }
    done = agreed.raw("POST", "/batches", PAYROLL, {"Idempotency-Key": "large"}, json=wanted)
    assert (done.status_code, done.json()["repeated"]) == (200, True)


def tagged(installation: Installation, path: str) -> dict[str, str]:
    """The headers of a change to what is there now."""
    found = installation.raw("GET", path, PAYROLL, {})
    return {"Idempotency-Key": f"of-{path}", "If-Match": found.headers["ETag"]}
