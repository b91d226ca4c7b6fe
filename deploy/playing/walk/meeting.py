"""SSU's meeting: presence, stances, consensus per side (G-6, G-12, G-13)."""

from typing import Any
from uuid import UUID

from deploy.playing.example import id_of
from deploy.playing.walk.player import Player


class Meeting(Player):
    """The meeting on the case."""

    def meet(self, case_id: UUID) -> UUID:
        """SSU meets: presence, stances, consensus per side (G-6, G-12, G-13)."""
        meeting = self.case["meeting"]
        leader = self.person(meeting["called_by"])
        starts, ends = self.slot()
        planned = self.client.ask(
            "governance",
            "/meetings",
            {
                "body_id": str(id_of("body", meeting["body"])),
                "starts_at": starts.isoformat(),
                "place": meeting["place"],
                "cases": [str(case_id)],
            },
            leader,
            key=self.key("meeting"),
        )
        meeting_id = UUID(planned["meeting_id"])
        path = f"/meetings/{meeting_id}"
        item = f"/items/{planned['items'][0]['item_id']}"

        def step(rest: str, body: dict[str, Any], name: str) -> None:
            self.client.ask(
                "governance", f"{path}{rest}", body, leader, key=self.key(name), of=path
            )

        step("/call", {}, "call")
        step("/start", {"started_at": starts.isoformat()}, "start")
        present = [
            {
                "seat_id": str(id_of("seat", seat)),
                "person_id": str(self.person(self.example.holder(seat))),
                "habil": seat not in meeting["not_habil"],
            }
            for seat in meeting["present"]
        ]
        step(f"{item}/open", {"present": present}, "open")
        for stance in meeting["stances"]:
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
        step(f"{item}/close", {"wording": meeting["wording"]}, "close-item")
        attendance = [
            {
                "seat_id": each["seat_id"],
                "person_id": each["person_id"],
                "present_from": starts.isoformat(),
                "present_to": ends.isoformat(),
            }
            for each in present
        ]
        step("/close", {"closed_at": ends.isoformat(), "attendance": attendance}, "close")
        self.said(f"SSU har møttes {starts.date().isoformat()}: konsensus")
        return meeting_id
