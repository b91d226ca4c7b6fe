"""The case and its triage on the pages, without any script (I-0, I-5, I-6, I-8, I-11)."""

import re

import pytest

from services.intake.readmodels.case_rows import ENDED, LIFTED
from shared.service.platform import words_of
from shared.web.i18n import Words
from tests.assessment.installation import REPORT, Browser, Installation
from tests.examples.ids import GP, SECRETARY, SKIEN, TELEMARK
from tests.intake.paging import a_case

WORDS = words_of("intake")
ANSWERED = {"outcome": "answered", "reason": "Rekvirenten følger opp."}


def triaged(browser: Browser, case_id: object, **typed: str) -> str:
    address = f"/saker/{case_id}/siling"
    return browser.follow(browser.send(browser.look(address), address, **typed))


def test_every_stage_is_told_in_plain_words_i_11() -> None:
    words = Words([WORDS])
    keys = words.keys()
    stages = {key.rpartition(".")[2] for key in keys if key.startswith("intake.stage.")}
    assert {*ENDED, *LIFTED} <= stages
    assert [each for each in sorted(stages) if not words.has(f"intake.now.{each}")] == []


def test_the_reporter_is_told_the_answer_and_objects_once_i_5_i_6_i_11(
    installation: Installation,
) -> None:
    case_id = a_case(installation)
    with installation.browser(GP) as mine, installation.browser(SECRETARY) as secretary:
        before = mine.look(f"/saker/{case_id}")
        assert "Sekretariatet skal lese meldingen." in before
        assert "Dette løste det ikke" not in before
        assert f"/saker/{case_id}/siling" not in before, "it is not theirs to triage"
        triaged(secretary, case_id, **ANSWERED, reference="ASA 4310 § 9")
        page = mine.look(f"/saker/{case_id}")
        assert "Rekvirenten følger opp." in page
        assert "Se også: ASA 4310 § 9" in page
        objects = f"/saker/{case_id}/ikke-lost"
        empty = mine.send(page, objects)
        assert empty.status_code == 422
        assert "Skriv hva som fortsatt er et problem." in empty.text
        after = mine.follow(mine.send(page, objects, dispute_reason="Det skjer igjen."))
        assert "En annen ser på saken på nytt." in after
        assert objects not in after
        inbox = secretary.look("/siling")
        assert "Ikke løst, sier melderen" in inbox
        barred = secretary.look(f"/saker/{case_id}/siling")
        assert "En annen må se på saken" in barred
        assert "Avslutt siling" not in barred, "not by the same person"
        assert mine.http.get(f"/saker/{case_id}/siling").status_code == 403


def test_a_question_is_asked_and_answered_i_5(installation: Installation) -> None:
    case_id = a_case(installation)
    with installation.browser(GP) as mine, installation.browser(SECRETARY) as secretary:
        triage = secretary.look(f"/saker/{case_id}/siling")
        asks = f"/saker/{case_id}/sporsmal"
        late = secretary.send(triage, asks, question="Hvor ofte?", working_days="500")
        assert "Fristen må være mellom 1 og 60 virkedager." in late.text
        assert late.status_code == 422
        asked = secretary.send(triage, asks, question="Hvor ofte?", working_days="5")
        assert "Hvor ofte?" in secretary.follow(asked)
        assert "Venter på svar fra melderen" in secretary.look("/siling")
        page = mine.look(f"/saker/{case_id}")
        assert "Neste frist" in page
        answered = mine.send(page, f"/saker/{case_id}/svar", answer="Hver uke.")
        assert "Svaret er sendt." in mine.follow(answered)


def test_a_report_is_taken_back_by_its_reporter_i_0(installation: Installation) -> None:
    case_id = a_case(installation)
    with installation.browser(GP) as mine:
        page = mine.look(f"/saker/{case_id}")
        front = mine.follow(mine.send(page, f"/saker/{case_id}/trekk"))
        assert "Meldingen er trukket." in front
        assert "Det skjer ikke mer med saken." in mine.look(f"/saker/{case_id}")


def test_triage_chooses_a_similar_case_or_names_one_by_its_number_i_0_i_5(
    installation: Installation,
) -> None:
    older, younger, third = (a_case(installation, name) for name in ("1", "2", "3"))
    number = installation.client.get("intake", f"/cases/{older}", SECRETARY)["number"]
    with installation.browser(SECRETARY) as secretary:
        joins = {"outcome": "joined", "reason": "Det samme."}
        address = f"/saker/{younger}/siling"
        page = secretary.look(address)
        assert f'value="{older}"' in page
        assert f'name="joined_to" value="{younger}"' not in page, "not itself"
        unsaid = secretary.send(page, address, **joins)
        assert "Velg saken som gjelder det samme problemet." in unsaid.text
        nothing = secretary.send(page, address, outcome="joined")
        assert nothing.text.count('<a class="ds-link" href="#f-') == 2, "both at once"
        wrong = secretary.send(page, address, **joins, joined_number="1999/1")
        assert 'href="#f-joined-number"' in wrong.text
        joined = triaged(secretary, younger, **joins, joined_to=str(older))
        assert f"Meldingene er samlet i sak {number}." in joined
        triaged(secretary, third, **joins, joined_number=f" {number} ")
        assert "Problemet er meldt 3 ganger" in secretary.look(f"/saker/{older}")


def test_what_stands_in_a_field_of_another_outcome_is_left_alone_i_5(
    installation: Installation,
) -> None:
    case_id = a_case(installation)
    with installation.browser(SECRETARY) as secretary:
        page = triaged(secretary, case_id, **ANSWERED, line=str(SKIEN), joined_number="1")
        assert "Besvart" in page


def test_two_cases_become_one_and_one_becomes_two_i_0(installation: Installation) -> None:
    older, younger = a_case(installation, "1"), a_case(installation, "2")
    number = installation.client.get("intake", f"/cases/{older}", SECRETARY)["number"]
    with installation.browser(SECRETARY) as secretary:
        page = secretary.look(f"/saker/{younger}/siling")
        merges = f"/saker/{younger}/sammenslaing"
        said = {"merge_number": number, "merge_reason": "Det samme."}
        assert "slått sammen" in secretary.follow(secretary.send(page, merges, **said))
        page = secretary.look(f"/saker/{older}/siling")
        splits = f"/saker/{older}/deling"
        new = {
            "split_title": "Et annet problem",
            "split_what": "Noe annet skjer.",
            "split_parties.0": "Skien kommune",
            "split_reason": "To problemer.",
        }
        none = secretary.send(page, splits, **new)
        assert none.status_code == 422
        assert 'href="#f-split-reports"' in none.text
        reports = installation.client.get("intake", f"/cases/{older}/reports", SECRETARY)
        sent = secretary.send(page, splits, **new, split_reports=reports[1]["report_id"])
        assert "Et annet problem" in secretary.follow(sent)


def test_who_was_split_off_is_led_to_the_new_case_i_0_i_11(installation: Installation) -> None:
    case_id = a_case(installation)
    also = {**REPORT, "joins": str(case_id)}
    installation.client.ask("intake", "/reports", also, SECRETARY, key="joins")
    with installation.browser(GP) as mine, installation.browser(SECRETARY) as secretary:
        reports = installation.client.get("intake", f"/cases/{case_id}/reports", SECRETARY)
        (own,) = (each["report_id"] for each in reports if each["reporter"] == str(GP))
        splits = f"/saker/{case_id}/deling"
        typed = {
            "split_title": "Et annet problem",
            "split_what": "Noe annet skjer.",
            "split_parties.0": "Skien kommune",
            "split_reason": "To problemer.",
            "split_reports": own,
        }
        page = secretary.look(f"/saker/{case_id}/siling")
        secretary.follow(secretary.send(page, splits, **typed))
        old = mine.look(f"/saker/{case_id}")
        ((address, number),) = re.findall(
            r'href="(/saker/[^"]+)">Meldingen din er skilt ut som sak ([^<]+)\.<', old
        )
        new = mine.look(address)
        assert number in new
        assert "Et annet problem" in new
        assert "skilt ut som sak" not in secretary.look(f"/saker/{case_id}"), "hers is still here"


def test_a_liaison_answers_before_triage_by_a_known_rule_i_5(installation: Installation) -> None:
    settings = f"/siling/innstillinger/{TELEMARK}"
    case_id = a_case(installation)
    with installation.browser(SECRETARY) as secretary, installation.browser(GP) as mine:
        named = secretary.send(secretary.look(settings), f"{settings}/kontakter", person=str(GP))
        assert "Kari Fastlege" in secretary.follow(named)
        rule = {
            "title": "Rekvirenten følger opp svaret",
            "text": "Den som rekvirerer, følger opp.",
            "source": "Veileder",
            "valid_from": "2020-01-01",
            "helsefellesskap": str(TELEMARK),
        }
        kept = secretary.send(secretary.look("/regler/ny"), "/regler/ny", **rule)
        address = kept.headers["location"]
        assert "Fra 1. jan. 2020" in secretary.follow(kept)
        page = mine.look(f"/saker/{case_id}/siling")
        assert "Rekvirenten følger opp svaret (Veileder)" in page
        sent = mine.send(
            page, f"/saker/{case_id}/svar-forst", reason="Se regelen.", rule=address[8:]
        )
        assert f'href="{address}"' in mine.follow(sent)


def test_settings_are_kept_and_refused_by_their_rule_i_8(installation: Installation) -> None:
    settings = f"/siling/innstillinger/{TELEMARK}"
    with installation.browser(SECRETARY) as secretary, installation.browser(GP) as mine:
        page = secretary.look(settings)
        refused = secretary.send(page, f"{settings}/gjentakelse", times="1")
        assert "Velg et antall mellom 2 og 100." in refused.text
        kept = secretary.follow(secretary.send(page, f"{settings}/gjentakelse", times="4"))
        assert 'name="times" value="4"' in kept
        named = secretary.send(kept, f"{settings}/kontakter", person=str(GP), party=str(SKIEN))
        page = secretary.follow(named)
        assert "Kari Fastlege, Skien kommune" in page
        removed = secretary.send(page, f"{settings}/kontakter/fjern")
        assert "Kari Fastlege, Skien kommune" not in secretary.follow(removed)
        assert mine.http.get(settings).status_code == 403


def test_an_earlier_version_of_a_rule_can_still_be_read_i_5(installation: Installation) -> None:
    first = {
        "title": "Transport",
        "text": "Sykehuset bestiller.",
        "source": "Rundskriv 1",
        "valid_from": "2020-01-01",
        "helsefellesskap": str(TELEMARK),
    }
    with installation.browser(SECRETARY) as secretary, installation.browser(GP) as mine:
        kept = secretary.send(secretary.look("/regler/ny"), "/regler/ny", **first)
        address, page = kept.headers["location"], secretary.follow(kept)
        changed = {**first, "text": "Den som henviser, bestiller.", "source": "Rundskriv 2"}
        unsaid = secretary.send(page, address, **changed)
        assert "Skriv en begrunnelse." in unsaid.text
        after = secretary.follow(secretary.send(page, address, **changed, reason="Nytt rundskriv."))
        for told in ("Den som henviser, bestiller.", "Sykehuset bestiller.", "Rundskriv 1"):
            assert told in after
        assert "Transport" in mine.look("/regler?q=rundskriv+2")
        assert "Ingen treff" in mine.look("/regler?q=finnesikke")
        read = mine.look(address)
        assert "Lagre ny versjon" not in read
        assert mine.http.get("/regler/ny").status_code == 403


def test_variation_is_shown_as_numbers_and_as_a_picture_of_them_i_9(
    installation: Installation,
) -> None:
    case_id = a_case(
        installation,
        parties=["Skien kommune", "Porsgrunn kommune"],
        workaround="Fastlegen ringer.",
        workaround_risk="Ingen svarer.",
    )
    again = {**REPORT, "parties": ["Skien kommune"], "joins": str(case_id)}
    installation.client.ask("intake", "/reports", again, SECRETARY, key="again")
    with installation.browser(SECRETARY) as secretary:
        page = secretary.look("/variasjon")
        assert "Skien kommune: 2 meldinger, 1 med omvei eller risiko" in page
        assert "Porsgrunn kommune: 1 melding, 1 med omvei eller risiko" in page
        for told in ("Fastlegen ringer.", "Ingen svarer."):
            assert told in page


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_project_starts_a_case_once_no_patient_is_confirmed_i_3_i_13(
    installation: Installation, confirmed: bool
) -> None:
    typed = {
        "starter": "project",
        "project": "Digital hjemmeoppfølging",
        "title": "Måledata",
        "what_happens": "Hvem leser målingene?",
        "parties.0": "Skien kommune",
    }
    with installation.browser(SECRETARY) as secretary, installation.browser(GP) as mine:
        page = secretary.look("/saker/ny")
        box = {"no_patient_recognisable": "true"} if confirmed else {}
        sent = secretary.send(page, "/saker/ny", **typed, **box)
        if confirmed:
            assert "Digital hjemmeoppfølging" in secretary.follow(sent)
        else:
            assert 'href="#f-no-patient-recognisable"' in sent.text
            unnamed = secretary.send(page, "/saker/ny", **{**typed, "project": ""})
            assert unnamed.text.count('<a class="ds-link" href="#f-') == 2, "both at once"
        assert mine.http.get("/saker/ny").status_code == 403


def test_the_inbox_has_what_is_urgent_first_and_tells_how_many_i_12(
    installation: Installation,
) -> None:
    a_case(installation, "1", title="Kan vente", urgent=True, what_happens="Noe.")
    a_case(installation, "2", title="Kom sist", what_happens="Noe annet.")
    with installation.browser(SECRETARY) as secretary, installation.browser(GP) as mine:
        inbox = secretary.look("/siling")
        assert inbox.index("Kan vente") < inbox.index("Kom sist")
        assert "Ingenting venter" in mine.look("/siling"), "of those who do not triage"
