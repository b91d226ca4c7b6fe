"""A case on its way between the bodies, told in sentences: each step is made over HTTP by the one
whose step it is, and other services are heard through the stream."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from deploy.playing.client import Answered, Client
from deploy.playing.example import id_of
from tests.installation.playing import walk_with

SSU, PARTNERSHIP = "ssu-nedre", "partnerskapsmote"
SECRETARIAT = "siv-sekretariat"
SKIEN, HOSPITAL = "ssu-nedre-skien", "ssu-nedre-randi-fagdirektor"
MAYOR, DIRECTOR = "partnerskapsmote-skien", "partnerskapsmote-direktor"


def person(key: str) -> UUID:
    return id_of("person", key)


def ident(kind: str, key: str) -> str:
    """The id of something in the example, as it is sent."""
    return str(id_of(kind, key))


@dataclass
class Refusal:
    """Why it was refused: `says` is the Norwegian sentence."""

    says: str = ""
    reason: str = ""
    field: str | None = None


@contextmanager
def refused(rule: str, status: int = 422) -> Iterator[Refusal]:
    """What is asked here is refused by this rule, with a sentence."""
    why = Refusal()
    with pytest.raises(Answered) as no:
        yield why
    problem = no.value.problem
    assert (no.value.status, problem["rule"]) == (status, rule)
    why.says, why.reason = problem["detail"], problem["reason"]
    why.field = problem.get("field")
    assert why.says.strip().endswith((".", "!", "?")), "a refusal is a sentence"


class Path:
    """One case. `run` makes it another case than those of other tests."""

    def __init__(self, client: Client, run: str) -> None:
        self.client = client
        self.walk = walk_with(client, run)
        self._run = run
        self._turn = count(1)
        self.case_id = UUID(int=0)

    @classmethod
    def assessed(cls, client: Client, run: str) -> "Path":
        """A clinician has reported it, it is lifted and assessed: FS has it (I-1 to A-14)."""
        path = cls(client, run)
        path.case_id, _ = path.walk.report()
        path.walk.triage(path.case_id)
        path.walk.assess(path.case_id)
        path.comes_to("in-fs", "fs-lege-nedre")
        return path

    @classmethod
    def proposed(cls, client: Client, run: str) -> "Path":
        """The same, and FS has worked out a proposal: SSU has it (G-5)."""
        path = cls.assessed(client, run)
        path.fs_proposes()
        return path

    def fs_proposes(self, adoption: str = "for-those-who-adopt") -> None:
        """FS works out a proposal, or the same once more; it lies before SSU (G-5)."""
        self.walk.run = self.key("proposed")
        self.walk.case["proposal"]["adoption"] = adoption
        self.walk.propose(self.case_id)
        self.comes_to("proposed", SSU)

    def comes_to(self, stage: str, body: str | None = None) -> dict[str, Any]:
        """The case, once it has come so far."""
        there = body and ident("body", body)

        def looked() -> dict[str, Any] | None:
            case = self.case()
            come = case["stage"] == stage and there in (None, case["body"])
            return case if come else None

        return self.client.until(f"saken er i {stage}", looked)

    def once(self, what: str, so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The case, once this is so of it."""

        def looked() -> dict[str, Any] | None:
            case = self.case()
            return case if so(case) else None

        return self.client.until(what, looked)

    def case(self) -> dict[str, Any]:
        case: dict[str, Any] = self.get(f"/cases/{self.case_id}")
        return case

    def get(self, path: str, by: str = SECRETARIAT) -> Any:
        return self.client.get("governance", path, person(by))

    def does(self, by: str, what: str, **content: Any) -> None:
        """Somebody does something with the case."""
        of = f"/cases/{self.case_id}"
        self.asks(by, f"{of}/{what}", content, of)

    def asks(self, by: str, path: str, content: dict[str, Any], of: str | None = None) -> Any:
        """Somebody asks governance for something; `of` is what it changes."""
        return self.client.ask(
            "governance", path, content, person(by), key=self.key(path.rpartition("/")[2]), of=of
        )

    def key(self, name: str) -> str:
        return f"{self._run}:{next(self._turn)}:{name}"

    def all_adopt(self, **others: dict[str, Any]) -> None:
        """Each party's own organ answers (G-14): it adopts, but for those of `others`."""
        told = {each["party"]: each for each in self.walk.case["ratifications"]}
        for key in self._standing_in("ratifications"):
            organ = told.get(key, {"organ": "Kommunestyret", "reference": "Eksempelsak 2026/200"})
            answer = {
                "party": ident("organisation", key),
                "answer": "adopted",
                "organ": organ["organ"],
                "reference": organ["reference"],
            }
            self.does(self.speaker(key), "ratifications", **answer | others.get(key, {}))

    def all_do_their_part(self) -> None:
        """Each party that is bound tells that it is done in its own line (G-15)."""
        for key in self._standing_in("implementation"):
            told = {"party": ident("organisation", key), "result": "done", "note": "Innført."}
            self.does(self.speaker(key), "implementation", **told)

    def speaker(self, party: str) -> str:
        """Who answers for a party, in SSU or else in partnerskapsmøtet."""
        answers = {each["party"]: each["by"] for each in self.walk.case["ratifications"]}
        return answers.get(party) or self.walk.example.holder(f"{PARTNERSHIP}-{party}")

    def all_acknowledge(self) -> None:
        """Each party says that it knows there is no agreement (G-10)."""
        for key in self._keys(self.case()["not_agreed"]["pending"]):
            self.does(self.speaker(key), "acknowledgements", party=ident("organisation", key))

    def _standing_in(self, table: str) -> list[str]:
        """The parties in a table of the case."""
        return self._keys([row["party"] for row in self.case()[table]])

    def _keys(self, parties: list[str]) -> list[str]:
        """The parties by their keys in the example; a test answers itself for others."""
        keys = {
            ident("organisation", each["key"]): each["key"]
            for each in self.walk.example.telemark["organisations"]
        }
        return [keys[party] for party in parties if party in keys]
