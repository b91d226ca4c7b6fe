"""A case's other ways on its page, without script: one act at a time (G-8 to G-15)."""

from tests.governance.browsing import error_of
from tests.governance.example import ANNE, NINA, SIV, body
from tests.governance.installation import Installation
from tests.governance.test_api_case_ways import disagreed


def test_the_page_tells_where_the_case_may_go_and_why_and_what_it_waits_for_g_7_g_11(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    with installation.browser(NINA) as nina:
        page = nina.look(f"/styring/saker/{case_id}")
        assert "Herfra kan saken gå" in page
        assert "Hvis partene bare er faglig uenige." in page
        assert "Hvis uenigheten gjelder noe annet enn fag." in page
        assert "Saken venter på" in page
        assert page.count('aria-current="step"') == 1
        assert "Legg bort saken" not in page, "a member chooses nothing for the body"


def test_a_case_lies_under_the_cases_and_not_under_the_meetings(
    installation: Installation,
) -> None:
    with installation.browser(NINA) as browser:
        page = browser.look(f"/styring/saker/{installation.proposed()}")
    crumbs = page[page.index("ds-breadcrumbs") : page.index("<main")]
    assert '<a class="ds-link" href="/">Saker</a>' in crumbs
    assert "/moter" not in crumbs


def test_one_act_stands_open_and_the_others_are_links_i_0(installation: Installation) -> None:
    case_id = installation.received()
    address = f"/styring/saker/{case_id}"
    with installation.browser(SIV) as siv:
        page = siv.look(address)
        assert page.count("<form") == page.count('action="'), "each form leads somewhere"
        assert f'action="{address}/forslag"' in page
        assert f'action="{address}/legg-bort"' not in page
        assert "Legg bort saken" in page
        page = siv.look(f"{address}?valg=drop")
        refused = siv.send(page, f"{address}/legg-bort", reason="")
        assert "Fyll ut" in error_of(refused.text, "reason")
        page = siv.follow(siv.send(refused.text, f"{address}/legg-bort", reason="Lagt ned."))
        assert "Saken er lagt bort." in page
        assert "Lagt bort, fra" in page, "the route tells how it ended"


def test_a_body_says_on_the_page_that_it_found_no_solution_g_5(
    installation: Installation,
) -> None:
    case_id = installation.received()
    address = f"/styring/saker/{case_id}"
    with installation.browser(NINA) as nina:
        page = nina.look(f"{address}?valg=nothing")
        sent = nina.send(page, f"{address}/uten-forslag", reason="Vi fant ingen løsning.")
        page = nina.follow(sent)
        assert "Organet fant ingen løsning å foreslå: Vi fant ingen løsning." in page


def test_a_wording_is_corrected_on_the_page_g_20(installation: Installation) -> None:
    case_id = disagreed(installation, "other")
    address = f"/styring/saker/{case_id}"
    with installation.browser(SIV) as siv:
        item = installation.get(f"/cases/{case_id}", SIV)["disagreements"][0]["item_id"]
        page = siv.look(f"{address}?valg=wording")
        sent = siv.send(
            page, f"{address}/ordlyd", item_id=item, wording="Hvem betaler?", reason="Klarere."
        )
        assert "Hvem betaler?" in siv.follow(sent)


def test_a_proposal_tells_alternatives_and_steps_of_their_own_g_5_g_15(
    installation: Installation,
) -> None:
    case_id = installation.received()
    address = f"/styring/saker/{case_id}"
    with installation.browser(NINA) as nina:
        page = nina.look(address)
        consequences = dict.fromkeys(("patient", "gp", "municipality", "hospital"), "Ingen.")
        sent = nina.send(
            page,
            f"{address}/forslag",
            what="Rekvirenten følger opp.",
            reasons="Kjenner pasienten.",
            adoption="all-or-none",
            tasks__0__what="Gjøre rutinen kjent.",
            alternatives__0__what="Bare laboratoriet varsler.",
            alternatives__0__tasks__0__what="Ringe.",
            own_steps__0__through="samarbeidsutvalg",
            own_steps__0__party=_first_line(page),
            own_steps__0__group="Fastlegene i Skien",
            own_steps__0__what="Se svaret innen tre virkedager.",
            **consequences,
        )
        page = nina.follow(sent)
        assert "Alternativ 1" in page
        assert "Fastlegene i Skien (samarbeidsutvalget)" in page


def _first_line(page: str) -> str:
    return page.split('name="tasks.0.party" value="')[1].split('"', maxsplit=1)[0]


def test_the_list_of_deadlines_shows_what_is_due_where_g_11(installation: Installation) -> None:
    case_id = installation.proposed()
    number = installation.get(f"/cases/{case_id}", SIV)["number"]
    with installation.browser(ANNE) as anne:
        page = anne.look("/styring/frister")
        assert f'href="/styring/saker/{case_id}">{number}</a>' in page
        assert "Neste møte" in page
    assert str(body("ssu-nedre")) in [each["body"] for each in installation.get("/deadlines", ANNE)]
