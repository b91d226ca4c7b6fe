"""The pages of hearings and routines, without script (G-19, G-21, P-4)."""

from tests.governance.browsing import error_of
from tests.governance.example import ANNE, person
from tests.governance.exit_asking import JON
from tests.governance.installation import Installation
from tests.governance.test_api_hearings import KARI_SEAT
from tests.governance.test_api_routines import in_force

KARI = person("kari-fastlege")
OMAR = person("omar-fastlege")


def test_a_group_is_asked_answers_and_hears_back_on_its_pages_g_19(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    new = f"/styring/saker/{case_id}/horing/ny"
    with installation.browser(KARI) as kari:
        assert f'href="{new}"' in kari.look(f"/styring/saker/{case_id}")
        form = kari.look(new)
        nobody = kari.send(form, new, seat_id=KARI_SEAT, question="Kan dere leve med det?")
        assert error_of(nobody.text, "asked")
        taken = kari.send(
            form, new, seat_id=KARI_SEAT, question="Kan dere leve med det?", asked=[str(OMAR)]
        )
        kari.follow(taken)
        address = taken.headers["location"]
    with installation.browser(OMAR) as omar:
        assert f'href="{address}"' in omar.look("/horinger")
        page = omar.look(address)
        silent = omar.send(page, f"{address}/svar", position="cannot-support")
        assert error_of(silent.text, "text")
        answer = omar.send(
            page, f"{address}/svar", position="can-live-with", text="Hvis det er samlet."
        )
        assert "Du har svart" in omar.follow(answer)
    with installation.browser(KARI) as kari:
        page = kari.look(address)
        assert "Hvis det er samlet." in page
        summary = kari.send(page, f"{address}/sammendrag", summary="De kan leve med det.")
        page = kari.follow(summary)
        kari.follow(kari.send(page, f"{address}/utfall", outcome="Vedtatt."))
    with installation.browser(ANNE) as anne:
        page = anne.look(f"/styring/saker/{case_id}")
        assert "De kan leve med det." in page
        assert "Hvis det er samlet." not in page
        anne.look(address, 403)
    with installation.browser(OMAR) as omar:
        assert "Vedtatt." in omar.look(address)
    with installation.browser(JON) as jon:
        jon.look(address, 403)


def test_the_summary_stands_with_the_stance_g_19(installation: Installation) -> None:
    case_id = installation.proposed()
    _, (item,) = installation.started(case_id)
    new = f"/styring/saker/{case_id}/horing/ny"
    with installation.browser(KARI) as kari:
        taken = kari.send(
            kari.look(new), new, seat_id=KARI_SEAT, question="Ja eller nei?", asked=[str(OMAR)]
        )
        kari.follow(taken)
        address = taken.headers["location"]
    with installation.browser(OMAR) as omar:
        omar.follow(omar.send(omar.look(address), f"{address}/svar", position="supports"))
    with installation.browser(KARI) as kari:
        page = kari.look(address)
        kari.follow(kari.send(page, f"{address}/sammendrag", summary="Alle er for."))
    with installation.browser(ANNE) as anne:
        where = item.replace("/meetings/", "/moter/").replace("/items/", "/saker/")
        assert "Alle er for." in anne.look(where)


def test_a_clinician_finds_the_routine_that_is_in_force_g_21(installation: Installation) -> None:
    case_id = in_force(installation)
    with installation.browser(OMAR) as omar:
        page = omar.look("/rutiner")
        assert f'href="/rutiner/{case_id}"' in page
        assert "Ingen rutiner funnet" in omar.look("/rutiner?q=gravitasjon")
        routine = omar.look(f"/rutiner/{case_id}")
        assert "Punkt 2: fra nyttår." in routine
