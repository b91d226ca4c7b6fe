"""SSU's meeting: presence, stances, consensus per side (G-6, G-12, G-13)."""

from typing import Any
from uuid import UUID

from deploy.playing.example import id_of
from deploy.playing.walk.player import Player


class Meeting(Player):
    """The meeting on the case."""

    def meet(self, case_id: UUID) -> UUID:
        """Planned, called, started; the item opened, decided and closed; closed with attendance."""
        starts, ends = self.slot()
        path, item = self.plan(case_id)
        self.lead(path, "/call", {}, "call")
        self.lead(path, "/start", {"started_at": starts.isoformat()}, "start")
        present = self.present()
        self.lead(path, f"{item}/open", {"present": present}, "open")
        self.take_stances(path, item)
        self.lead(path, f"{item}/close", {"wording": self.case["meeting"]["wording"]}, "close-item")
        attendance = [
            {
                "seat_id": each["seat_id"],
                "person_id": each["person_id"],
                "present_from": starts.isoformat(),
                "present_to": ends.isoformat(),
            }
            for each in present
        ]
        closing = {"closed_at": ends.isoformat(), "attendance": attendance}
        self.lead(path, "/close", closing, "close")
        self.said(f"SSU har møttes {starts.date().isoformat()}: konsensus")
        return UUID(path.rpartition("/")[2])

    def plan(self, case_id: UUID) -> tuple[str, str]:
        """The meeting with the case on its agenda; the paths of the meeting and of the item."""
        meeting = self.case["meeting"]
        starts, _ = self.slot()
        planned = self.client.ask(
            "governance",
            "/meetings",
            {
                "body_id": str(id_of("body", meeting["body"])),
                "starts_at": starts.isoformat(),
                "place": meeting["place"],
                "cases": [str(case_id)],
            },
            self.person(meeting["called_by"]),
            key=self.key("meeting"),
        )
        return f"/meetings/{planned['meeting_id']}", f"/items/{planned['items'][0]['item_id']}"

    def present(self) -> list[dict[str, Any]]:
        """Who sits in the seats."""
        meeting = self.case["meeting"]
        return [
            {
                "seat_id": str(id_of("seat", seat)),
                "person_id": str(self.person(self.example.holder(seat))),
                "habil": seat not in meeting["not_habil"],
            }
            for seat in meeting["present"]
        ]

    def take_stances(self, path: str, item: str) -> None:
        """Each seat's stance, by the one who sits in it."""
        for stance in self.case["meeting"]["stances"]:
            body = {
                "seat_id": str(id_of("seat", stance["seat"])),
                "position": stance["position"],
                "reason": stance["reason"],
                "objection": stance["objection"],
            }
            self.client.ask(
                "governance",
                f"{path}{item}/stances",
                body,
                self.person(self.example.holder(stance["seat"])),
                key=self.key(f"stance-{stance['seat']}"),
                of=path,
            )

    def lead(self, path: str, rest: str, body: dict[str, Any], name: str) -> None:
        """What the one who leads the meeting does."""
        leader = self.person(self.case["meeting"]["called_by"])
        self.client.ask("governance", f"{path}{rest}", body, leader, key=self.key(name), of=path)
