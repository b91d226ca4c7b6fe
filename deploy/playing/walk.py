"""One whole case, from the clinician's form to the payroll file and the proof, over the real
APIs and through the real stream. Each step is made by the person whose step it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from deploy.playing.client import Client
from deploy.playing.example import Example, id_of
from deploy.playing.proving import Proof, prove

OSLO = ZoneInfo("Europe/Oslo")
Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of it, in the form of `samhandling walk --json`."""

    case_number: str
    case_id: UUID
    events: list[dict[str, Any]]
    payroll: dict[str, Any]
    proof: Proof

    def as_json(self) -> dict[str, Any]:
        shown = ("service", "type", "time", "recordedtime", "actor", "sequence", "text")
        return {
            "case": self.case_number,
            "events": [{name: event[name] for name in shown} for event in self.events],
            "payroll": self.payroll,
            "proof": {
                "verified": self.proof.verified,
                "tree_size": self.proof.tree_size,
                "root": self.proof.root,
            },
        }


class Walk:
    """Plays the example's case. `run` makes the keys of its commands: the same run, continued
    after a crash, has each effect once. `today` is the date in Oslo."""

    def __init__(
        self, client: Client, example: Example, *, run: str, today: date, said: Said
    ) -> None:
        self._client = client
        self._case = example.case
        self._example = example
        self._run = run
        self._today = today
        self._said = said
        self._meeting_day: date | None = None

    def play(self) -> Walked:
        """All steps, in order. Raises what the client raises."""
        case_id, number = self.report()
        self.triage(case_id)
        self.assess(case_id)
        self.propose(case_id)
        meeting_id = self.meet(case_id)
        self.ratify(case_id)
        self.implement(case_id)
        claim_id = self.claim(meeting_id)
        payroll = self.pay(claim_id)
        events, proof = self.prove(case_id)
        return Walked(number, case_id, events, payroll, proof)

    def report(self) -> tuple[UUID, str]:
        """A clinician tells of a problem (I-1)."""
        case = self._case
        receipt = self._client.ask(
            "intake",
            "/reports",
            {
                "helsefellesskap": str(id_of("helsefellesskap", case["helsefellesskap"])),
                "title": case["title"],
                "what_happens": case["what_happens"],
                "parties": case["parties"],
                "workaround": case["workaround"],
                "urgent": case["urgent"],
                "language": case["language"],
                "reported_on": case["reported_on"],
            },
            self._person(case["reporter"]),
            key=self._key("report"),
        )
        self._said(f"Meldt inn av {case['reporter']}: sak {receipt['case_number']}")
        return UUID(receipt["case_id"]), receipt["case_number"]

    def triage(self, case_id: UUID) -> None:
        """The secretariat lifts it (I-5)."""
        triage = self._case["triage"]
        person = self._person(triage["by"])
        self._there("intake", case_id, person)
        body = {name: value for name, value in triage.items() if name != "by"}
        self._change("intake", case_id, "/triage", body, person, "triage")
        self._said(f"Silt av {triage['by']}: løftet til vurdering")

    def assess(self, case_id: UUID) -> None:
        """Six components and the capacity frame (A-1 to A-14)."""
        assessment = self._case["assessment"]
        person = self._person(assessment["by"])
        self._there("assessment", case_id, person)
        self._change("assessment", case_id, "/goal", assessment["goal"], person, "goal")
        for finding in assessment["findings"]:
            body = {
                "component": finding["component"],
                "status": finding["status"],
                "reason": finding["reason"],
                "party": _party(finding["party"]),
                "clinicians": [_party(key) for key in finding["clinicians"]],
            }
            name = f"finding-{finding['component']}"
            self._change("assessment", case_id, "/findings", body, person, name)
        for capacity in assessment["capacity"]:
            body = {
                "party": _party(capacity["party"]),
                "standing": capacity["standing"],
                "reason": capacity["reason"],
                "receives_task": capacity["receives_task"],
                "task_accepted_by": capacity["task_accepted_by"],
            }
            name = f"capacity-{capacity['party']}"
            self._change("assessment", case_id, "/capacity", body, person, name)
        body = {
            "conclusion": assessment["conclusion"],
            "route": assessment["route"],
            "route_reason": assessment["route_reason"],
        }
        self._change("assessment", case_id, "/conclude", body, person, "conclude")
        self._said(
            f"Vurdert mot rammeverket: hovedhinder {assessment['expected']['main_obstacle']}"
        )

    def propose(self, case_id: UUID) -> None:
        """FS works out a proposal (G-5)."""
        proposal = self._case["proposal"]
        person = self._person(proposal["by"])
        self._there("governance", case_id, person)
        body = {
            "body_id": str(id_of("body", proposal["from_body"])),
            "what": proposal["what"],
            "reasons": proposal["reasons"],
            "tasks": [
                {"party": _party(task["party"]), "what": task["what"]} for task in proposal["tasks"]
            ],
            "consequences": proposal["consequences"],
            "adoption": proposal["adoption"],
        }
        self._change("governance", case_id, "/proposal", body, person, "proposal")
        self._said("FS har sendt forslag til SSU")

    def meet(self, case_id: UUID) -> UUID:
        """SSU meets: presence, stances, consensus per side (G-6, G-12, G-13)."""
        meeting = self._case["meeting"]
        leader = self._person(meeting["called_by"])
        starts, ends = self._slot()
        planned = self._client.ask(
            "governance",
            "/meetings",
            {
                "body_id": str(id_of("body", meeting["body"])),
                "starts_at": starts.isoformat(),
                "place": meeting["place"],
                "cases": [str(case_id)],
            },
            leader,
            key=self._key("meeting"),
        )
        meeting_id = UUID(planned["meeting_id"])
        path = f"/meetings/{meeting_id}"
        item = f"/items/{planned['items'][0]['item_id']}"

        def step(rest: str, body: dict[str, Any], name: str) -> None:
            self._client.ask(
                "governance", f"{path}{rest}", body, leader, key=self._key(name), of=path
            )

        step("/call", {}, "call")
        step("/start", {"started_at": starts.isoformat()}, "start")
        present = [
            {
                "seat_id": str(id_of("seat", seat)),
                "person_id": str(self._person(self._example.holder(seat))),
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
            self._client.ask(
                "governance",
                f"{path}{item}/stances",
                body,
                self._person(self._example.holder(stance["seat"])),
                key=self._key(f"stance-{stance['seat']}"),
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
        self._said(f"SSU har møttes {starts.date().isoformat()}: konsensus")
        return meeting_id

    def ratify(self, case_id: UUID) -> None:
        """Each party's own organ answers (G-14)."""
        for each in self._case["ratifications"]:
            person = self._person(each["by"])
            self._stage(case_id, person, {"ratification", "in-force", "implemented"})
            body = {
                "party": _party(each["party"]),
                "answer": each["answer"],
                "organ": each["organ"],
                "reference": each["reference"],
                "reservation": each["reservation"],
            }
            name = f"ratify-{each['party']}"
            self._change("governance", case_id, "/ratifications", body, person, name)
        self._said(f"Ratifisert av {len(self._case['ratifications'])} parter")

    def implement(self, case_id: UUID) -> None:
        """Each party tells how it went in its own line (G-15)."""
        for each in self._case["implementation"]:
            person = self._person(each["by"])
            self._stage(case_id, person, {"in-force", "implemented"})
            body = {
                "party": _party(each["party"]),
                "result": each["result"],
                "note": each["note"],
            }
            name = f"implement-{each['party']}"
            self._change("governance", case_id, "/implementation", body, person, name)
        self._said("Gjennomført hos alle")

    def claim(self, meeting_id: UUID) -> UUID:
        """The self-employed representative claims the time; two others confirm (C-4 to C-7)."""
        claim = self._case["claim"]
        claimant = self._person(claim["claimant"])
        starts, _ = self._slot()
        shift = starts - datetime.fromisoformat(claim["lines"][0]["work_from"])
        drafted = self._client.until(
            "oppmøtet er kjent",
            lambda: self._client.ask(
                "compensation",
                "/claims",
                {
                    "agreement_id": str(id_of("agreement", claim["agreement"])),
                    "seat_id": str(id_of("seat", claim["seat"])),
                    "meeting_id": str(meeting_id),
                    "travel": [_period(line, shift) for line in _of(claim, "travel-time")],
                    "between": [
                        {**_period(line, shift), "purpose": line["what"]}
                        for line in _of(claim, "between")
                    ],
                },
                claimant,
                key=self._key("claim"),
            ),
        )
        claim_id = UUID(drafted["claim_id"])
        for step, person in (
            ("submit", claimant),
            ("attest", self._person(claim["attested_by"])),
            ("approve", self._person(claim["approved_by"])),
        ):
            self._client.until(
                f"kravet kan behandles ({step})",
                lambda step=step, person=person: self._client.ask(  # type: ignore[misc]
                    "compensation",
                    f"/claims/{claim_id}/{step}",
                    {},
                    person,
                    key=self._key(step),
                    of=f"/claims/{claim_id}",
                ),
            )
        self._said("Kravet er attestert og godkjent av to andre")
        return claim_id

    def pay(self, claim_id: UUID) -> dict[str, Any]:
        """Payroll locks the batch, takes the file and acknowledges it (C-9, C-10)."""
        claim = self._case["claim"]
        payroll = self._person(claim["payroll_by"])
        payer = _party(claim["payer"])

        batch = self._client.until(
            "kravet kan utbetales",
            lambda: self._client.ask(
                "compensation",
                "/batches",
                {"payer": payer, "period": claim["period"], "claims": [str(claim_id)]},
                payroll,
                key=self._key("batch"),
            ),
        )
        path = f"/batches/{batch['batch_id']}"
        exported = self._client.ask(
            "compensation", f"{path}/export", {}, payroll, key=self._key("export"), of=path
        )
        content = self._client.content("compensation", f"{path}/file", payroll)
        self._client.ask(
            "compensation",
            f"{path}/acknowledge",
            {"sha256": exported["sha256"]},
            payroll,
            key=self._key("acknowledge"),
            of=path,
        )
        self._said(f"Lønnsfil {exported['file']} er hentet og kvittert")
        return {
            "file": exported["file"],
            "sha256": exported["sha256"],
            "lines": exported["lines"],
            "total_ore": exported["total_ore"],
            "content": content.decode("utf-8"),
        }

    def prove(self, case_id: UUID) -> tuple[list[dict[str, Any]], Proof]:
        """The whole history, and the proof that nothing in it has been changed (R-1, R-4)."""
        reader = self._person(self._case["triage"]["by"])

        def heard() -> list[dict[str, Any]] | None:
            history = self._client.get("audit", f"/cases/{case_id}/history", reader)
            types = {event["type"] for event in history["events"]}
            complete = "compensation.batch-acknowledged.v1" in types
            return history["events"] if complete else None

        events = self._client.until("hele historikken er hørt", heard)
        proof = prove(self._client, case_id, reader)
        self._said(
            f"{len(events)} hendelser, bevis {'kontrollert' if proof.verified else 'IKKE i orden'}"
        )
        return events, proof

    def _slot(self) -> tuple[datetime, datetime]:
        """When the meeting was: at the example's hours, on the latest day before today for which
        the claimant has claimed nothing yet (C-6)."""
        if self._meeting_day is None:
            self._meeting_day = self._free_day()
        meeting = self._case["meeting"]
        starts, ends = (
            datetime.combine(
                self._meeting_day,
                time.fromisoformat(datetime.fromisoformat(meeting[name]).time().isoformat()),
                OSLO,
            ).astimezone(UTC)
            for name in ("starts_at", "ends_at")
        )
        return starts, ends

    def _free_day(self) -> date:
        claim = self._case["claim"]
        claims = self._client.get("compensation", "/claims", self._person(claim["claimant"]))
        taken = {
            datetime.fromisoformat(line["work_from"]).astimezone(OSLO).date()
            for each in claims["claims"]
            for line in each["lines"]
        }
        day = self._today - timedelta(days=1)
        # Preparation is claimed two days before the meeting: both days must be free.
        while day in taken or day - timedelta(days=2) in taken:
            day -= timedelta(days=1)
        return day

    def _there(self, service: Any, case_id: UUID, person: UUID) -> None:
        self._client.until(
            f"saken er kommet til {service}",
            lambda: self._client.get(service, f"/cases/{case_id}", person),
        )

    def _stage(self, case_id: UUID, person: UUID, stages: set[str]) -> None:
        def reached() -> bool | None:
            found = self._client.get("governance", f"/cases/{case_id}", person)
            return True if found["stage"] in stages else None

        self._client.until(f"saken er i {' eller '.join(sorted(stages))}", reached)

    def _change(
        self,
        service: Any,
        case_id: UUID,
        rest: str,
        body: dict[str, Any],
        person: UUID,
        name: str,
    ) -> None:
        path = f"/cases/{case_id}"
        self._client.ask(service, f"{path}{rest}", body, person, key=self._key(name), of=path)

    def _key(self, name: str) -> str:
        return f"{self._run}:{name}"

    def _person(self, key: str) -> UUID:
        return id_of("person", key)


def _party(key: str | None) -> str | None:
    return None if key is None else str(id_of("organisation", key))


def _of(claim: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [line for line in claim["lines"] if line["kind"] == kind]


def _period(line: dict[str, Any], shift: timedelta) -> dict[str, str]:
    return {
        name: (datetime.fromisoformat(line[name]) + shift).isoformat()
        for name in ("work_from", "work_to")
    }
