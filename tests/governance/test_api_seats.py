"""Seats over HTTP when something about those who sit in them changes (G-2, G-3, P-6)."""

from tests.governance.example import SIV
from tests.governance.installation import Installation
from tests.governance.test_api_co_opted import on_agenda
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


def test_a_deputy_reads_what_the_seat_may_bring_and_does_nothing_in_it_unasked_g_2_p_3(
    installation: Installation,
) -> None:
    """Whoever may have to sit in must know the case before the meeting; also for one case only."""
    cases = installation.proposed(), installation.proposed()
    deputy, other = installation.new_person(), installation.new_person()
    seats = (
        seat_content(installation.new_person(), deputy_id=str(deputy)),
        seat_content(installation.new_person(), deputy_id=str(other), co_opted_for=str(cases[0])),
    )
    made = [installation.ask("/seats", each, SIV)["seat_id"] for each in seats]
    path, _ = installation.started(*cases)
    assert on_agenda(installation.get(path, deputy)) == [*map(str, cases)]
    assert installation.get(f"/cases/{cases[1]}", deputy)["case_id"] == str(cases[1])
    assert on_agenda(installation.get(path, other)) == [str(cases[0])]
    assert installation.answer("GET", f"/cases/{cases[1]}", other).status_code == 403
    for seat_id in made:
        installation.ask(f"/seats/{seat_id}/vacate", {"reason": "Prøve."}, SIV, f"/seats/{seat_id}")
    gone = installation.answer("GET", f"/cases/{cases[0]}", deputy)
    assert gone.status_code == 403
