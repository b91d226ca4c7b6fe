"""All pages, by who looks at them, on cases that have come different ways."""

from collections.abc import Callable
from dataclasses import dataclass

from deploy.playing.example import id_of
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


AREA = f"/styring/helsefellesskap/{id_of('helsefellesskap', 'telemark')}"
RULE = id_of("known-rule", "own-requests")
SKIEN = id_of("organisation", "skien")
SSU = f"/styring/organer/{id_of('body', 'ssu-nedre')}"

PAGES: dict[str, Looked] = {
    "welcome": Looked(None, _fixed("/")),
    "accessibility": Looked(None, _fixed("/tilgjengelighet")),
    "login": Looked(None, _fixed("/logg-inn")),
    "cases": Looked("siv-sekretariat", _fixed("/")),
    "cases-of-nobody": Looked("liv-lonn", _fixed("/")),
    "report": Looked("kari-fastlege", _fixed("/meld")),
    "drafts": Looked("kari-fastlege", _fixed("/meld/utkast")),
    "inbox": Looked("siv-sekretariat", _fixed("/siling")),
    "triage": Looked("siv-sekretariat", lambda v: f"/saker/{v.waiting.case_id}/siling"),
    "triage-settings": Looked(
        "siv-sekretariat",
        _fixed(f"/siling/innstillinger/{id_of('helsefellesskap', 'telemark')}"),
    ),
    "variation": Looked("siv-sekretariat", _fixed("/variasjon")),
    "import": Looked("siv-sekretariat", _fixed("/import")),
    "notices": Looked("kari-fastlege", _fixed("/varsler")),
    "known-rules": Looked("omar-fastlege", _fixed("/regler")),
    "known-rule": Looked("dag-drift", _fixed(f"/regler/{RULE}")),
    "known-rule-new": Looked("dag-drift", _fixed("/regler/ny")),
    "case-start": Looked("siv-sekretariat", _fixed("/saker/ny")),
    "receipt": Looked("kari-fastlege", lambda v: f"/meldinger/{v.waiting.report_id}"),
    "case-waiting": Looked("siv-sekretariat", lambda v: f"/saker/{v.waiting.case_id}"),
    "case-done": Looked("kari-fastlege", lambda v: f"/saker/{v.paid.case_id}"),
    "no-access": Looked("liv-lonn", lambda v: f"/saker/{v.paid.case_id}", 403),
    "not-there": Looked("siv-sekretariat", _fixed("/finnes-ikke"), 404),
    "assessments": Looked("siv-sekretariat", _fixed("/vurdering")),
    "assessing": Looked("siv-sekretariat", lambda v: f"/vurdering/{v.assessing.case_id}"),
    "assessed": Looked("kari-fastlege", lambda v: f"/vurdering/{v.paid.case_id}"),
    "assessing-component": Looked(
        "siv-sekretariat", lambda v: f"/vurdering/{v.assessing.case_id}/komponent/economic"
    ),
    "assessing-capacity": Looked(
        "siv-sekretariat",
        lambda v: f"/vurdering/{v.assessing.case_id}/kapasitet/{SKIEN}",
    ),
    "assessing-end": Looked(
        "siv-sekretariat", lambda v: f"/vurdering/{v.assessing.case_id}/konklusjon"
    ),
    "retrospect": Looked("jon-helsedirektoratet", _fixed("/vurdering/tilbakeblikk")),
    "meetings": Looked("siv-sekretariat", _fixed("/moter")),
    "meetings-of-a-member": Looked("anne-skien", _fixed("/moter")),
    "plan": Looked("siv-sekretariat", _fixed("/moter/ny")),
    "meeting": Looked("siv-sekretariat", lambda v: f"/moter/{v.paid.meeting_id}"),
    "minutes": Looked("siv-sekretariat", lambda v: f"/moter/{v.paid.meeting_id}/protokoll"),
    "areas": Looked("siv-sekretariat", _fixed("/styring/helsefellesskap")),
    "area-new": Looked("dag-drift", _fixed("/styring/helsefellesskap/nytt")),
    "area": Looked("siv-sekretariat", _fixed(AREA)),
    "health": Looked("nina-sykehuslege", _fixed(f"{AREA}/helsesjekk")),
    "organisations": Looked("siv-sekretariat", _fixed(f"{AREA}/virksomheter")),
    "people": Looked("siv-sekretariat", _fixed(f"{AREA}/personer")),
    "person": Looked("siv-sekretariat", _fixed(f"{AREA}/personer/{id_of('person', 'anne-skien')}")),
    "body": Looked("siv-sekretariat", _fixed(SSU)),
    "body-new": Looked("siv-sekretariat", _fixed(f"{AREA}/organer/nytt")),
    "body-change": Looked("siv-sekretariat", _fixed(f"{SSU}/endre")),
    "body-earlier": Looked("siv-sekretariat", _fixed(f"{SSU}/tidligere")),
    "body-end": Looked("siv-sekretariat", _fixed(f"{SSU}/avvikle")),
    "seat-new": Looked("siv-sekretariat", _fixed(f"{SSU}/plasser/ny")),
    "seat": Looked(
        "siv-sekretariat", _fixed(f"/styring/plasser/{id_of('seat', 'ssu-nedre-fastlege')}")
    ),
    "proposing": Looked("nina-sykehuslege", lambda v: f"/styring/saker/{v.proposing.case_id}"),
    "decided": Looked("anne-skien", lambda v: f"/styring/saker/{v.paid.case_id}"),
    "ways-out": Looked("siv-sekretariat", lambda v: f"/styring/saker/{v.paid.case_id}/utveier"),
    "question-of-law": Looked(
        "siv-sekretariat", lambda v: f"/styring/saker/{v.paid.case_id}/utveier/clarification/ny"
    ),
    "trial": Looked(
        "siv-sekretariat", lambda v: f"/styring/saker/{v.paid.case_id}/utveier/trial/ny"
    ),
    "dispute": Looked(
        "siv-sekretariat", lambda v: f"/styring/saker/{v.paid.case_id}/utveier/dispute/ny"
    ),
    "requests": Looked("jon-helsedirektoratet", _fixed("/helsedirektoratet")),
    "hearings": Looked("omar-fastlege", _fixed("/horinger")),
    "hearing-asks": Looked("kari-fastlege", lambda v: f"/styring/saker/{v.paid.case_id}/horing/ny"),
    "routines": Looked("omar-fastlege", _fixed("/rutiner")),
    "routine": Looked("omar-fastlege", lambda v: f"/rutiner/{v.paid.case_id}"),
    "deadlines": Looked("anne-skien", _fixed("/styring/frister")),
    "compensation": Looked("kari-fastlege", _fixed("/godtgjoring")),
    "claim": Looked("kari-fastlege", lambda v: f"/godtgjoring/krav/{v.paid.claim_id}"),
    "payroll": Looked("liv-lonn", _fixed("/godtgjoring/lonn")),
    "audit": Looked("siv-sekretariat", _fixed("/revisjon")),
    "history": Looked("siv-sekretariat", lambda v: f"/revisjon/saker/{v.paid.case_id}"),
    "turns": Looked("siv-sekretariat", lambda v: f"/revisjon/saker/{v.paid.case_id}?view=turns"),
    "query": Looked("siv-sekretariat", _fixed("/revisjon/sporsmal")),
    "query-asks": Looked("jon-helsedirektoratet", _fixed("/revisjon/sporsmal")),
    "query-wrong": Looked("siv-sekretariat", _fixed("/revisjon/sporsmal?days=mange"), 422),
    "national-picture": Looked("jon-helsedirektoratet", _fixed("/revisjon/tall?purpose=Tilsyn")),
    "accesses": Looked("siv-sekretariat", _fixed("/revisjon/innsyn?whose=area")),
    "accesses-of-nobody": Looked("liv-lonn", _fixed("/revisjon/innsyn")),
    "blocked": Looked("siv-sekretariat", _fixed("/revisjon/sperring")),
    "block": Looked("siv-sekretariat", lambda v: f"/revisjon/sperring/case-{v.waiting.case_id}"),
    "history-asks": Looked("jon-helsedirektoratet", lambda v: f"/revisjon/saker/{v.paid.case_id}"),
}
