"""The pages of the ways out, without script (G-10, G-16 to G-18, WCAG 3.3.1)."""

import re
from typing import Any
from uuid import UUID

from tests.governance.browsing import error_of
from tests.governance.example import ANNE, SIV, party
from tests.governance.exit_asking import (
    CLARIFICATION,
    CONTACT,
    HOSPITAL_SIGNS,
    JON,
    SKIEN_SIGNS,
    SOLVEIG,
    TOR,
)
from tests.governance.installation import Installation

READINGS = {each["party"]: each["text"] for each in CLARIFICATION["readings"]}


def typed(page: str) -> dict[str, Any]:
    """The readings at the parties' own rows, and the rest."""
    fields: dict[str, Any] = {
        "question": CLARIFICATION["question"],
        "facts": CLARIFICATION["facts"],
        "provisions__0__law": "helsepersonelloven",
        "provisions__0__section": "§ 45",
        "provisions__0__question": "may-be-shared",
        "consequence": CLARIFICATION["consequence"],
        "urgency": "ordinary",
        "language": "nb",
        **{f"contact__{name}": value for name, value in CONTACT.items()},
    }
    rows = re.findall(r'name="readings\.(\d+)\.party" value="([^"]+)"', page)
    for row, of in rows:
        if of in READINGS:
            fields[f"readings__{row}__text"] = READINGS[of]
    return fields


def begun(installation: Installation, case_id: UUID) -> str:
    """A question of law, begun on its page; its address."""
    with installation.browser(SIV) as siv:
        page = siv.look(f"/styring/saker/{case_id}/utveier")
        address = f"/styring/saker/{case_id}/utveier/clarification/ny"
        assert f'href="{address}"' in page
        form = siv.look(address)
        unasked = siv.send(form, address, urgency="ordinary", language="nb")
        assert unasked.status_code == 422
        assert error_of(unasked.text, "question")
        taken = siv.send(form, address, **typed(form))
        siv.follow(taken)
        return str(taken.headers["location"])


def test_the_cases_own_parties_read_first_and_the_others_are_folded_g_16(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    address = f"/styring/saker/{case_id}/utveier/clarification/ny"
    own = set(installation.get(f"/cases/{case_id}", SIV)["parties"])
    with installation.browser(SIV) as siv:
        page = siv.look(address)
        parties = re.findall(r'name="readings\.\d+\.party" value="([^"]+)"', page)
        assert set(parties[: len(own)]) == own
        fold = r'<details class="ds-details"( open)?>\s*<summary>\d+ andre parter'
        folded = re.search(fold, page)
        assert folded is not None
        assert folded.group(1) is None
        last = {f"readings__{len(parties) - 1}__text": "Ja."}
        again = re.search(fold, siv.send(page, address, **last).text)
        assert again is not None
        assert again.group(1), "what is filled in is never hidden"


def test_a_question_is_worded_signed_sent_and_answered_on_its_pages_g_16(
    installation: Installation,
) -> None:
    address = begun(installation, installation.lifted())
    for who in (SOLVEIG, TOR):
        with installation.browser(who) as signer:
            page = signer.look(f"{address}/signer")
            shown = signer.follow(signer.send(page, f"{address}/signer"))
            assert "Signert" in shown
            signer.look(f"{address}/signer", 404)
    with installation.browser(SIV) as siv:
        page = siv.look(f"{address}/send")
        unsure = siv.send(page, f"{address}/send")
        assert "ingen pasient" in error_of(unsure.text, "anonymous")
        shown = siv.follow(siv.send(page, f"{address}/send", anonymous="true"))
        assert "Venter på Helsedirektoratet" in shown
        assert siv.http.get(f"{address}/dokument").content.startswith(b"%PDF")
    with installation.browser(JON) as jon:
        assert f'href="{address}"' in jon.look("/helsedirektoratet")
        page = jon.look(f"{address}/svar")
        assert "Hvem har signert" not in page
        answer = jon.send(page, f"{address}/svar", answer="Ja.", reference="26/1")
        shown = jon.follow(answer)
        assert "Besvart" in shown
        assert "/styring/saker/" not in shown, "P-4: no way into the open case"


def test_what_is_missing_and_who_has_signed_stands_on_the_page_g_16(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    made = installation.ask(
        f"/cases/{case_id}/clarifications",
        {"body_id": CLARIFICATION["body_id"], "question": "Hva sier loven?"},
        SIV,
    )
    address = f"/styring/utveier/clarification/{made['clarification_id']}"
    with installation.browser(SOLVEIG) as solveig:
        page = solveig.look(address)
        assert "Dette mangler før begge sider kan signere" in page
        assert "Lesning: Skien kommune" in page
        solveig.look(f"{address}/signer", 404)
        no = solveig.look(f"{address}/ikke-signer")
        shown = solveig.follow(
            solveig.send(no, f"{address}/ikke-signer", reason="Loven er klar nok.")
        )
        assert "Loven er klar nok." in shown
    with installation.browser(SIV) as siv:
        page = siv.look(f"{address}/endre")
        siv.follow(siv.send(page, f"{address}/endre", **typed(page)))
        assert "Loven er klar nok." not in siv.look(address)
        assert "siv@example.no" in siv.look(f"{address}/endre")


def test_ssu_has_looked_at_what_waits_g_16(installation: Installation) -> None:
    address = begun(installation, installation.lifted())
    path = address.replace("/styring/utveier/clarification", "/clarifications")
    for who, seat_id in ((SOLVEIG, SKIEN_SIGNS), (TOR, HOSPITAL_SIGNS)):
        installation.ask(f"{path}/signatures", {"seat_id": seat_id}, who, path)
    installation.ask(f"{path}/send", {"anonymous": True}, SIV, path)
    meeting, _ = installation.started(installation.proposed())
    with installation.browser(ANNE) as anne:
        page = anne.look(f"{address}/sett")
        looked = anne.send(
            page, f"{address}/sett", meeting_id=meeting.rsplit("/", 1)[1], note="Purrer."
        )
        assert "Purrer." in anne.follow(looked)


def test_a_trial_is_planned_and_turned_down_by_forsoksloven_g_17(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    address = f"/styring/saker/{case_id}/utveier/trial/ny"
    plan = {
        "measure": "Hjemmetjenesten rekvirerer.",
        "basis": "forsoksloven",
        "deviations__0__law": "helse- og omsorgstjenesteloven",
        "deviations__0__section": "§ 3-2",
        "deviations__0__how": "Hos HF.",
        "starts_on": "2026-01-01",
        "ends_on": "2029-12-31",
        "case_handling": "no",
        "individuals": "no",
        "reversible": "Som før.",
        "evaluation": "Hvert halvår.",
    }
    with installation.browser(TOR) as tor:
        page = tor.look(address)
        long = tor.send(page, address, **{**plan, "ends_on": "2031-01-01"})
        assert "fire år" in error_of(long.text, "ends-on")
        narrow = tor.send(page, address, **{**plan, "individuals": "yes"})
        assert "§ 4" in error_of(narrow.text, "individuals")
        taken = tor.send(page, address, **plan)
        tor.follow(taken)
        trial = taken.headers["location"]
        to = {"authority": "Departementet"}
        unsure = tor.send(tor.look(f"{trial}/sok"), f"{trial}/sok", **to)
        assert "ingen pasient" in error_of(unsure.text, "anonymous")
        asked = tor.send(tor.look(f"{trial}/sok"), f"{trial}/sok", **to, anonymous="true")
        tor.follow(asked)
        no = tor.send(
            tor.look(f"{trial}/avslatt"), f"{trial}/avslatt", reference="26/7", reason="Nei."
        )
        assert "Avslått" in tor.follow(no)
        tor.look(f"{trial}/start", 404)


def test_a_dispute_is_sent_with_its_copy_g_18(installation: Installation) -> None:
    case_id = installation.lifted()
    address = f"/styring/saker/{case_id}/utveier/dispute/ny"
    papers = {
        "kind": "payment",
        "party": str(party("sykehuset-telemark")),
        "other_party": str(party("skien")),
        "question": "Hvem betaler?",
        "claim": "14 døgn.",
        "facts": "Meldt utskrivningsklar.",
        "language": "nn",
        **{f"contact__{name}": value for name, value in CONTACT.items()},
    }
    with installation.browser(SIV) as siv:
        page = siv.look(address)
        unfounded = siv.send(page, address, **papers)
        assert error_of(unfounded.text, "legal-basis")
        taken = siv.send(page, address, **papers, legal_basis="Forskriften.")
        siv.follow(taken)
        dispute = taken.headers["location"]
        sent = siv.send(
            siv.look(f"{dispute}/send"),
            f"{dispute}/send",
            copy_sent_by="letter",
            anonymous="true",
        )
        assert "Venter på nemnda" in siv.follow(sent)
        stated = siv.send(
            siv.look(f"{dispute}/uttalelse"),
            f"{dispute}/uttalelse",
            statement="Ti døgn.",
            reference="TN 1",
        )
        assert "Ti døgn." in siv.follow(stated)


def test_the_ways_out_do_not_stand_open_before_partnerskapsmotet_g_10(
    installation: Installation,
) -> None:
    with installation.browser(SIV) as siv:
        page = siv.look(f"/styring/saker/{installation.proposed()}/utveier")
        assert "når saken ligger til behandling i" in page
        assert "/ny" not in page
