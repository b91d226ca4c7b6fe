"""A body, an agreement and a list as they stood, on the command line (R-2)."""

import json
import time
from pathlib import Path
from typing import Any

from deploy.assembled import assembled
from services.governance.commands.register import EstablishHelsefellesskap
from shared.clock import SystemClock, new_id
from shared.contracts.record import Who
from shared.eventlog.commands import Asked
from shared.service.settings import FIRST_OPERATOR, Settings
from tests.deploy.commands import Asking


def established(home: Path, *names: str) -> list[str]:
    """Governance is told of each, a moment apart; when each had just been recorded."""
    moments = []
    with assembled(Settings(home=home)) as parts:
        governance = parts.services["governance"]
        for name in names:
            area = new_id()
            governance.handler.handle(
                Asked(
                    EstablishHelsefellesskap(area, name, "{year}/{running}"),
                    new_id(),
                    Who(FIRST_OPERATOR),
                    SystemClock().now(),
                    case=f"helsefellesskap-{area}",
                )
            )
            moments.append(f"{governance.platform.clock.now().isoformat()} {area}")
            until = time.monotonic_ns() + 2_000_000
            while time.monotonic_ns() < until:
                """The next event is recorded later than this moment."""
    return moments


def told(asking: Asking, *arguments: str) -> Any:
    ran = asking("replay", *arguments, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_a_list_is_shown_as_it_stood_r_2(asking: Asking, prepared: Path) -> None:
    first, _ = established(prepared, "Telemark", "Vestfold")
    moment, _, _area = first.partition(" ")

    def areas(*arguments: str) -> list[str]:
        listed = told(asking, "--list", "governance/register", *arguments)
        return sorted(each["name"] for each in listed["tables"]["areas"])

    assert areas() == ["Telemark", "Vestfold"]
    assert areas("--as-of", moment) == ["Telemark"]
    then = told(asking, "--list", "governance/register", "--as-of", moment)
    assert then["positions"] == {"governance": 1}
    assert areas("--as-of", "2020-01-01T00:00:00Z") == []
    shown = asking("replay", "--list", "governance/register")
    assert (shown.code, "areas: 2" in shown.out) == (0, True)


def test_one_stream_is_shown_as_it_stood_r_2(asking: Asking, prepared: Path) -> None:
    first, second = established(prepared, "Telemark", "Vestfold")
    moment = first.partition(" ")[0]
    stream = f"helsefellesskap-{second.partition(' ')[2]}"
    found = told(asking, "--service", "governance", "--stream", stream)
    assert [each["stream"] for each in found[0]["events"]] == [stream]
    assert list(found[0]["states"]) == [stream]
    ran = asking("replay", "--stream", stream, "--as-of", moment)
    assert ran.code == 1
    assert "Ingen hendelser i strømmen" in ran.err


def test_a_list_that_is_not_there_is_told_with_those_that_are(
    asking: Asking, prepared: Path
) -> None:
    ran = asking("replay", "--list", "governance/lab")
    assert ran.code == 2
    assert "governance/register" in ran.err
