"""A claim from meeting to payroll and after, over HTTP on PostgreSQL and Valkey (C-1 to C-13)."""

from datetime import timedelta
from typing import Any

from deploy.playing.example import Example
from tests.journeys.compensation.desk import HOSPITAL, HOUR, SKIEN, Desk, Payer, today, travel
from tests.journeys.governance.path import ident

KARI, OMAR, OLA, NINA = (
    "kari-fastlege",
    "omar-fastlege",
    "ola-avtalespesialist",
    "nina-sykehuslege",
)
AMOUNT = 7
"""Where the amount stands in a line of Visma Lønn's file (C-10)."""


def amounts(rows: list[list[str]]) -> int:
    return sum(int(row[AMOUNT].replace(".", "")) for row in rows)


def test_a_gp_is_paid_by_one_municipality_and_settled_among_four(desk: Desk) -> None:
    """C-8: the doctor has one payer, and the shares add up to the øre."""
    day = today() - timedelta(days=40)
    agreement = _agreement(desk, KARI, SKIEN, "ssu-nedre-fastlege")
    parties = ("skien", "porsgrunn", "bamble", "sykehuset-telemark")
    of = f"/agreements/{agreement}"
    key = {
        "kind": "per-capita",
        "weights": [
            {"party": ident("organisation", party), "weight": weight}
            for party, weight in zip(parties, ("55924", "37159", "14269", "10377"), strict=True)
        ],
        "source": "SSB, tabell 07459 (eksempeltall)",
        "figures_on": "2026-01-01",
        "valid_from": f"{day}",
        "valid_to": f"{day}",
    }
    desk.asks(SKIEN.approver, f"{of}/keys", key, of)
    meeting = desk.meeting("ssu-nedre", "ssu-nedre-fastlege", day)
    claim = desk.drafts(KARI, agreement, "ssu-nedre-fastlege", meeting, travel=travel(day))
    desk.passes(claim, KARI, SKIEN)
    batch = desk.locks(SKIEN, claim, day)
    assert amounts(desk.file(SKIEN, batch)) == 3 * HOUR
    desk.answers(SKIEN, batch)
    desk.asks(SKIEN.payroll, f"{batch}/paid", {}, batch)
    assert desk.get(claim, KARI)["status"] == "paid"

    wanted = {"payer": SKIEN.party, "period": f"{day:%Y-%m}"}
    made = desk.asks(SKIEN.payroll, "/settlements", wanted)
    told = desk.get(f"/settlements/{made['settlement_id']}", SKIEN.approver)
    assert sum(share["amount_ore"] for share in told["shares"]) == told["total_ore"]
    (row,) = [each for each in told["rows"] if each["kind"] == "per-capita"]
    assert row["amount_ore"] == 3 * HOUR
    assert [share["party"] for share in row["shares"]] == [
        ident("organisation", party) for party in parties
    ]
    assert sum(share["amount_ore"] for share in row["shares"]) == 3 * HOUR
    mine = desk.get("/settlements/shares", HOSPITAL.payroll)["shares"]
    assert (SKIEN.party, HOSPITAL.party) in {(share["payer"], share["party"]) for share in mine}
    assert {share["party"] for share in mine if share["payer"] == SKIEN.party} == {HOSPITAL.party}

    lines = desk.get(f"{batch}/lines", SKIEN.payroll)["lines"]
    trace = desk.get(f"/lines/{lines[0]['line_id']}", SKIEN.approver)
    assert (trace["agreement_id"], trace["meeting_id"]) == (agreement, meeting)
    assert trace["sharing_key"]["source"] == key["source"]
    assert trace["rate"]["basis"].startswith("EKSEMPELBEKREFTELSE")


def test_a_specialist_is_paid_by_the_health_trust(desk: Desk) -> None:
    """C-1, C-2: avtalespesialister are paid by the trust they have an agreement with."""
    day = today() - timedelta(days=30)
    seat = "fs-lege-nedre-spesialist"
    meeting = desk.meeting("fs-lege-nedre", seat, day)
    agreement = ident("agreement", "avtale-ola")
    claim = desk.drafts(OLA, agreement, seat, meeting)
    assert desk.get(claim, OLA)["payer"] == HOSPITAL.party
    desk.passes(claim, OLA, HOSPITAL)
    batch = desk.locks(HOSPITAL, claim, day)
    rows = desk.file(HOSPITAL, batch)
    assert [(row[2], row[3]) for row in rows] == [("80002", "8100")]
    assert amounts(rows) == 2 * HOUR
    assert desk.get("/feed", HOSPITAL.payroll, payer=HOSPITAL.party)["lines"]


def test_an_employed_doctor_is_told_that_the_employer_pays(desk: Desk) -> None:
    """C-1, C-11: unless the agreement refunds the employer, on a recorded tax assessment."""
    day = today() - timedelta(days=25)
    seat = _seat_of(NINA)
    meeting = desk.meeting(seat["body"], seat["key"], day)
    agreement = _agreement(desk, NINA, HOSPITAL, seat["key"])
    content = {
        "agreement_id": agreement,
        "seat_id": ident("seat", seat["key"]),
        "meeting_id": meeting,
    }
    desk.client.until(
        "oppmøtet er kjent",
        lambda: True if meeting in str(desk.get("/meetings", NINA)) else None,
    )
    why = desk.says_no(NINA, "/claims", content, "C-1")
    assert "arbeidsgiveren" in why.says
    refund = {"channel": "employer-refund"}
    terms = _terms(NINA, HOSPITAL, seat["key"], **refund)
    no = desk.says_no(HOSPITAL.approver, "/agreements", terms, "C-11")
    assert no.reason == "compensation.tax-assessment-missing"
    assessed = {
        "tax_assessment": {
            "assessed_by": "Økonomiavdelingen",
            "assessed_on": f"{day}",
            "basis": "Legen er ansatt, og arbeidsgiveren fører lønnen.",
        }
    }
    refunded = _agreement(desk, NINA, HOSPITAL, seat["key"], **refund, **assessed)
    claim = desk.drafts(NINA, refunded, seat["key"], meeting)
    desk.passes(claim, NINA, HOSPITAL)
    assert desk.get(claim, NINA)["channel"] == "employer-refund"


def test_a_claim_is_returned_corrected_and_paid(desk: Desk) -> None:
    """C-6, C-7: with the reason, and the time free again in between."""
    day = today() - timedelta(days=20)
    seat, agreement = "ssu-nedre-fastlege", ident("agreement", "avtale-kari")
    meeting = desk.meeting("ssu-nedre", seat, day)
    claim = desk.drafts(KARI, agreement, seat, meeting, travel=travel(day))
    desk.asks(KARI, f"{claim}/submit", {}, claim)
    desk.asks(SKIEN.attester, f"{claim}/return", {"reason": "Reisen tilbake var kortere."}, claim)
    assert desk.get(claim, KARI)["returned"] == "Reisen tilbake var kortere."
    assert desk.get("/inbox", KARI)["returned"] == 1
    content = {
        "agreement_id": agreement,
        "seat_id": ident("seat", seat),
        "meeting_id": meeting,
        "travel": travel(day)[:1],
    }
    desk.asks(KARI, f"{claim}/draft", content, claim)
    desk.passes(claim, KARI, SKIEN)
    batch = desk.locks(SKIEN, claim, day)
    assert amounts(desk.file(SKIEN, batch)) == 2 * HOUR + HOUR // 2
    overlapping = desk.drafts(KARI, agreement, seat, meeting)
    assert desk.says_no(KARI, f"{overlapping}/submit", {}, "C-6", overlapping).reason == (
        "compensation.time-claimed"
    )


def test_lines_are_refused_by_payroll_sent_again_and_reversed(desk: Desk) -> None:
    """C-9, C-13: nothing is lost, and nothing is paid twice."""
    day = today() - timedelta(days=15)
    seat, agreement = "ssu-nedre-fastlege", ident("agreement", "avtale-kari")
    meeting = desk.meeting("ssu-nedre", seat, day)
    claim = desk.drafts(KARI, agreement, seat, meeting, travel=travel(day))
    desk.passes(claim, KARI, SKIEN)
    first = desk.locks(SKIEN, claim, day)
    desk.answers(SKIEN, first, (1, "Ukjent ansattnummer."))
    found = desk.get(claim, KARI)
    assert (found["status"], found["returned"]) == ("payroll-refused", "Ukjent ansattnummer.")
    why = {"because": "payroll-refused", "reason": "Nummeret er lagt inn hos lønn."}
    desk.asks(SKIEN.approver, f"{claim}/correct", {"choice": "again", **why}, claim)
    second = desk.locks(SKIEN, claim, day)
    refused = amounts(desk.file(SKIEN, first)[:1])
    assert amounts(desk.file(SKIEN, second)) == refused
    desk.answers(SKIEN, second)

    undo = {"choice": "reversal", "because": "other", "reason": "Møtet var avlyst."}
    desk.asks(SKIEN.approver, f"{claim}/correct", undo, claim)
    third = desk.locks(SKIEN, claim, day)
    assert amounts(desk.file(SKIEN, third)) == -3 * HOUR
    sent = [desk.file(SKIEN, batch) for batch in (first, second, third)]
    assert sum(map(amounts, sent)) - refused == 0


def test_a_rate_that_changes_in_the_middle_of_a_year_is_paid_by_the_day_of_the_work(
    desk: Desk,
) -> None:
    """C-3, C-13: each day by its own rate, and the difference where it was confirmed late."""
    seat, regime = "fs-lege-nedre-fastlege-2", "reise-i-eksempelet"
    before, after = today() - timedelta(days=12), today() - timedelta(days=8)
    change = today() - timedelta(days=10)
    old = {"amount_ore": 120_000, "valid_from": "2026-01-01", "valid_to": None}
    new = {"amount_ore": 126_000, "valid_from": f"{change}", "valid_to": None}
    for name, rate in (("old", old), ("new", new)):
        for kind in ("meeting", "travel-time", "between"):
            content = {"regime": regime, "kind": kind, "unit": "hour", "source": "Brev", **rate}
            made = desk.asks(SKIEN.approver, "/rates", content)
            if name == "old":
                of = f"/rates/{made['rate_id']}"
                desk.asks(SKIEN.approver, f"{of}/confirm", {"basis": "Brev i januar"}, of)
    agreement = _agreement(desk, OMAR, SKIEN, seat, regime=regime)
    claims = [
        desk.drafts(OMAR, agreement, seat, desk.meeting("fs-lege-nedre", seat, day))
        for day in (before, after)
    ]
    for claim, day in zip(claims, (before, after), strict=True):
        assert desk.get(claim, OMAR)["total_ore"] == 240_000, "nobody has confirmed the new one"
        desk.passes(claim, OMAR, SKIEN)
        desk.locks(SKIEN, claim, day)

    rates = desk.get("/rates", OMAR, regime=regime)["rates"]
    for rate in (each for each in rates if each["confirmed_by"] is None):
        of = f"/rates/{rate['rate_id']}"
        desk.asks(SKIEN.approver, f"{of}/confirm", {"basis": "Brev i november"}, of)
    found = desk.get("/corrections", SKIEN.approver)["claims"]
    looked = {f"/claims/{each['claim_id']}" for each in found}
    assert claims[1] in looked
    assert claims[0] not in looked, "that day was before the change"
    late = claims[1]
    assert desk.get(f"{late}/correction", SKIEN.approver)["total_ore"] == 12_000
    more = {"choice": "supplement", "because": "rate", "reason": "Satsen ble bekreftet sent."}
    desk.asks(SKIEN.approver, f"{late}/correct", more, late)
    batch = desk.locks(SKIEN, late, after)
    assert amounts(desk.file(SKIEN, batch)) == 12_000
    assert [row[5:7] for row in desk.file(SKIEN, batch)] == [["2.00", "60.00"]]


def _seat_of(holder: str) -> dict[str, Any]:
    """A seat that the person holds in the example."""
    return next(seat for seat in Example.read().telemark["seats"] if seat["holder"] == holder)


def _terms(doctor: str, payer: Payer, seat: str, **changed: Any) -> dict[str, Any]:
    return {
        "helsefellesskap": ident("helsefellesskap", "telemark"),
        "doctor": ident("person", doctor),
        "payer": payer.party,
        "seats": [ident("seat", seat)],
        "covers": ["meeting", "travel", "between"],
        "regime": "allmennlegeforeningen",
        "valid_from": "2026-01-01",
        "valid_to": "2027-12-31",
        "employee_number": "90077",
        **changed,
    }


def _agreement(desk: Desk, doctor: str, payer: Payer, seat: str, **changed: Any) -> str:
    """Drafted and signed by both (C-2); its id."""
    made = desk.asks(payer.approver, "/agreements", _terms(doctor, payer, seat, **changed))
    of = f"/agreements/{made['agreement_id']}"
    for by, side in ((doctor, "doctor"), (payer.approver, "payer")):
        desk.asks(by, f"{of}/sign", {"side": side}, of)
    return str(made["agreement_id"])
