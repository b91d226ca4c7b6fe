"""When a hearing or a trial is over: who is told, once, also after a restart (G-17, G-19)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.governance.app import build
from services.governance.reactions import timers_of
from shared.eventlog.timers import CancelTimer, SetTimer, Timer
from shared.values.calendar import start_of_day
from tests.examples.governance.hearings import HEARING_OPENED, HEARING_SUMMARISED
from tests.examples.governance.trials import TRIAL_ENDED, TRIAL_EXTENDED, TRIAL_GRANTED
from tests.governance.example import ANNE, SIV
from tests.governance.exit_asking import SOLVEIG, TOR, TRIAL
from tests.governance.installation import Installation
from tests.governance.test_api_hearings import KARI, OMAR, opened
from tests.governance.test_reactions import At, heard


def test_a_hearing_and_a_trial_have_their_last_day_g_19_g_17() -> None:
    for begun, last, over in (
        (HEARING_OPENED, HEARING_OPENED.answer_by, HEARING_SUMMARISED),
        (TRIAL_GRANTED, TRIAL_GRANTED.ends_on, TRIAL_ENDED),
        (TRIAL_EXTENDED, TRIAL_EXTENDED.ends_on, TRIAL_ENDED),
    ):
        (timer,) = timers_of(heard(begun))
        assert isinstance(timer, SetTimer)
        assert timer.due_at == start_of_day(last + timedelta(days=1)), "when the day is over"
        assert tuple(timers_of(heard(over))) == (CancelTimer(timer.key),)


def test_the_representative_is_told_that_nobody_can_answer_any_more_g_19(
    installation: Installation,
) -> None:
    case_id, path = opened(installation, OMAR)
    hearing = path.rpartition("/")[2]
    before = installation.get(f"/cases/{case_id}", SIV)
    timer = kept(installation, f"hearing:{hearing}")
    comes(installation, timer)

    # The one who asked is told, and nobody else: the hearing is between them and the group.
    (notice,) = told(installation, KARI, case_id)
    assert (notice["step"], notice["rung"], notice["over"]) == ("hearing", "reminder", False)
    for who in (OMAR, ANNE):
        assert notices(installation, who, case_id) == []
    assert types(installation, f"hearing-{hearing}").count("governance.hearing-ended.v1") == 1
    assert installation.get(f"/cases/{case_id}", SIV) == before, "it moves no case"


def test_those_who_lead_partnerskapsmotet_are_told_that_a_trial_has_run_out_g_17(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    trial = installation.ask(f"/cases/{case_id}/trials", TRIAL, SIV)["trial_id"]
    path = f"/trials/{trial}"
    for step, content in (
        (
            "apply",
            {"applied_on": "2026-01-02", "authority": "Kommunaldepartementet", "anonymous": True},
        ),
        (
            "grant",
            {
                "granted_on": "2026-01-03",
                "reference": "26/9",
                "starts_on": "2026-01-03",
                "ends_on": "2026-01-31",
            },
        ),
        ("start", {"started_on": "2026-01-04"}),
    ):
        installation.ask(f"{path}/{step}", content, SIV, path)

    # Its last day is long past: the running service finds that out by itself.
    for leader in (TOR, SOLVEIG):
        (notice,) = told(installation, leader, case_id)
        assert (notice["step"], notice["rung"], notice["over"]) == ("trial", "chair", False)
    assert notices(installation, ANNE, case_id) == []
    assert installation.get(path, SIV)["state"] == "running", "it goes on until somebody ends it"
    installation.ask(f"{path}/end", {"ended_on": "2026-01-31", "reason": "Ferdig."}, SIV, path)
    (notice,) = notices(installation, TOR, case_id)
    assert notice["over"]
    assert types(installation, f"trial-{trial}").count("governance.trial-ran-out.v1") == 1


def kept(installation: Installation, key: str) -> Timer:
    """The timer, once the running service has set it; it is not due yet."""
    (running,) = [
        each for each in installation.process.running if each.service.name == "governance"
    ]
    timers = running.timers
    assert timers is not None
    far = datetime.fromisoformat("2199-01-01T00:00:00+00:00")

    def look() -> Timer | None:
        return next((each for each in timers.due(far) if each.key == key), None)

    found = installation.client.until(key, look)
    assert found not in timers.due(installation.process.around.clock.now())
    return found


def comes(installation: Installation, timer: Timer) -> None:
    """The moment comes in a service that is started after it, twice: it stopped before it had
    noted that the timer has fired."""
    clock = At(timer.due_at + timedelta(seconds=1))
    later = build(replace(installation.process.around, clock=clock))
    try:
        assert later.fire is not None
        later.fire(timer)
        later.fire(timer)
    finally:
        later.platform.close()


def told(installation: Installation, who: UUID, case_id: UUID) -> list[dict[str, Any]]:
    return installation.client.until(
        "the notice", lambda: notices(installation, who, case_id) or None
    )


def notices(installation: Installation, who: UUID, case_id: UUID) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = installation.get("/deadlines/notices", who)
    return [
        each
        for each in found
        if each["case_id"] == str(case_id) and each["step"] in ("hearing", "trial")
    ]


def types(installation: Installation, stream: str) -> list[str]:
    return [each.type for each in installation.governance.platform.ledger.read_stream(stream)]
