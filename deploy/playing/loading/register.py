"""The example's register: helsefellesskap, organisations, people, bodies and seats."""

from typing import Any

from deploy.playing.example import Example, id_of
from deploy.playing.loading.asking import Asking, at_once, maybe
from shared.service.settings import FIRST_OPERATOR


class Register:
    """What governance keeps of the example."""

    def __init__(self, asking: Asking, example: Example) -> None:
        self._asking = asking
        self._example = example

    def organisations(self) -> None:
        homes: dict[str, list[str]] = {}
        areas = self._example.telemark["helsefellesskap"]
        at_once(self._area, areas)
        for area in areas:
            for party in area["parties"]:
                homes.setdefault(party, []).append(str(id_of("helsefellesskap", area["key"])))

        def organisation(each: dict[str, Any]) -> None:
            self._asking.governance(
                "/organisations",
                {
                    "organisation_id": str(id_of("organisation", each["key"])),
                    "name": each["name"],
                    "kind": each["kind"],
                    "number": each["organisation_number"],
                    "helsefellesskap": homes.get(each["key"], []),
                },
                f"organisation:{each['key']}",
            )

        at_once(organisation, self._example.telemark["organisations"])

    def _area(self, area: dict[str, Any]) -> None:
        self._asking.governance(
            "/helsefellesskap",
            {
                "helsefellesskap_id": str(id_of("helsefellesskap", area["key"])),
                "name": area["name"]["nb"],
                "case_number_format": area["case_number_format"],
            },
            f"helsefellesskap:{area['key']}",
        )

    def people(self) -> None:
        at_once(self._person, self._example.telemark["people"])

    def _person(self, each: dict[str, Any]) -> None:
        person = id_of("person", each["key"])
        self._asking.governance(
            "/people",
            {
                "person_id": str(person),
                "name": each["name"],
                "hpr": each["hpr"],
                "employment": each["employment"],
                "title": each["described_as"],
            },
            f"person:{each['key']}",
        )
        for index, role in enumerate(each["roles"]):
            self._asking.governance(
                f"/people/{person}/roles",
                {
                    "role": role["role"],
                    "helsefellesskap": maybe("helsefellesskap", role["helsefellesskap"]),
                    "party": maybe("organisation", role["party"]),
                },
                f"role:{each['key']}:{index}",
                of=f"/people/{person}",
            )

    def bodies(self) -> None:
        waiting = list(self._example.telemark["bodies"])
        placed: set[str | None] = {None}
        while waiting:
            ready = [each for each in waiting if each["parent"] in placed]
            if not ready:
                raise ValueError("the bodies of the example name parents that are not there")
            at_once(self._body, ready)
            placed |= {each["key"] for each in ready}
            waiting = [each for each in waiting if each["key"] not in placed]

    def _body(self, each: dict[str, Any]) -> None:
        self._asking.governance(
            "/bodies",
            {
                "body_id": str(id_of("body", each["key"])),
                "helsefellesskap": str(id_of("helsefellesskap", each["helsefellesskap"])),
                "kind": each["kind"],
                "level": each["level"],
                "name": each["name"]["nb"],
                "name_nn": each["name"]["nn"],
                "parent": maybe("body", each["parent"]),
                "power": each["power"],
                "sides": [
                    {
                        "name": side["name"],
                        "parties": [str(id_of("organisation", key)) for key in side["parties"]],
                    }
                    for side in each["sides"]
                ],
                "item_number_format": each["item_number_format"],
                "purpose": each["purpose"],
                "rules": {
                    "quorum": each["quorum"],
                    "mixed_disagreement": each["mixed_disagreement"],
                    "silence": each["silence"],
                    "written_stance_counts": each["written_stance_counts_as_presence"],
                    "rhythm": each["meeting_rhythm"],
                    "deadlines": {"ratify": each["ratification_working_days"]},
                },
            },
            f"body:{each['key']}",
        )

    def seats(self) -> None:
        at_once(self._seat, self._example.telemark["seats"])

    def _seat(self, each: dict[str, Any]) -> None:
        body = {
            "seat_id": str(id_of("seat", each["key"])),
            "body_id": str(id_of("body", each["body"])),
            "party": str(id_of("organisation", each["party"])),
            "side": each["side"],
            "represents": each["represents"],
            "person_id": str(id_of("person", each["holder"])),
            "deputy_id": maybe("person", each["deputy"]),
            "function": each["function"],
            "rights": each["rights"],
            "basis": each["basis"],
            "speaks_for": each["speaks_for"],
            "active_clinician": each["active_clinician"],
            "term_from": each["term_from"],
            "term_to": each["term_to"],
        }
        # A self-employed doctor's agreement may not have reached governance yet (G-3).
        self._asking.heard("governance", "/seats", body, FIRST_OPERATOR, f"seat:{each['key']}")
