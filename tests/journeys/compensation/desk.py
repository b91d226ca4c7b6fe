"""Claims told in sentences: the bodies meet in governance, the rest is done at compensation, each
step over HTTP by the one whose step it is."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from deploy.playing.client import Client
from deploy.playing.example import Example
from shared.clock import SystemClock
from shared.values.calendar import OSLO, local_day
from tests.journeys.governance.path import SECRETARIAT, Refusal, ident, person, refused

HOUR = 139_700
"""The rate of the example's agreements, in øre."""


@dataclass
class Payer:
    """Who does what for a party that pays."""

    key: str
    attester: str
    approver: str
    payroll: str

    @property
    def party(self) -> str:
        return ident("organisation", self.key)


SKIEN = Payer("skien", "eva-attestant", "hans-godkjenner", "liv-lonn")
HOSPITAL = Payer("sykehuset-telemark", "marit-attestant", "geir-godkjenner", "tone-lonn")


@dataclass
class Desk:
    """`run` makes the keys of the commands those of one test."""

    client: Client
    run: str
    _turn: "count[int]" = field(default_factory=lambda: count(1))

    def get(self, path: str, by: str, **asked: Any) -> Any:
        return self.client.get("compensation", path, person(by), **asked)

    def asks(self, by: str, path: str, content: dict[str, Any], of: str | None = None) -> Any:
        """Somebody asks for something; `of` is what it changes."""
        return self._asks("compensation", by, path, content, of)

    def says_no(
        self, by: str, path: str, content: dict[str, Any], rule: str, of: str | None = None
    ) -> Refusal:
        """The same, where a rule refuses it with a sentence."""
        refusing: AbstractContextManager[Refusal] = refused(rule)
        with refusing as why:
            self.asks(by, path, content, of)
        return why

    def _asks(
        self, service: Any, by: str, path: str, content: dict[str, Any], of: str | None = None
    ) -> Any:
        key = f"{self.run}:{next(self._turn)}"
        return self.client.ask(service, path, content, person(by), key=key, of=of)

    def meeting(self, body: str, seat: str, day: date, *, minutes: int = 120) -> str:
        """The body has met from noon, and the one who sits in the seat was there; its id."""
        starts = at(day, 12)
        ends = starts + timedelta(minutes=minutes)
        planned = self._asks(
            "governance",
            SECRETARIAT,
            "/meetings",
            {
                "body_id": ident("body", body),
                "starts_at": starts.isoformat(),
                "place": "Porsgrunn rådhus",
                "items": [{"kind": "information", "title": "Orientering om henvisninger"}],
            },
        )
        path = f"/meetings/{planned['meeting_id']}"
        attendance = {
            "seat_id": ident("seat", seat),
            "person_id": ident("person", Example.read().holder(seat)),
            "present_from": starts.isoformat(),
            "present_to": ends.isoformat(),
        }
        for step, content in (
            ("call", {}),
            ("start", {"started_at": starts.isoformat()}),
            ("close", {"closed_at": ends.isoformat(), "attendance": [attendance]}),
        ):
            self._asks("governance", SECRETARIAT, f"{path}/{step}", content, path)
        return str(planned["meeting_id"])

    def drafts(self, doctor: str, agreement: str, seat: str, meeting: str, **work: Any) -> str:
        """The claim's path, once compensation has heard of the meeting."""
        content = {
            "agreement_id": agreement,
            "seat_id": ident("seat", seat),
            "meeting_id": meeting,
            **work,
        }
        key = f"{self.run}:{next(self._turn)}"
        drafted = self.client.until(
            "oppmøtet er kjent",
            lambda: self.client.ask("compensation", "/claims", content, person(doctor), key=key),
        )
        return f"/claims/{drafted['claim_id']}"

    def passes(self, claim: str, doctor: str, payer: Payer) -> None:
        """Three different people (C-7)."""
        for by, step in (
            (doctor, "submit"),
            (payer.attester, "attest"),
            (payer.approver, "approve"),
        ):
            self.asks(by, f"{claim}/{step}", {}, claim)

    def locks(self, payer: Payer, claim: str, day: date) -> str:
        """The claim in a batch of its own, with its file; the batch's path."""
        wanted = {
            "payer": payer.party,
            "period": f"{day:%Y-%m}",
            "claims": [claim.rpartition("/")[2]],
        }
        batch = f"/batches/{self.asks(payer.payroll, '/batches', wanted)['batch_id']}"
        self.asks(payer.payroll, f"{batch}/export", {}, batch)
        return batch

    def answers(self, payer: Payer, batch: str, *refused_lines: tuple[int, str]) -> None:
        """Payroll's receipt: all but these lines are accepted."""
        content = {
            "sha256": self.get(batch, payer.payroll)["sha256"],
            "refused": [{"line": line, "reason": reason} for line, reason in refused_lines],
        }
        self.asks(payer.payroll, f"{batch}/acknowledge", content, batch)

    def file(self, payer: Payer, batch: str) -> list[list[str]]:
        """The rows of the payroll file."""
        content = self.client.content("compensation", f"{batch}/file", person(payer.payroll))
        assert content == self.client.content(
            "compensation", f"{batch}/file", person(payer.payroll)
        )
        return [row.split(";") for row in content.decode("ascii").splitlines()]


def today() -> date:
    return local_day(SystemClock().now())


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock in Oslo."""
    return datetime.combine(day, time(hour, minute), OSLO).astimezone(UTC)


def travel(day: date, *, km: str | None = None) -> list[dict[str, Any]]:
    """Half an hour each way."""
    return [
        {
            "work_from": at(day, *begins).isoformat(),
            "work_to": at(day, *ends).isoformat(),
            "km": km,
        }
        for begins, ends in (((11, 30), (12, 0)), ((14, 0), (14, 30)))
    ]
