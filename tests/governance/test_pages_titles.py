"""What a case is called stands on governance's pages for those who may read it (P-4)."""

from datetime import date
from uuid import UUID

from shared.contracts.intake import ReportRegistered
from shared.contracts.record import Sealed
from tests.governance.example import ANNE, BOTH, NINA, SIV, TELEMARK, party
from tests.governance.exit_asking import JON
from tests.governance.installation import Installation
from tests.governance.test_api_hearings import KARI_SEAT
from tests.governance.test_api_routines import in_force
from tests.governance.test_pages_hearings import KARI


def named(installation: Installation, case_id: UUID, title: str) -> str:
    """Intake has told of the case, and governance has heard it."""
    subject = f"case-{case_id}"
    report = ReportRegistered(
        case_id=case_id,
        report_id=installation.new_id(),
        number=installation.get(f"/cases/{case_id}", SIV)["number"],
        helsefellesskap=TELEMARK,
        reporter=SIV,
        reported_on=date(2026, 9, 14),
        title=Sealed(subject=subject, purpose="report", clear=title),
        what_happens=Sealed(subject=subject, purpose="report", clear="Ingen svarer."),
        parties=(),
        language="nb",
    )
    installation.tell("intake", str(case_id), report)
    with installation.browser(SIV) as siv:
        installation.client.until(
            "the title", lambda: title in siv.look(f"/styring/saker/{case_id}")
        )
    return title


def test_a_case_without_its_title_is_called_by_its_number(installation: Installation) -> None:
    case_id = installation.received()
    number = installation.get(f"/cases/{case_id}", SIV)["number"]
    with installation.browser(SIV) as siv:
        assert f"Sak {number} mellom organene</h1>" in siv.look(f"/styring/saker/{case_id}")


def test_the_title_stands_wherever_a_seated_person_meets_the_case_p_4(
    installation: Installation,
) -> None:
    case_id, path, item = installation.opened(*BOTH)
    title = named(installation, case_id, "Prøvesvar som ingen følger opp")
    room = path.replace("/meetings/", "/moter/")
    with installation.browser(ANNE) as anne:
        for where in (
            f"/styring/saker/{case_id}",
            "/moter",
            room,
            item.replace("/meetings/", "/moter/").replace("/items/", "/saker/"),
            "/styring/frister",
        ):
            assert title in anne.look(where), where


def test_the_agenda_that_is_planned_names_its_cases_g_12(installation: Installation) -> None:
    case_id = installation.proposed()
    title = named(installation, case_id, "Henvisning uten svar")
    with installation.browser(ANNE) as anne:
        assert title in anne.look("/moter/ny")


def test_who_is_asked_in_a_hearing_sees_the_number_alone_p_4_g_19(
    installation: Installation,
) -> None:
    asked = installation.new_person()
    case_id = installation.received()
    title = named(installation, case_id, "Epikrise som kommer for sent")
    new = f"/styring/saker/{case_id}/horing/ny"
    with installation.browser(KARI) as kari:
        taken = kari.send(
            kari.look(new), new, seat_id=KARI_SEAT, question="Ja eller nei?", asked=[str(asked)]
        )
        assert title in kari.follow(taken)
        address = taken.headers["location"]
    number = installation.get(f"/cases/{case_id}", SIV)["number"]
    with installation.browser(asked) as browser:
        for where in ("/horinger", address):
            page = browser.look(where)
            assert number in page
            assert title not in page


def test_the_register_of_routines_names_the_case_for_those_who_may_read_it_g_21(
    installation: Installation,
) -> None:
    case_id = in_force(installation)
    title = named(installation, case_id, "Samstemming av legemidler")
    clinician = installation.new_person()
    role = {"role": "clinician", "helsefellesskap": str(TELEMARK), "party": str(party("skien"))}
    path = f"/people/{clinician}"
    installation.ask(f"{path}/roles", role, SIV, path)
    for who, may_read in ((NINA, True), (clinician, False), (JON, False)):
        with installation.browser(who) as browser:
            for where in ("/rutiner", f"/rutiner/{case_id}"):
                assert (title in browser.look(where)) is may_read, where
