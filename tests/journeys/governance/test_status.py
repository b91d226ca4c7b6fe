"""A person changes status in the middle of a case (P-6, G-3, C-1)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from deploy.playing.client import Client
from shared.clock import SystemClock, new_id
from shared.values.calendar import local_day
from tests.journeys.governance.path import (
    HOSPITAL,
    SECRETARIAT,
    SKIEN,
    SSU,
    Path,
    ident,
    person,
)
from tests.journeys.governance.sitting import Sitting

APPROVER = "hans-godkjenner"


class Newcomer:
    """Somebody nobody knows yet, with a seat in SSU for the doctors of Skien."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._today = local_day(SystemClock().now())
        known = {"name": "Vilde Vikar", "employment": "employed", "title": "lege i Skien"}
        self.id = path.asks(SECRETARIAT, "/people", known)["person_id"]
        seat = {
            "body_id": ident("body", SSU),
            "party": ident("organisation", "skien"),
            "side": "municipal",
            "person_id": self.id,
            "function": "member",
            "rights": ["vote", "speech", "proposal"],
            "represents": "party",
            "basis": "party",
            "active_clinician": True,
            "term_from": "2026-01-01",
            "term_to": "2099-12-31",
        }
        self.seat = path.asks(SECRETARIAT, "/seats", seat)["seat_id"]

    def becomes(self, employment: str) -> None:
        """From today on."""
        of = f"/people/{self.id}"
        told = {
            "employment": employment,
            "valid_from": self._today.isoformat(),
            "basis": "Har kjøpt praksis.",
        }
        self._path.asks(SECRETARIAT, f"{of}/employment", told, of)

    def agrees_with_skien(self) -> None:
        """Skien and the doctor sign an agreement for the seat, with all three terms (C-2)."""
        agreement = str(new_id())
        content = {
            "agreement_id": agreement,
            "helsefellesskap": ident("helsefellesskap", "telemark"),
            "doctor": self.id,
            "payer": ident("organisation", "skien"),
            "seats": [self.seat],
            "covers": ["meeting", "travel", "between"],
            "regime": "allmennlegeforeningen",
            "channel": "payroll",
            "valid_from": self._today.isoformat(),
            "valid_to": (self._today + timedelta(days=365)).isoformat(),
            "employee_number": "90077",
        }
        client, approver = self._path.client, person(APPROVER)
        key = self._path.key("agreement")
        client.ask("compensation", "/agreements", content, approver, key=key)
        of = f"/agreements/{agreement}"
        for side, who in (("doctor", UUID(self.id)), ("payer", approver)):
            key = self._path.key(side)
            client.ask("compensation", f"{of}/sign", {"side": side}, who, key=key, of=of)

    def comes_to(self, standing: str) -> None:
        """Until the seat stands so."""

        def looked() -> bool | None:
            return self._path.get(f"/seats/{self.seat}")["standing"] == standing or None

        self._path.client.until(standing, looked)

    def objects(self, sitting: Sitting) -> None:
        """By phone, so that the secretariat enters it (P-5)."""
        content = {
            "seat_id": self.seat,
            "position": "cannot-support",
            "reason": "Det er for få leger til dette.",
            "objection": "other",
            "on_behalf_of": self.id,
        }
        self._path.asks(SECRETARIAT, f"{sitting.item}/stances", content, sitting.meeting)

    def leaves(self) -> None:
        of = f"/seats/{self.seat}"
        self._path.asks(SECRETARIAT, f"{of}/vacate", {"reason": "Vikariatet er over."}, of)


def treated(path: Path, newcomer: Newcomer) -> dict[str, Any]:
    """SSU treats a case; Skien and the hospital support it, and the newcomer objects: the item."""
    sitting = Sitting(path, SSU)
    sitting.begin()
    sitting.takes_up(SKIEN, HOSPITAL, also=({"seat_id": newcomer.seat, "person_id": newcomer.id},))
    newcomer.objects(sitting)
    sitting.all_support()
    return sitting.concludes("Hvem skal gjøre det?")


def rights(item: dict[str, Any], newcomer: Newcomer) -> set[str]:
    (line,) = [each for each in item["register"] if each["seat_id"] == newcomer.seat]
    return {*line["rights"]}


def test_who_becomes_self_employed_has_speech_and_no_vote_until_there_is_an_agreement(
    client: Client,
) -> None:
    """P-6, G-3, G-6: what was decided before stands; the status of the day counts."""
    before, between, after = (
        Path.proposed(client, f"status-{when}") for when in ("before", "between", "after")
    )
    newcomer = Newcomer(before)
    newcomer.comes_to("in-order")
    item = treated(before, newcomer)
    assert (item["outcome"], rights(item, newcomer)) == ("other", {"vote", "speech", "proposal"})

    # From today self-employed: speech is kept, but it blocks nothing.
    newcomer.becomes("self-employed")
    newcomer.comes_to("agreement-pending")
    item = treated(between, newcomer)
    assert "vote" not in rights(item, newcomer)
    assert (item["outcome"], len(item["objections"])) == ("consensus", 1)

    # Skien signs an agreement for the seat, and the vote is there again.
    newcomer.agrees_with_skien()
    newcomer.comes_to("in-order")
    item = treated(after, newcomer)
    assert (item["outcome"], "vote" in rights(item, newcomer)) == ("other", True)
    newcomer.leaves()
    assert before.comes_to("disagreed-other")["disagreements"], "nothing is decided again"
