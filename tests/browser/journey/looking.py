"""All pages, by who looks at them, on cases that have come different ways."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.journey.place import Case, Place


@dataclass(frozen=True)
class Views:
    """Cases for every kind of page."""

    waiting: Case
    assessing: Case
    proposing: Case
    paid: Case

    @classmethod
    def prepared(cls, place: Place) -> "Views":
        return cls(
            waiting=place.case("Ser på: venter", "reported"),
            assessing=place.case("Ser på: vurderes", "triaged"),
            proposing=place.case("Ser på: uten forslag", "assessed"),
            paid=place.case("Ser på: ferdig", "paid"),
        )


@dataclass(frozen=True)
class Looked:
    """A page: who looks (nobody: not logged in), where, and with which answer."""

    who: str | None
    path: Callable[[Views], str]
    status: int = 200


def _fixed(path: str) -> Callable[[Views], str]:
    return lambda _views: path


PAGES: dict[str, Looked] = {
    "welcome": Looked(None, _fixed("/")),
    "accessibility": Looked(None, _fixed("/tilgjengelighet")),
    "login": Looked(None, _fixed("/logg-inn")),
    "cases": Looked("siv-sekretariat", _fixed("/")),
    "cases-of-nobody": Looked("liv-lonn", _fixed("/")),
    "report": Looked("kari-fastlege", _fixed("/meld")),
    "case-waiting": Looked("siv-sekretariat", lambda v: f"/saker/{v.waiting.case_id}"),
    "case-done": Looked("kari-fastlege", lambda v: f"/saker/{v.paid.case_id}"),
    "no-access": Looked("liv-lonn", lambda v: f"/saker/{v.paid.case_id}", 403),
    "not-there": Looked("siv-sekretariat", _fixed("/finnes-ikke"), 404),
    "assessments": Looked("siv-sekretariat", _fixed("/vurdering")),
    "assessing": Looked("siv-sekretariat", lambda v: f"/vurdering/{v.assessing.case_id}"),
    "assessed": Looked("kari-fastlege", lambda v: f"/vurdering/{v.paid.case_id}"),
    "meetings": Looked("siv-sekretariat", _fixed("/moter")),
    "plan": Looked("siv-sekretariat", _fixed("/moter/ny")),
    "meeting": Looked("siv-sekretariat", lambda v: f"/moter/{v.paid.meeting_id}"),
    "proposing": Looked("nina-sykehuslege", lambda v: f"/styring/saker/{v.proposing.case_id}"),
    "decided": Looked("anne-skien", lambda v: f"/styring/saker/{v.paid.case_id}"),
    "deadlines": Looked("anne-skien", _fixed("/styring/frister")),
    "compensation": Looked("kari-fastlege", _fixed("/godtgjoring")),
    "claim": Looked("kari-fastlege", lambda v: f"/godtgjoring/krav/{v.paid.claim_id}"),
    "payroll": Looked("liv-lonn", _fixed("/godtgjoring/lonn")),
    "audit": Looked("siv-sekretariat", _fixed("/revisjon")),
    "history": Looked("siv-sekretariat", lambda v: f"/revisjon/saker/{v.paid.case_id}"),
    "history-asks": Looked("jon-helsedirektoratet", lambda v: f"/revisjon/saker/{v.paid.case_id}"),
}
