"""The register of routines in force over HTTP (G-21)."""

from uuid import UUID

from tests.governance.example import EXAMPLE, SIV, party, person
from tests.governance.exit_asking import JON
from tests.governance.installation import Installation

KARI = person("kari-fastlege")


def in_force(installation: Installation) -> UUID:
    """A case whose decision binds all, one of them with a reservation."""
    case_id, path = installation.agreed()
    holders = {
        str(each["party"]): person(each["holder"])
        for each in EXAMPLE.telemark["seats"]
        if each["body"] == "ssu-nedre" and "vote" in each["rights"]
    }
    for row in installation.get(path, SIV)["ratifications"]:
        (key,) = [key for key in holders if str(party(key)) == row["party"]]
        answer = {"party": row["party"], "organ": "Styret", "reference": "Sak 1"}
        reserved = key == "skien"
        answer["answer"] = "adopted-with-reservation" if reserved else "adopted"
        if reserved:
            answer |= {"clause": "Punkt 2", "reservation": "fra nyttår."}
        installation.ask(f"{path}/ratifications", answer, holders[key], path)
    installation.stage(case_id, "in-force")
    return case_id


def test_what_is_decided_is_found_by_its_words_with_reservations_g_21(
    installation: Installation,
) -> None:
    case_id = in_force(installation)
    routine = installation.get(f"/routines/{case_id}", KARI)
    assert routine["what"] == EXAMPLE.case["proposal"]["what"]
    assert routine["version"] == 1
    assert str(party("sykehuset-telemark")) in routine["bound"]
    assert routine["reservations"] == [
        {"party": str(party("skien")), "text": "Punkt 2: fra nyttår."}
    ]
    word = EXAMPLE.case["proposal"]["what"].split()[0].upper()
    found = installation.get("/routines", KARI, q=f"{word} {routine['number']}")
    assert [each["case_id"] for each in found] == [str(case_id)]
    assert installation.get("/routines", KARI, q="gravitasjonsbølger") == []
    assert installation.get("/routines", JON, q=routine["number"])


def test_what_is_not_decided_is_no_routine_g_21(installation: Installation) -> None:
    case_id = installation.proposed()
    answer = installation.answer("GET", f"/routines/{case_id}", SIV)
    assert answer.status_code == 404
