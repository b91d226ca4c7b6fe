"""What people send: the example's rate, agreement and claim, as the walk and the loader do."""

from typing import Any
from uuid import UUID

from tests.compensation.governance_told import at
from tests.examples.ids import AGREEMENT, GP, MEETING, SEAT_GP, SKIEN, TELEMARK

WAGE_TYPES = {
    "meeting": "9100",
    "travel-time": "9101",
    "between": "9102",
    "km-tax-free": "9110",
    "km-taxable": "9111",
}
REGIME = "allmennlegeforeningen"


RATE: dict[str, Any] = {
    "regime": REGIME,
    "unit": "hour",
    "amount_ore": 139_700,
    "valid_from": "2024-01-01",
    "valid_to": None,
    "rounding": {"step_ore": 1, "mode": "half-up"},
    "cap": None,
    "source": "https://www.legeforeningen.no/",
}


def agreement_body(**changed: Any) -> dict[str, Any]:
    """As a payer sends it; nothing that may be left out is sent."""
    return {
        "agreement_id": str(AGREEMENT),
        "helsefellesskap": str(TELEMARK),
        "doctor": str(GP),
        "payer": str(SKIEN),
        "seats": [str(SEAT_GP)],
        "covers": ["meeting", "travel", "between"],
        "regime": REGIME,
        "channel": "payroll",
        "valid_from": "2024-01-01",
        "valid_to": "2099-12-31",
        "employee_number": "90001",
        **changed,
    }


def claim_body(meeting: UUID = MEETING, *, days: int = 0) -> dict[str, Any]:
    """Half an hour each way, and an hour and a half of preparing two days before."""
    return {
        "agreement_id": str(AGREEMENT),
        "seat_id": str(SEAT_GP),
        "meeting_id": str(meeting),
        "travel": [
            {
                "work_from": at(11, 30, days=days).isoformat(),
                "work_to": at(12, days=days).isoformat(),
            },
            {
                "work_from": at(14, days=days).isoformat(),
                "work_to": at(14, 30, days=days).isoformat(),
            },
        ],
        "between": [
            {
                "work_from": at(17, days=days - 2).isoformat(),
                "work_to": at(18, 30, days=days - 2).isoformat(),
                "purpose": "Forberedelse og spørsmål til fastlegene",
            }
        ],
    }
