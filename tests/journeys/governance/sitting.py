"""A body treats a case: in a meeting that has begun, or in writing (G-6, G-11 to G-13)."""

from datetime import datetime, timedelta
from typing import Any

from deploy.playing.example import Example
from shared.clock import SystemClock
from tests.journeys.governance.path import (
    DIRECTOR,
    HOSPITAL,
    MAYOR,
    PARTNERSHIP,
    SECRETARIAT,
    SKIEN,
    SSU,
    Path,
    ident,
)

BOTH_SIDES = {SSU: (SKIEN, HOSPITAL), PARTNERSHIP: (MAYOR, DIRECTOR)}
"""A seat of each side, which is enough to agree: consensus is by side, never by heads (G-6)."""


def holder(seat: str) -> str:
    """Who sits in a seat of the example."""
    return Example.read().holder(seat)


class Sitting:
    """A meeting of the body with this case on its agenda, planned and called."""

    def __init__(self, path: Path, body: str, **more: Any) -> None:
        self._path = path
        self.body = body
        self.begins = SystemClock().now()
        self.present: tuple[str, ...] = ()
        planned = path.asks(
            SECRETARIAT,
            "/meetings",
            {
                "body_id": ident("body", body),
                "starts_at": self.begins.isoformat(),
                "place": "Porsgrunn rådhus",
                "cases": [str(path.case_id)],
            }
            | more,
        )
        self.meeting = f"/meetings/{planned['meeting_id']}"
        self.item = f"{self.meeting}/items/{planned['items'][0]['item_id']}"
        self.leads("/call")

    @classmethod
    def of(cls, path: Path, body: str, *seats: str) -> "Sitting":
        """It has begun, and the item is open, with these seats there, or else one of each side."""
        sitting = cls(path, body)
        sitting.begin()
        sitting.takes_up(*(seats or BOTH_SIDES[body]))
        return sitting

    @classmethod
    def in_writing(cls, path: Path, body: str) -> "Sitting":
        """A written procedure that is sent out, with a week to answer (G-11)."""
        answer_by: datetime = SystemClock().now() + timedelta(days=7)
        return cls(path, body, kind="written", answer_by=answer_by.isoformat(), place="")

    def begin(self) -> None:
        self.leads("/start", started_at=self.begins.isoformat())

    def takes_up(
        self,
        *seats: str,
        not_habil: tuple[str, ...] = (),
        also: tuple[dict[str, str], ...] = (),
    ) -> None:
        """The item is opened with those who sit in these seats, and in others that are not of the
        example (G-12)."""
        self.present = seats
        present: list[dict[str, Any]] = [
            *also,
            *(
                {
                    "seat_id": ident("seat", seat),
                    "person_id": ident("person", holder(seat)),
                    "habil": seat not in not_habil,
                }
                for seat in seats
            ),
        ]
        self._path.asks(SECRETARIAT, f"{self.item}/open", {"present": present}, self.meeting)

    def says(
        self,
        seat: str,
        position: str = "supports",
        objection: str | None = None,
        *,
        by: str | None = None,
        because: str = "Slik ser vi det.",
    ) -> None:
        """The one who sits in the seat takes a stance, or `by` tries to (G-13)."""
        content = {
            "seat_id": ident("seat", seat),
            "position": position,
            "reason": because,
            "objection": objection,
        }
        self._path.asks(by or holder(seat), f"{self.item}/stances", content, self.meeting)

    def all_support(self) -> None:
        for seat in self.present:
            self.says(seat)

    def concludes(self, wording: str = "", **more: Any) -> dict[str, Any]:
        """The item is closed, and its outcome takes effect; the item as it then stands (G-12)."""
        content = {"wording": wording} | more
        self._path.asks(SECRETARIAT, f"{self.item}/close", content, self.meeting)
        item: dict[str, Any] = self.told()["items"][0]
        return item

    def is_over(self) -> None:
        """The meeting is closed, with who was there and when (G-12)."""
        ended = SystemClock().now().isoformat()
        attendance = [
            {
                "seat_id": ident("seat", seat),
                "person_id": ident("person", holder(seat)),
                "present_from": self.begins.isoformat(),
                "present_to": ended,
            }
            for seat in self.present
        ]
        self.leads("/close", closed_at=ended, attendance=attendance)

    def told(self) -> dict[str, Any]:
        meeting: dict[str, Any] = self._path.get(self.meeting)
        return meeting

    def leads(self, rest: str, by: str = SECRETARIAT, **content: Any) -> None:
        """What the one who leads the meeting does."""
        self._path.asks(by, f"{self.meeting}{rest}", content, self.meeting)


def agrees(path: Path, body: str) -> None:
    """The body meets, and each side supports the proposal."""
    sitting = Sitting.of(path, body)
    sitting.all_support()
    sitting.concludes()
    sitting.is_over()


def disagrees(path: Path, body: str, *kinds: str, wording: str) -> None:
    """The body meets; the hospital objects in this way, and the municipal side too where there
    are two kinds (G-7)."""
    sitting = Sitting.of(path, body)
    municipal, hospital = BOTH_SIDES[body]
    against = (hospital, municipal)[: len(kinds)]
    for seat, kind in zip(against, kinds, strict=True):
        sitting.says(seat, "cannot-support", kind, because=f"Innvending: {kind}.")
    for seat in {municipal, hospital} - {*against}:
        sitting.says(seat)
    sitting.concludes(wording)
    sitting.is_over()
