"""The health check of the example finds what is so, and nothing worse than a note (G-4)."""

from datetime import date
from typing import Any

from deploy.playing.example import id_of
from services.governance.commands.facts import AgreementFact
from services.governance.rules.health import Party, Structure, examine
from services.governance.rules.seats import Terms
from shared.contracts.governance import (
    BodyEstablished,
    BodyRules,
    Deadlines,
    Deputy,
    SeatFilled,
    Side,
)
from tests.examples_data.read import keyed

DAY = date(2026, 11, 3)


def body(told: dict[str, Any]) -> BodyEstablished:
    sides = (
        Side(
            name=each["name"], parties=tuple(id_of("organisation", key) for key in each["parties"])
        )
        for each in told["sides"]
    )
    return BodyEstablished(
        body_id=id_of("body", told["key"]),
        helsefellesskap=id_of("helsefellesskap", "telemark"),
        kind=told["kind"],
        level=told["level"],
        name=told["name"]["nb"],
        parent=id_of("body", told["parent"]) if told["parent"] else None,
        purpose=told["purpose"],
        sides=tuple(sides),
        item_number_format=told["item_number_format"],
        rules=BodyRules(deadlines=Deadlines(ratify=told["ratification_working_days"])),
    )


def seat(told: dict[str, Any], people: dict[str, Any]) -> SeatFilled:
    deputy = told["deputy"]
    return SeatFilled(
        seat_id=id_of("seat", told["key"]),
        body_id=id_of("body", told["body"]),
        helsefellesskap=id_of("helsefellesskap", "telemark"),
        party=id_of("organisation", told["party"]),
        side=told["side"],
        represents=told["represents"],
        person_id=id_of("person", told["holder"]),
        function=told["function"],
        rights=tuple(told["rights"]),
        basis=told["basis"],
        active_clinician=told["active_clinician"],
        term_from=told["term_from"],
        term_to=told["term_to"],
        deputy=Deputy(
            person_id=id_of("person", deputy), active_clinician=people[deputy]["active_clinician"]
        )
        if deputy
        else None,
    )


def whole() -> Structure:
    people = keyed("people")
    agreements = tuple(
        AgreementFact(
            id_of("agreement", each["key"]),
            id_of("person", each["doctor"]),
            tuple(id_of("seat", key) for key in each["seats"]),
            date.fromisoformat(each["valid_from"]),
            date.fromisoformat(each["valid_to"]),
        )
        for each in keyed("agreements").values()
    )
    own = {
        id_of("person", k) for k, each in people.items() if each["employment"] == "self-employed"
    }
    return Structure(
        bodies=tuple(map(body, keyed("bodies").values())),
        seats=tuple(seat(each, people) for each in keyed("seats").values()),
        parties=tuple(
            Party(id_of("organisation", key), each["name"], each["kind"])
            for key, each in keyed("organisations").items()
        ),
        terms=Terms(DAY, own, agreements),
    )


def test_only_seats_without_deputy_are_found_in_the_example_g_4() -> None:
    findings = examine(whole())
    assert {(each.severity, each.what) for each in findings} == {("note", "no-deputy")}
    without = [each for each in keyed("seats").values() if each["deputy"] is None]
    may_lack = [each for each in without if each["function"] in ("observer", "secretary")]
    assert len(findings) == len(without) - len(may_lack)
