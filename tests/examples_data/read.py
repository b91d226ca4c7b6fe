"""Reads the shipped example data as it stands in deploy/examples."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid5

from services.compensation.commands.facts import RateFact
from shared.contracts.record import NAMESPACE
from shared.values.money import Rounding, ore
from shared.values.rates import Rate

FOLDER = Path(__file__).parents[2] / "deploy" / "examples"
FILES = ("telemark.json", "rates.json", "wage_types.json")


@cache
def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def telemark() -> Any:
    return read("telemark.json")


def keyed(part: str) -> dict[str, Any]:
    """The entries of one part of telemark.json by key; a key may stand once only."""
    entries = telemark()[part]
    by_key = {entry["key"]: entry for entry in entries}
    assert len(by_key) == len(entries), f"a key stands twice in {part}"
    return by_key


def texts(value: Any) -> Iterator[str]:
    """Every text in the data, keys not included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def rate_facts() -> list[RateFact]:
    """The same rates as compensation knows them."""
    return [
        RateFact(uuid5(NAMESPACE, f"{rate.regime} {rate.kind} {rate.valid_from}"), rate)
        for rate in rates()
    ]


def rates() -> list[Rate]:
    """The rates of rates.json, one per kind, with the example confirmation where it is given."""
    data = read("rates.json")
    confirmed = {given["rate"]: given for given in data["example_confirmations"]}
    return [
        Rate(
            regime=row["regime"],
            kind=kind,
            unit=row["unit"],
            amount_ore=ore(row["amount_ore"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            rounding=Rounding(**row["rounding"]),
            cap=Decimal(row["cap_per_day"]) if row["cap_per_day"] else None,
            source=row["source"],
            confirmed_by=by["confirmed_by"] if by else None,
            confirmed_on=date.fromisoformat(by["confirmed_on"]) if by else None,
        )
        for row in data["rates"]
        for by in [confirmed.get(row["key"])]
        for kind in row["kinds"]
    ]
