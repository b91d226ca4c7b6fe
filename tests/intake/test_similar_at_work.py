"""Similar cases at work: what has been reported over HTTP is found by the next reporter (I-7)."""

from services.intake.readmodels.similar import SimilarCases
from services.intake.readmodels.similar_found import similar_to
from shared.identity.actors import Actor, Holding
from tests.assessment.installation import REPORT, Installation
from tests.examples.ids import GP, TELEMARK


def test_a_reported_case_is_found_in_other_words_i_7(installation: Installation) -> None:
    receipt = installation.client.ask("intake", "/reports", REPORT, GP, key="report-similar")
    running = installation.process.running
    intake = next(each.service.platform for each in running if each.service.name == "intake")
    actor = Actor(GP, frozenset({Holding("clinician", TELEMARK)}))
    title, text = "Ingen ser på prøvesvara", "Svar som kjem etter at pasienten er utskriven."
    similar = SimilarCases(intake.keys)

    def found() -> list[str] | None:
        alike = similar_to(similar, intake.views, actor, title, text, helsefellesskap=TELEMARK)
        return [each.number for each in alike] or None

    assert installation.client.until("the similar case", found) == [receipt["case_number"]]
