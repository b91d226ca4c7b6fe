"""Reporting on the pages, without any script (I-1, I-3, I-4, I-7, I-11)."""

import re

from tests.assessment.installation import OUTSIDER, Installation
from tests.examples.ids import GP, SECRETARY
from tests.intake.paging import TYPED, a_case, previewed, reported

NUMBER = "010190 00083"


def test_a_report_is_looked_over_sent_once_and_gets_its_receipt_i_1_i_11(
    installation: Installation,
) -> None:
    with installation.browser(GP) as browser:
        address, page = previewed(browser)
        assert "Vi fant ingenting som ligner." in page
        first = browser.send(page, f"{address}/send")
        again = browser.send(page, f"{address}/send")
        assert first.headers["location"] == again.headers["location"], "sent once"
        receipt = browser.follow(first)
        assert "Kvittering for melding" in receipt
        assert TYPED["title"] in receipt
        assert browser.look("/").count(f">{TYPED['title']}<") == 1


def test_the_receipt_is_the_same_bytes_again_and_for_those_who_may_read_it_i_11_p_4(
    installation: Installation,
) -> None:
    with installation.browser(GP) as browser:
        page = reported(browser)
        (pdf,) = re.findall(r'href="(/meldinger/[^"]+\.pdf)"', page)
        first, again = browser.http.get(pdf), browser.http.get(pdf)
        assert first.headers["content-type"] == "application/pdf"
        assert first.content == again.content
        assert first.content.startswith(b"%PDF-")
        assert b"pdfuaid" in first.content
    with installation.browser(OUTSIDER) as other:
        assert other.http.get(pdf).status_code == 403


def test_a_number_is_refused_at_its_exact_place_and_never_repeated_i_3(
    installation: Installation,
) -> None:
    with installation.browser(GP) as browser:
        wrong = {"what_happens": f"Svaret om {NUMBER} kom aldri.", "parties.2": f"Fru {NUMBER}"}
        for act in ("next", "draft"):
            sent = browser.send(browser.look("/meld"), "/meld", **{**TYPED, **wrong}, act=act)
            assert sent.status_code == 422
            assert "<q>Svaret om <mark>•••••••••••</mark> kom aldri.</q>" in sent.text
            assert "<q>Fru <mark>•••••••••••</mark></q>" in sent.text
            assert sent.text.count('<a class="ds-link" href="#f-') == 2, "both at once"
        assert "Ingen utkast" in browser.look("/meld/utkast"), "nothing has been kept (I-4)"


def test_a_draft_may_lack_anything_and_is_its_authors_only_i_1(
    installation: Installation,
) -> None:
    with installation.browser(GP) as mine, installation.browser(SECRETARY) as theirs:
        kept = mine.send(mine.look("/meld"), "/meld", title="Halvferdig", act="draft")
        page = mine.follow(kept)
        assert "Utkastet er lagret." in page
        (draft,) = re.findall(r'href="(/meld\?utkast=[^"]+)"', page)
        form = mine.look(draft)
        assert 'value="Halvferdig"' in form
        assert theirs.http.get(draft).status_code == 404
        assert "Ingen utkast" in theirs.look("/meld/utkast")
        again = mine.send(form, "/meld", **{**TYPED, "title": "Ferdig"}, act="next")
        assert "Ferdig" in mine.follow(again)
        listed = mine.look("/meld/utkast")
        assert "Halvferdig" not in listed, "the same draft goes on"
        (drop,) = re.findall(r'action="(/meld/utkast/[^"]+/slett)"', listed)
        assert "Ingen utkast" in mine.follow(mine.send(listed, drop))


def test_what_is_missing_is_said_at_once_before_anything_is_shown_i_1(
    installation: Installation,
) -> None:
    with installation.browser(GP) as browser:
        sent = browser.send(browser.look("/meld"), "/meld", act="next")
        assert sent.status_code == 422
        for said in (
            "Skriv en kort tittel.",
            "Fortell hva som skjer.",
            "Skriv minst én virksomhet.",
        ):
            assert said in sent.text
        long = browser.send(
            browser.look("/meld"), "/meld", **{**TYPED, "title": "æ" * 201}, act="next"
        )
        assert "Teksten er for lang; høyst 200 tegn." in long.text


def test_a_similar_case_is_shown_and_joined_with_a_number_of_its_own_i_0_i_7(
    installation: Installation,
) -> None:
    case_id = a_case(installation)
    with installation.browser(SECRETARY) as browser:
        _, page = previewed(browser)
        assert "Saker som ligner" in page
        assert f'name="joins" value="{case_id}"' in page
        assert "Send likevel" in page
        receipt = reported(browser, joins=str(case_id))
        assert "Samlet med sak" in receipt
        case = browser.look(f"/saker/{case_id}")
        assert "Problemet er meldt 2 ganger" in case


def test_a_case_that_has_ended_is_not_joined_and_nothing_typed_is_lost_i_0(
    installation: Installation,
) -> None:
    case_id = a_case(installation)
    path = f"/cases/{case_id}"
    installation.client.ask("intake", f"{path}/withdraw", {}, GP, key="back", of=path)
    with installation.browser(SECRETARY) as browser:
        address, page = previewed(browser)
        refused = browser.send(page, f"{address}/send", joins=str(case_id))
        assert refused.status_code == 422
        assert "er avsluttet og tar ikke imot flere meldinger" in refused.text
        assert "Kvittering" in browser.follow(browser.send(refused.text, f"{address}/send"))


def test_an_unknown_party_is_named_with_those_it_may_be_i_2(installation: Installation) -> None:
    with installation.browser(GP) as browser:
        _, page = previewed(browser, **{"parties.1": "Skien"})
        assert "«Skien» er ikke i registeret." in page
        assert "Mente du Skien kommune?" in page


def test_the_senders_own_reference_is_kept_to_their_organisation_i_4(
    installation: Installation,
) -> None:
    with installation.browser(GP) as browser:
        page = reported(browser, sender_reference="AVVIK-77")
        assert "AVVIK-77" in page
        (address,) = re.findall(r'href="(/meldinger/[^"]+)/kvittering.pdf"', page)
    with installation.browser(SECRETARY) as secretary:
        assert "AVVIK-77" not in secretary.look(address)
