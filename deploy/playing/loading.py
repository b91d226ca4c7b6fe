"""Loads the example register into an installation, over the APIs, person by person.

What does not build on each other is asked at once: a service records and shows many commands
together in little more time than one.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import UUID

from deploy.playing.client import Client
from deploy.playing.example import Example, id_of
from shared.contracts.record import ServiceName
from shared.service.settings import FIRST_OPERATOR

Progress = Callable[[str], None]
T = TypeVar("T")
AT_ONCE = 8  # few enough for one process on a small machine


class Loading:
    """Puts the example in place: first the register, then rates, agreements and seats."""

    def __init__(self, client: Client, example: Example, progress: Progress) -> None:
        self._client = client
        self._example = example
        self._progress = progress

    def load(self) -> None:
        """Everything, each step after what it builds on. Raises what the client raises."""
        self._register()
        self._people()
        self._bodies()
        self._rates()
        self._payers()
        self._agreements()
        self._seats()

    def _governance(
        self, path: str, body: dict[str, Any], key: str, *, of: str | None = None
    ) -> None:
        self._client.ask("governance", path, body, FIRST_OPERATOR, key=f"example:{key}", of=of)

    def _register(self) -> None:
        self._progress("helsefellesskap og virksomheter")
        _at_once(self._area, self._example.telemark["helsefellesskap"])
        _at_once(self._organisation, self._example.telemark["organisations"])

    def _area(self, area: dict[str, Any]) -> None:
        self._governance(
            "/helsefellesskap",
            {
                "helsefellesskap_id": str(id_of("helsefellesskap", area["key"])),
                "name": area["name"]["nb"],
                "case_number_format": area["case_number_format"],
            },
            f"helsefellesskap:{area['key']}",
        )

    def _organisation(self, each: dict[str, Any]) -> None:
        areas = self._example.telemark["helsefellesskap"]
        homes = [area["key"] for area in areas if each["key"] in area["parties"]]
        self._governance(
            "/organisations",
            {
                "organisation_id": str(id_of("organisation", each["key"])),
                "name": each["name"],
                "kind": each["kind"],
                "number": each["organisation_number"],
                "helsefellesskap": [str(id_of("helsefellesskap", home)) for home in homes],
            },
            f"organisation:{each['key']}",
        )

    def _people(self) -> None:
        self._progress("personer og roller")
        _at_once(self._person, self._example.telemark["people"])

    def _person(self, each: dict[str, Any]) -> None:
        person = id_of("person", each["key"])
        self._governance(
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
            self._governance(
                f"/people/{person}/roles",
                {
                    "role": role["role"],
                    "helsefellesskap": _maybe("helsefellesskap", role["helsefellesskap"]),
                    "party": _maybe("organisation", role["party"]),
                },
                f"role:{each['key']}:{index}",
                of=f"/people/{person}",
            )

    def _bodies(self) -> None:
        self._progress("organer")
        waiting = list(self._example.telemark["bodies"])
        placed: set[str | None] = {None}
        while waiting:
            ready = [each for each in waiting if each["parent"] in placed]
            if not ready:
                raise ValueError("the bodies of the example name parents that are not there")
            _at_once(self._body, ready)
            placed |= {each["key"] for each in ready}
            waiting = [each for each in waiting if each["key"] not in placed]

    def _body(self, each: dict[str, Any]) -> None:
        self._governance(
            "/bodies",
            {
                "body_id": str(id_of("body", each["key"])),
                "helsefellesskap": str(id_of("helsefellesskap", each["helsefellesskap"])),
                "kind": each["kind"],
                "name": each["name"]["nb"],
                "parent": _maybe("body", each["parent"]),
                "power": each["power"],
                "sides": [
                    {
                        "name": side["name"],
                        "parties": [str(id_of("organisation", key)) for key in side["parties"]],
                    }
                    for side in each["sides"]
                ],
                "item_number_format": each["item_number_format"],
                "ratification_working_days": each["ratification_working_days"],
                "mixed_disagreement": each["mixed_disagreement"],
                "quorum": each["quorum"],
            },
            f"body:{each['key']}",
        )

    def _rates(self) -> None:
        self._progress("satser")
        regimes = {each["regime"] for each in self._example.telemark["agreements"]}
        confirmed = {each["rate"]: each for each in self._example.rates["example_confirmations"]}
        rates = [
            (rate, kind, id_of("rate", f"{rate['key']}:{kind}"))
            for rate in self._example.rates["rates"]
            for kind in rate["kinds"]
        ]
        _at_once(lambda each: self._publish(*each), rates)
        # One after another: of those confirmed in the same instant none sees the other (C-3).
        for rate, kind, rate_id in rates:
            if rate["key"] in confirmed and rate["regime"] in regimes:
                confirmation = confirmed[rate["key"]]
                self._compensation(
                    f"/rates/{rate_id}/confirm",
                    {"basis": f"{confirmation['marked']}: {confirmation['basis']}"},
                    id_of("person", confirmation["confirmed_by"]),
                    f"confirm:{rate['key']}:{kind}",
                    of=f"/rates/{rate_id}",
                )

    def _publish(self, rate: dict[str, Any], kind: str, rate_id: UUID) -> None:
        self._client.ask(
            "compensation",
            "/rates",
            {
                "rate_id": str(rate_id),
                "regime": rate["regime"],
                "kind": kind,
                "unit": rate["unit"],
                "amount_ore": rate["amount_ore"],
                "valid_from": rate["valid_from"],
                "valid_to": rate["valid_to"],
                "rounding": rate["rounding"],
                "cap": rate["cap_per_day"],
                "source": rate["source"],
            },
            FIRST_OPERATOR,
            key=f"example:rate:{rate['key']}:{kind}",
        )

    def _payers(self) -> None:
        self._progress("lønnsarter")
        _at_once(self._payer, self._example.wage_types["payers"])

    def _payer(self, each: dict[str, Any]) -> None:
        payer = id_of("organisation", each["payer"])
        self._compensation(
            f"/payers/{payer}",
            {"adapter": each["adapter"], "wage_types": each["wage_types"]},
            self._holder_of("payroll", each["payer"]),
            f"payer:{each['payer']}",
        )

    def _holder_of(self, role: str, party: str) -> UUID:
        """The person who holds this role for this party."""
        return next(
            id_of("person", person["key"])
            for person in self._example.telemark["people"]
            for held in person["roles"]
            if held["role"] == role and held["party"] == party
        )

    def _agreements(self) -> None:
        self._progress("avtaler")
        _at_once(self._agreement, self._example.telemark["agreements"])

    def _agreement(self, each: dict[str, Any]) -> None:
        agreement = id_of("agreement", each["key"])
        doctor = id_of("person", each["doctor"])
        approver = self._holder_of("approver", each["payer"])
        self._compensation(
            "/agreements",
            {
                "agreement_id": str(agreement),
                "helsefellesskap": str(id_of("helsefellesskap", "telemark")),
                "doctor": str(doctor),
                "payer": str(id_of("organisation", each["payer"])),
                "seats": [str(id_of("seat", seat)) for seat in each["seats"]],
                "covers": each["covers"],
                "regime": each["regime"],
                "channel": each["channel"],
                "valid_from": each["valid_from"],
                "valid_to": each["valid_to"],
                "employee_number": each["employee_number"],
                "caps": {
                    name.replace("_hours_", "_minutes_"): hours * 60
                    for name, hours in each["caps"].items()
                },
                "km_regime": "statens-satser",
                "claim_deadline_months": each["claim_deadline_months"],
            },
            approver,
            f"agreement:{each['key']}",
        )
        for side, person in (("doctor", doctor), ("payer", approver)):
            self._compensation(
                f"/agreements/{agreement}/sign",
                {"side": side},
                person,
                f"sign:{each['key']}:{side}",
                of=f"/agreements/{agreement}",
            )

    def _seats(self) -> None:
        self._progress("plasser")
        _at_once(self._seat, self._example.telemark["seats"])

    def _seat(self, each: dict[str, Any]) -> None:
        body = {
            "seat_id": str(id_of("seat", each["key"])),
            "body_id": str(id_of("body", each["body"])),
            "party": str(id_of("organisation", each["party"])),
            "side": each["side"],
            "person_id": str(id_of("person", each["holder"])),
            "deputy_id": _maybe("person", each["deputy"]),
            "function": each["function"],
            "rights": each["rights"],
            "basis": each["basis"],
            "speaks_for": each["speaks_for"],
            "active_clinician": each["active_clinician"],
            "term_from": each["term_from"],
            "term_to": each["term_to"],
        }
        # A self-employed doctor's agreement may not have reached governance yet (G-3).
        self._heard("governance", "/seats", body, FIRST_OPERATOR, f"seat:{each['key']}")

    def _compensation(
        self, path: str, body: dict[str, Any], person: UUID, key: str, *, of: str | None = None
    ) -> None:
        """Compensation may not have heard yet who the person is."""
        self._heard("compensation", path, body, person, key, of=of)

    def _heard(
        self,
        service: ServiceName,
        path: str,
        body: dict[str, Any],
        person: UUID,
        key: str,
        *,
        of: str | None = None,
    ) -> None:
        """A command that another service's word must have reached first."""
        self._client.until(
            key,
            lambda: self._client.ask(service, path, body, person, key=f"example:{key}", of=of),
        )


def _maybe(kind: str, key: str | None) -> str | None:
    return None if key is None else str(id_of(kind, key))


def _at_once(work: Callable[[T], None], of: Iterable[T]) -> None:
    """All of it, a few at a time. Raises what the first that failed has raised."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(work, of))
