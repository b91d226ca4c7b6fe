"""Seats over HTTP when something about those who sit in them changes (G-2, G-3, P-6)."""

from tests.governance.example import SIV
from tests.governance.installation import Installation
from tests.governance.test_api_register import seat_content


def test_a_deputy_is_changed_while_the_holder_stays_g_2(installation: Installation) -> None:
    holder, deputy = installation.new_person(), installation.new_person()
    made = installation.ask("/seats", seat_content(holder), SIV)
    path = f"/seats/{made['seat_id']}"
    change = {"deputy_id": str(deputy), "reason": "Ny vara fra høsten."}
    installation.ask(f"{path}/deputy", change, SIV, path)
    found = installation.get(path, SIV)
    assert (found["person_id"], found["deputy_id"]) == (str(holder), str(deputy))
    installation.ask(f"{path}/vacate", {"reason": "Prøve."}, SIV, path)


def test_a_holder_who_becomes_self_employed_awaits_an_agreement_p_6_g_3(
    installation: Installation,
) -> None:
    holder = installation.new_person()
    made = installation.ask("/seats", seat_content(holder), SIV)
    path, person = f"/seats/{made['seat_id']}", f"/people/{holder}"
    assert installation.get(path, SIV)["standing"] == "in-order"
    status = {
        "employment": "self-employed",
        "valid_from": "2026-01-15",
        "basis": "Har kjøpt praksis.",
    }
    installation.ask(f"{person}/employment", status, SIV, person)
    assert installation.get(person, SIV)["employment"] == "self-employed"
    assert installation.get(path, SIV)["standing"] == "agreement-pending"
    installation.ask(f"{path}/vacate", {"reason": "Prøve."}, SIV, path)
