"""The ways out of partnerskapsmøtet: a question of law, and a trial (G-10, G-16, G-17)."""

from typing import Any

import pytest

from deploy.playing.client import Client
from tests.governance.exit_asking import CLARIFICATION, TRIAL
from tests.journeys.governance.path import (
    DIRECTOR,
    MAYOR,
    PARTNERSHIP,
    SECRETARIAT,
    SSU,
    Path,
    ident,
    refused,
)
from tests.journeys.governance.sitting import agrees, disagrees, holder

DIRECTORATE = "jon-helsedirektoratet"
SURE = {"anonymous": True}


def lifted(client: Client, run: str) -> Path:
    """SSU has not agreed on something else than the medicine: partnerskapsmøtet has the case."""
    path = Path.proposed(client, run)
    disagrees(path, SSU, "other", wording="Har kommunen lov til å få epikrisen?")
    path.comes_to("disagreed-other", PARTNERSHIP)
    return path


def begun(path: Path, what: str, content: dict[str, Any]) -> str:
    """Something begun for the case by the secretariat: its path."""
    made = path.asks(SECRETARIAT, f"/cases/{path.case_id}/{what}", content)
    return f"/{what}/{made[f'{what[:-1]}_id']}"


def test_a_question_of_law_is_signed_by_both_sides_and_answered_by_helsedirektoratet(
    client: Client,
) -> None:
    """G-10, G-16: the answer comes back to the body that asked."""
    path = lifted(client, "question-of-law")
    question = begun(path, "clarifications", CLARIFICATION)

    def signs(seat: str, by: str) -> None:
        path.asks(by, f"{question}/signatures", {"seat_id": ident("seat", seat)}, question)

    # Unsigned it can't be sent, and one side can't sign twice, nor for the other.
    with refused("G-16") as why:
        path.asks(SECRETARIAT, f"{question}/send", SURE, question)
    assert why.says == "Forespørselen må være signert av begge sider før den kan sendes."
    signs(MAYOR, holder(MAYOR))
    with refused("G-16"):
        signs("partnerskapsmote-porsgrunn", holder("partnerskapsmote-porsgrunn"))
    with refused("G-12"):
        signs(DIRECTOR, holder(MAYOR))
    with refused("G-16"):
        path.asks(SECRETARIAT, f"{question}/send", SURE, question)
    signs(DIRECTOR, holder(DIRECTOR))

    # Helsedirektoratet sees it when it is sent, and the case waits.
    with refused("P-4", status=403):
        path.get(question, by=DIRECTORATE)
    path.asks(SECRETARIAT, f"{question}/send", SURE, question)
    path.comes_to("waiting-external", PARTNERSHIP)
    assert path.get(question, by=DIRECTORATE)["state"] == "sent"

    # It answers in the platform, and partnerskapsmøtet has its case again, and decides.
    told = {"answer": "Ja.", "reference": "26/1", "answered_on": "2026-01-02"}
    path.asks(DIRECTORATE, f"{question}/answer", told, question)
    path.comes_to("proposed", PARTNERSHIP)
    assert path.get(question)["answer"]["by"] == "directorate"
    with refused("G-16"):
        path.asks(DIRECTORATE, f"{question}/answer", told, question)
    agrees(path, PARTNERSHIP)
    path.comes_to("ratification", SSU)


def test_a_trial_is_refused_by_forsoksloven_and_by_the_authority_and_the_case_comes_back(
    client: Client,
) -> None:
    """G-17, G-10: each limit with its sentence; a refused application ends nothing."""
    path = lifted(client, "trial")
    for change, says in LIMITS:
        with refused("G-17") as why:
            begun(path, "trials", TRIAL | change)
        assert why.says == says
    trial = begun(path, "trials", TRIAL)
    applied = {"applied_on": "2026-01-02", "authority": "Kommunaldepartementet", "anonymous": True}
    path.asks(holder(DIRECTOR), f"{trial}/apply", applied, trial)
    path.comes_to("waiting-external", PARTNERSHIP)
    no = {"refused_on": "2026-02-02", "reference": "26/7", "reason": "Kan gjøres uten forsøk."}
    path.asks(SECRETARIAT, f"{trial}/refuse", no, trial)
    path.comes_to("proposed", PARTNERSHIP)
    assert path.get(trial)["refused_because"] == "Kan gjøres uten forsøk."
    with refused("G-17"):
        path.asks(SECRETARIAT, f"{trial}/start", {"started_on": "2026-03-01"}, trial)
    agrees(path, PARTNERSHIP)
    path.comes_to("ratification", SSU)


LIMITS: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"ends_on": "2030-01-01"},
        "Forsøksloven § 3 tillater høyst fire år, her til 31. des. 2029.",
    ),
    (
        {"individuals": {"departs": True}},
        "Forsøksloven § 4 tillater ikke å innskrenke rettigheter eller utvide plikter for "
        "enkeltpersoner.",
    ),
    (
        {"case_handling": {"departs": True}},
        "Forsøksloven § 4 tillater ikke avvik fra saksbehandlingsreglene i forvaltningsloven.",
    ),
)


@pytest.mark.parametrize("side", [MAYOR, DIRECTOR])
def test_a_side_that_does_not_sign_says_why_and_the_other_ways_stand_open(
    client: Client, side: str
) -> None:
    """G-16, G-10: nothing is sent against a side, and the written procedure is still there."""
    path = lifted(client, f"not-signed-{side}")
    question = begun(path, "clarifications", CLARIFICATION)
    no = {"seat_id": ident("seat", side), "reason": "Loven er klar nok."}
    path.asks(holder(side), f"{question}/refusals", no, question)
    with refused("G-16"):
        path.asks(SECRETARIAT, f"{question}/send", SURE, question)
    disagrees(path, PARTNERSHIP, "other", wording="Har kommunen lov?")
    path.comes_to("unresolved", PARTNERSHIP)
    again = {"body_id": ident("body", PARTNERSHIP), "reason": "Vi prøver skriftlig."}
    path.does(SECRETARIAT, "written-procedure", **again)
    path.comes_to("proposed", PARTNERSHIP)
