"""From the report to what each party has done in its own line."""

from uuid import UUID

from deploy.playing.example import id_of
from deploy.playing.walk.player import Player, party


class Solving(Player):
    """The case itself: reported, assessed, proposed, ratified, implemented."""

    def report(self) -> tuple[UUID, str]:
        """A clinician tells of a problem (I-1)."""
        case = self.case
        receipt = self.client.ask(
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
            self.person(case["reporter"]),
            key=self.key("report"),
        )
        self.said(f"Meldt inn av {case['reporter']}: sak {receipt['case_number']}")
        return UUID(receipt["case_id"]), receipt["case_number"]

    def triage(self, case_id: UUID) -> None:
        """The secretariat lifts it (I-5)."""
        triage = self.case["triage"]
        person = self.person(triage["by"])
        self.there("intake", case_id, person)
        body = {name: value for name, value in triage.items() if name != "by"}
        self.change("intake", case_id, "/triage", body, person, "triage")
        self.said(f"Silt av {triage['by']}: løftet til vurdering")

    def assess(self, case_id: UUID) -> None:
        """Six components and the capacity frame (A-1 to A-14)."""
        assessment = self.case["assessment"]
        person = self.person(assessment["by"])
        self.there("assessment", case_id, person)
        self.change("assessment", case_id, "/goal", assessment["goal"], person, "goal")
        for finding in assessment["findings"]:
            body = {
                "component": finding["component"],
                "status": finding["status"],
                "reason": finding["reason"],
                "party": party(finding["party"]),
                "clinicians": [self.took_part(key) for key in finding["took_part"]],
            }
            name = f"finding-{finding['component']}"
            self.change("assessment", case_id, "/findings", body, person, name)
        for capacity in assessment["capacity"]:
            body = {
                "party": party(capacity["party"]),
                "standing": capacity["standing"],
                "reason": capacity["reason"],
                "receives_task": capacity["receives_task"],
                "task_accepted_by": capacity["task_accepted_by"],
            }
            name = f"capacity-{capacity['party']}"
            self.change("assessment", case_id, "/capacity", body, person, name)
        body = {
            "conclusion": assessment["conclusion"],
            "route": assessment["route"],
            "route_reason": assessment["route_reason"],
        }
        self.change("assessment", case_id, "/conclude", body, person, "conclude")
        self.said(f"Vurdert mot rammeverket: hovedhinder {assessment['expected']['main_obstacle']}")

    def took_part(self, key: str) -> dict[str, str | None]:
        """An active clinician: for whom, in which role, and who (A-3)."""
        person = self.example.person(key)
        return {
            "party": party(person["organisation"]),
            "role": person["title"].capitalize(),
            "person": str(self.person(key)),
        }

    def propose(self, case_id: UUID) -> None:
        """FS works out a proposal (G-5)."""
        proposal = self.case["proposal"]
        person = self.person(proposal["by"])
        self.there("governance", case_id, person)
        body = {
            "body_id": str(id_of("body", proposal["from_body"])),
            "what": proposal["what"],
            "reasons": proposal["reasons"],
            "tasks": [
                {"party": party(task["party"]), "what": task["what"]} for task in proposal["tasks"]
            ],
            "consequences": proposal["consequences"],
            "adoption": proposal["adoption"],
        }
        self.change("governance", case_id, "/proposal", body, person, "proposal")
        self.said("FS har sendt forslag til SSU")

    def ratify(self, case_id: UUID) -> None:
        """Each party's own organ answers (G-14)."""
        for each in self.case["ratifications"]:
            person = self.person(each["by"])
            self.stage(case_id, person, {"ratification", "in-force", "implemented"})
            body = {
                "party": party(each["party"]),
                "answer": each["answer"],
                "organ": each["organ"],
                "reference": each["reference"],
                "reservation": each["reservation"],
            }
            name = f"ratify-{each['party']}"
            self.change("governance", case_id, "/ratifications", body, person, name)
        self.said(f"Ratifisert av {len(self.case['ratifications'])} parter")

    def implement(self, case_id: UUID) -> None:
        """Each party tells how it went in its own line (G-15)."""
        for each in self.case["implementation"]:
            person = self.person(each["by"])
            self.stage(case_id, person, {"in-force", "implemented"})
            body = {
                "party": party(each["party"]),
                "result": each["result"],
                "note": each["note"],
            }
            name = f"implement-{each['party']}"
            self.change("governance", case_id, "/implementation", body, person, name)
        self.said("Gjennomført hos alle")
