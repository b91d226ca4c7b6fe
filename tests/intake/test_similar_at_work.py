"""Similar cases at work: what has been reported over HTTP is found by the next reporter (I-7)."""

from services.intake.readmodels.similar import SimilarCases
from services.intake.readmodels.similar_found import similar_to
from shared.identity.actors import Actor, Holding
from tests.assessment.installation import OUTSIDER, REPORT, Installation
from tests.examples.ids import GP, SECRETARY, TELEMARK

SIMILAR = "/api/intake/v1/similar"


def test_a_reported_case_is_found_in_other_words_i_7(installation: Installation) -> None:
    receipt = installation.client.ask("intake", "/reports", REPORT, GP, key="report-similar")
    running = installation.process.running
    intake = next(each.service.platform for each in running if each.service.name == "intake")
    actor = Actor(GP, frozenset({Holding("clinician", TELEMARK)}))
    title, text = "Ingen ser på prøvesvara", "Svar som kjem etter at pasienten er utskriven."
    similar = SimilarCases(intake.keys)

    def found() -> list[str] | None:
        alike = similar_to(
            similar, intake.views, actor, title, text, helsefellesskap=TELEMARK, on=intake.today()
        )
        return [each.number for each in alike] or None

    assert installation.client.until("the similar case", found) == [receipt["case_number"]]


def test_whoever_reports_is_told_of_rules_and_cases_over_the_api_rules_first_i_5_i_7(
    installation: Installation,
) -> None:
    client = installation.client
    client.ask("intake", "/reports", REPORT, GP, key="one")
    rule = {
        "helsefellesskap": str(TELEMARK),
        "title": "Den som har rekvirert en prøve, følger opp svaret",
        "text": "Oppfølging av prøvesvar etter utskriving.",
        "source": "Veileder",
        "valid_from": "2020-01-01",
    }
    client.ask("intake", "/known-rules", rule, SECRETARY, key="rule")
    asked = {
        "helsefellesskap": "Telemark",
        "title": "Uklart hvem som følger opp prøvesvar",
        "what_happens": "Svar blir liggende etter utskriving.",
    }

    def found() -> list[str] | None:
        with installation.api(GP) as api:
            kinds = [each["kind"] for each in api.post(f"{SIMILAR}", json=asked).json()]
        return kinds if len(kinds) > 1 else None

    assert client.until("what is alike", found) == ["rule", "case"]
    with installation.api(GP) as api:
        by_title = {"helsefellesskap": str(TELEMARK), "title": rule["title"]}
        (first, *_) = api.get(SIMILAR, params=by_title).json()
        assert (first["kind"], first["title"]) == ("rule", rule["title"])
        assert api.get(SIMILAR, params={**by_title, "title": "æ" * 201}).status_code == 422
    with installation.api(OUTSIDER) as api:
        assert api.get(SIMILAR, params=by_title).json() == [], "another helsefellesskap's (P-4)"
