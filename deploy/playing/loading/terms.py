"""The example's terms: rates, wage types and agreements (C-2, C-3, C-9)."""

from typing import Any
from uuid import UUID

from deploy.playing.example import Example, id_of
from deploy.playing.loading.asking import Asking, at_once
from shared.service.settings import FIRST_OPERATOR


class Terms:
    """What compensation keeps of the example."""

    def __init__(self, asking: Asking, example: Example) -> None:
        self._asking = asking
        self._example = example

    def rates(self) -> None:
        regimes = {each["regime"] for each in self._example.telemark["agreements"]}
        confirmed = {each["rate"]: each for each in self._example.rates["example_confirmations"]}
        found = [
            (rate, kind, id_of("rate", f"{rate['key']}:{kind}"))
            for rate in self._example.rates["rates"]
            for kind in rate["kinds"]
        ]
        at_once(lambda each: self._publish(*each), found)
        # One after another: of those confirmed in the same instant none sees the other (C-3).
        for rate, kind, rate_id in found:
            if rate["key"] in confirmed and rate["regime"] in regimes:
                confirmation = confirmed[rate["key"]]
                self._asking.compensation(
                    f"/rates/{rate_id}/confirm",
                    {"basis": f"{confirmation['marked']}: {confirmation['basis']}"},
                    id_of("person", confirmation["confirmed_by"]),
                    f"confirm:{rate['key']}:{kind}",
                    of=f"/rates/{rate_id}",
                )

    def _publish(self, rate: dict[str, Any], kind: str, rate_id: UUID) -> None:
        self._asking.client.ask(
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

    def payers(self) -> None:
        at_once(self._payer, self._example.wage_types["payers"])

    def _payer(self, each: dict[str, Any]) -> None:
        payer = id_of("organisation", each["payer"])
        self._asking.compensation(
            f"/payers/{payer}",
            {"adapter": each["adapter"], "wage_types": each["wage_types"]},
            self._payroll_of(each["payer"]),
            f"payer:{each['payer']}",
        )

    def _payroll_of(self, party: str) -> UUID:
        return self._holder_of("payroll", party)

    def _holder_of(self, role: str, party: str) -> UUID:
        """The person who holds this role for this party."""
        return next(
            id_of("person", person["key"])
            for person in self._example.telemark["people"]
            for held in person["roles"]
            if held["role"] == role and held["party"] == party
        )

    def agreements(self) -> None:
        at_once(self._agreement, self._example.telemark["agreements"])

    def _agreement(self, each: dict[str, Any]) -> None:
        agreement = id_of("agreement", each["key"])
        doctor = id_of("person", each["doctor"])
        approver = self._holder_of("approver", each["payer"])
        self._asking.compensation(
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
            self._asking.compensation(
                f"/agreements/{agreement}/sign",
                {"side": side},
                person,
                f"sign:{each['key']}:{side}",
                of=f"/agreements/{agreement}",
            )
        self._share(each, agreement, approver)

    def _share(self, each: dict[str, Any], agreement: UUID, approver: UUID) -> None:
        """How the parties share what the payer pays (C-8)."""
        key = each["share_key"]
        if len(key["shares"]) < 2:
            # The payer bears it all.
            return
        self._asking.compensation(
            f"/agreements/{agreement}/keys",
            {
                "key_id": str(id_of("key", each["key"])),
                "kind": key["kind"],
                "weights": [
                    {
                        "party": str(id_of("organisation", share["party"])),
                        "weight": str(share["percent"]),
                    }
                    for share in key["shares"]
                ],
                "source": "Eksempelnøkkel: oppdiktet.",
                "valid_from": each["valid_from"],
                "valid_to": each["valid_to"],
            },
            approver,
            f"key:{each['key']}",
            of=f"/agreements/{agreement}",
        )
