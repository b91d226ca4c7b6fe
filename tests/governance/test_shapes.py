"""The structures that are there in the country can all be told, none of them hard-coded (G-1)."""

from collections import Counter

from tests.governance.area import Area
from tests.governance.example import SIV, TELEMARK, body
from tests.governance.installation import Installation

HF = ("Foretaket HF",)
SPEECH = ["speech", "proposal", "attend"]


def area(installation: Installation, name: str, *municipalities: str) -> Area:
    """With its municipalities, its trust, and partnerskapsmøtet on top."""
    made = Area.new(installation, name)
    made.organise(*municipalities)
    made.organise(*HF, kind="hf")
    made.body("partnership", "Partnerskapsmøtet", municipal=municipalities, hospital=HF)
    return made


def test_telemark_has_two_strategic_committees_under_one_partnership_g_1(
    installation: Installation,
) -> None:
    told = installation.get(f"/helsefellesskap/{TELEMARK}/structure", SIV)
    committees = {
        each["name"]: (each["level"], each["parent"], len(each["sides"][0]["parties"]))
        for each in told["bodies"]
        if each["kind"] == "ssu"
    }
    above = str(body("partnerskapsmote"))
    assert committees["SSU Nedre Telemark"] == (2, above, 7)
    assert committees["SSU Øvre Telemark"] == (2, above, 10)


def test_vest_viken_has_five_local_committees_on_level_two_in_the_line_g_1(
    installation: Installation,
) -> None:
    towns = ("Drammen", "Bærum", "Kongsberg", "Ringerike", "Hallingdal")
    made = area(installation, "Vest-Viken", *towns)
    made.body("ssu", "SSU", "Partnerskapsmøtet", municipal=towns, hospital=HF)
    for town in towns:
        made.body("lsu", f"LSU {town}", "SSU", municipal=(town,), hospital=HF)
    levels = {name: each["level"] for name, each in made.whole().items() if each["kind"] == "lsu"}
    assert levels == {f"LSU {town}": 2 for town in towns}
    assert "no-line" not in made.findings()


def test_ostfolds_professional_committee_decides_and_vest_vikens_advises_g_1(
    installation: Installation,
) -> None:
    made = area(installation, "Østfold", "Sarpsborg")
    made.body("ssu", "SSU", "Partnerskapsmøtet", municipal=("Sarpsborg",), hospital=HF)
    for name, power in (("FSU Østfold", "decide"), ("FSU Vest-Viken", "advise")):
        made.body("fs", name, "SSU", municipal=("Sarpsborg",), hospital=HF, power=power)
    told = made.whole()
    assert told["FSU Østfold"]["power"] == "decide"
    assert told["FSU Vest-Viken"]["power"] == "advise"


def test_innlandets_professional_committees_report_through_a_working_committee_g_1(
    installation: Installation,
) -> None:
    made = area(installation, "Innlandet", "Hamar", "Gjøvik")
    towns = ("Hamar", "Gjøvik")
    made.body("ssu", "SSU", "Partnerskapsmøtet", municipal=towns, hospital=HF)
    made.body("working-committee", "Arbeidsutvalget", "SSU", municipal=towns, hospital=HF)
    made.body("fs", "Fagutvalg Hamar", "Arbeidsutvalget", power="advise")
    told = made.whole()
    assert told["Fagutvalg Hamar"]["parent"] == told["Arbeidsutvalget"]["body_id"]
    assert told["Arbeidsutvalget"]["parent"] == told["SSU"]["body_id"]
    assert "no-line" not in made.findings()


def test_troms_og_ofoten_has_sixteen_seats_that_vote_and_eight_with_speech_only_g_2(
    installation: Installation,
) -> None:
    made = area(installation, "Troms og Ofoten", "Tromsø", "Narvik")
    made.organise("Fastlegerådet", kind="gp-practice")
    made.organise("Brukerutvalget", kind="other")
    towns = ("Tromsø", "Narvik")
    made.body("ssu", "SSU", "Partnerskapsmøtet", municipal=towns, hospital=HF)
    for number in range(8):
        made.seat("SSU", towns[number % 2], "municipal")
        made.seat("SSU", *HF, "hospital")
        speaks = {"rights": SPEECH, "function": "observer" if number > 5 else "member"}
        if number % 2:
            made.seat("SSU", "Fastlegerådet", "municipal", represents="gps", **speaks)
        else:
            made.seat("SSU", "Brukerutvalget", None, represents="users", **speaks)
    seats = made.whole()["SSU"]["seats"]
    assert Counter("vote" in each["rights"] for each in seats) == {True: 16, False: 8}
    assert not {"sides-unequal", "votes-outside-sides", "no-vote-hospital"} & made.findings("SSU")


def test_bergens_four_area_committees_each_have_their_own_municipalities_g_1(
    installation: Installation,
) -> None:
    areas = {
        "OU Bergen": ("Bergen",),
        "OU Bergensregionen": ("Askøy", "Øygarden"),
        "OU Nordhordland": ("Alver", "Gulen"),
        "OU Voss": ("Voss", "Kvam"),
    }
    towns = tuple(town for each in areas.values() for town in each)
    made = area(installation, "Bergensområdet", *towns)
    made.body("ssu", "SSU", "Partnerskapsmøtet", municipal=towns, hospital=HF)
    for name, own in areas.items():
        made.body("lsu", name, "SSU", municipal=own, hospital=HF, name_nn=name)
        for town in own:
            made.seat(name, town, "municipal")
    told = made.whole()
    assert {name: {seat["party"] for seat in told[name]["seats"]} for name in areas} == {
        name: {made.organisations[town] for town in own} for name, own in areas.items()
    }
    assert "municipality-absent" not in made.findings()
