"""A body is dissolved, and a meeting is called off: every case has somewhere to be (G-12)."""

from deploy.playing.client import Client
from shared.clock import SystemClock
from shared.values.calendar import local_day
from tests.journeys.governance.path import SECRETARIAT, SSU, Path, ident, refused
from tests.journeys.governance.sitting import Sitting, agrees

FS, OTHER_FS = "fs-lege-nedre", "fs-lege-ovre"


def committee(path: Path) -> str:
    """A committee beside the doctors' own, closer to the cases by its name: they come to it."""
    beside = path.get(f"/bodies/{ident('body', FS)}")
    content = {
        "helsefellesskap": ident("helsefellesskap", "telemark"),
        "kind": "fs",
        "name": "Akutt fagutvalg",
        "parent": ident("body", SSU),
        "sides": beside["sides"],
        "item_number_format": "{running}/{year}",
        "rules": {"deadlines": {"ratify": 20}},
    }
    made = path.asks(SECRETARIAT, "/bodies", content)
    return str(made["body_id"])


def assessed(client: Client, run: str) -> Path:
    """A case that is reported, lifted and assessed, wherever it comes to."""
    path = Path(client, run)
    path.case_id, _ = path.walk.report()
    path.walk.triage(path.case_id)
    path.walk.assess(path.case_id)
    return path


def test_a_body_is_dissolved_only_with_a_receiver_for_each_case_it_has(client: Client) -> None:
    """G-12: the cases go on where they are received, and new ones come elsewhere."""
    path = assessed(client, "before-the-committee")
    path.comes_to("in-fs", FS)
    body = committee(path)
    first, second = assessed(client, "first-of-the-committee"), assessed(client, "second-of-it")
    for case in (first, second):
        case.once("saken er hos fagutvalget", lambda told: told["body"] == body)

    # As long as one case has no receiver, nothing is dissolved; nor is a case sent to nobody, or
    # to those who are to decide on what nobody has worked out.
    of = f"/bodies/{body}"
    told = {
        "dissolved_on": local_day(SystemClock().now()).isoformat(),
        "reason": "Fagutvalgene er slått sammen.",
    }
    to_fs = {"case_id": str(first.case_id), "body_id": ident("body", FS)}

    def second_to(where: str) -> dict[str, str]:
        return {"case_id": str(second.case_id), "body_id": where}

    for receivers in ([], [to_fs], *([to_fs, second_to(x)] for x in (body, ident("body", SSU)))):
        with refused("G-12"):
            path.asks(SECRETARIAT, f"{of}/dissolve", told | {"receivers": receivers}, of)
    assert first.case()["body"] == body

    # Each case is received where it was named to be, and goes on from there.
    received = [to_fs, second_to(ident("body", OTHER_FS))]
    path.asks(SECRETARIAT, f"{of}/dissolve", told | {"receivers": received}, of)
    first.comes_to("in-fs", FS)
    second.comes_to("in-fs", OTHER_FS)
    first.fs_proposes()
    agrees(first, SSU)
    first.comes_to("ratification", SSU)
    with refused("G-1"):
        path.asks(SECRETARIAT, f"{of}/dissolve", told | {"receivers": []}, of)
    assessed(client, "after-the-committee").comes_to("in-fs", FS)


def test_a_cancelled_meeting_gives_its_cases_back_to_another(client: Client) -> None:
    """G-12: a case is on one agenda at a time, and a meeting that is called off has none."""
    path = Path.proposed(client, "cancelled")
    before = path.case()
    called_off = Sitting(path, SSU)
    with refused("G-12") as why:
        Sitting(path, SSU)
    assert why.reason == "governance.on-another-agenda"
    with refused("G-12"):
        called_off.leads("/cancel", reason=" ")
    called_off.leads("/cancel", reason="For mange forfall.")
    told = called_off.told()
    assert (told["state"], told["cancelled"]) == ("cancelled", "For mange forfall.")
    with refused("G-12"):
        called_off.begin()

    # Nothing has happened to the case, and the next meeting treats it as if it were the first.
    assert path.case() == before
    agrees(path, SSU)
    path.comes_to("ratification", SSU)
