"""What payroll answers, what is corrected after, and what the parties owe (C-8 to C-13)."""

import hashlib
import io
import zipfile
from typing import Any

from tests.compensation.bodies import RATE
from tests.compensation.governance_told import (
    OTHER_APPROVER,
    OTHER_PAYROLL,
    PAYROLL,
    at,
    meeting_closed,
    the_day,
)
from tests.compensation.installation import Installation
from tests.examples.ids import (
    AGREEMENT,
    APPROVER,
    CASE,
    GP,
    HOSPITAL,
    MEETING,
    SKIEN,
    id_of,
)

TOTAL = 628_650


def lines_of(agreed: Installation, batch: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = agreed.get(f"{batch}/lines", PAYROLL)["lines"]
    return found


def paid_in_all(agreed: Installation) -> int:
    """What payroll was told to pay and did not refuse, over all batches."""
    return sum(
        line["amount_ore"]
        for batch in agreed.get("/batches", PAYROLL)["batches"]
        for line in lines_of(agreed, f"/batches/{batch['batch_id']}")
        if line["status"] != "refused"
    )


def test_a_line_payroll_refuses_returns_and_goes_again_once_c_9(agreed: Installation) -> None:
    claim = f"/claims/{agreed.approved()}"
    first = agreed.batch("first")
    sha256 = agreed.get(first, PAYROLL)["sha256"]
    lines = lines_of(agreed, first)
    meeting = next(line for line in lines if line["kind"] == "meeting")
    refused = [{"line": meeting["line_id"], "reason": "Ukjent lønnsart 9100."}]
    receipt = {"sha256": sha256, "refused": refused}
    told = f"{meeting['line_id']};Ukjent lønnsart 9100.\n"
    checksum = hashlib.sha256(told.encode()).hexdigest()
    answer = f"{first}/acknowledge"
    for body, reason in (
        ({**receipt, "sha256": "0" * 64}, "another-file"),
        ({**receipt, "checksum": "0" * 64}, "receipt-tampered"),
        (
            {**receipt, "refused": [{"line": str(CASE), "reason": "?"}]},
            "line-of-another-batch",
        ),
        ({**receipt, "refused": [{"line": 99, "reason": "?"}]}, "line-of-another-batch"),
        ({**receipt, "refused": refused * 2}, "line-twice"),
        ({**receipt, "refused": [{**refused[0], "reason": ""}]}, "text-missing"),
    ):
        assert agreed.refuses(answer, body, PAYROLL, first) == reason
    assert agreed.refuses(f"{first}/paid", {}, PAYROLL, first) == "not-acknowledged"
    agreed.ask(answer, {**receipt, "checksum": checksum}, PAYROLL, key="receipt", of=first)
    # The same receipt again changes nothing; another one is refused.
    again = agreed.ask(answer, receipt, PAYROLL, key="receipt-again", of=first)
    assert again["events"] == []
    assert agreed.refuses(answer, {"sha256": sha256}, PAYROLL, first) == "another-receipt"
    agreed.ask(f"{first}/paid", {}, PAYROLL, key="paid", of=first)

    found = agreed.get(claim, GP)
    assert (found["status"], found["returned"]) == ("payroll-refused", "Ukjent lønnsart 9100.")
    assert agreed.get("/inbox", APPROVER)["refused_by_payroll"] == 1
    assert paid_in_all(agreed) == TOTAL - 279_400
    resend = {"choice": "again", "because": "payroll-refused", "reason": "Lønnsarten er lagt inn."}
    agreed.ask(f"{claim}/correct", resend, APPROVER, key="again", of=claim)
    assert agreed.refuses(f"{claim}/correct", resend, APPROVER, claim) == "nothing-to-correct"
    second = agreed.batch("second")
    (line,) = lines_of(agreed, second)
    assert (line["amount_ore"], line["kind"]) == (279_400, "meeting")
    assert paid_in_all(agreed) == TOTAL

    leads_back(agreed, line["line_id"], meeting["line_id"], claim)
    is_fed(agreed, [*lines, line])


def leads_back(agreed: Installation, line: str, corrected: str, claim: str) -> None:
    """C-12: to all that the line rests on."""
    trace = agreed.get(f"/lines/{line}", APPROVER)
    assert trace["corrects"]["line_id"] == corrected
    assert trace["rate"]["confirmed_by"] == str(APPROVER)
    assert (trace["agreement_id"], trace["cases"]) == (str(AGREEMENT), [str(CASE)])
    assert (trace["meeting_id"], trace["claim_id"]) == (str(MEETING), claim.rpartition("/")[2])


def is_fed(agreed: Installation, lines: list[dict[str, Any]]) -> None:
    """C-10: the same lines to machines, from a cursor on."""
    feed = agreed.get("/feed", PAYROLL, payer=str(SKIEN), limit=3)
    rest = agreed.get("/feed", PAYROLL, payer=str(SKIEN), after=feed["cursor"])
    fed = [*feed["lines"], *rest["lines"]]
    assert [each["line_id"] for each in fed] == [each["line_id"] for each in lines]
    assert {each["employee_number"] for each in fed} == {"90001"}
    end = agreed.get("/feed", PAYROLL, payer=str(SKIEN), after=rest["cursor"])
    assert (end["lines"], end["cursor"]) == ([], rest["cursor"])


def test_a_receipt_is_taken_as_a_file_too_c_9(agreed: Installation) -> None:
    claim = f"/claims/{agreed.approved()}"
    first = agreed.batch("first")
    sha256 = agreed.get(first, PAYROLL)["sha256"]
    headers = {"Idempotency-Key": "file", "If-Match": '"2"', "Content-Type": "text/csv"}

    def sent(text: str) -> dict[str, Any]:
        found: dict[str, Any] = agreed.raw(
            "POST", f"{first}/receipt", PAYROLL, headers, content=text.encode()
        ).json()
        return found

    for text in (
        "",
        "noe annet",
        f"kvittering;{sha256}\n1;kanskje",
        f"kvittering;{sha256}\n1;godtatt\n1;avvist;To ganger",
        f"kvittering;{sha256}\n\x00;avvist;Rart",
    ):
        assert sent(text)["reason"] == "compensation.receipt-unreadable"
    assert sent(f"kvittering;{sha256};{'0' * 64}\n2;avvist;Sperret")["reason"] == (
        "compensation.receipt-tampered"
    )
    done = sent(f"kvittering;{sha256}\n1;godtatt\n2;avvist;=HYPERLINK(1)\n")
    assert done["events"] == ["compensation.batch-acknowledged.v2"]
    assert [line["status"] for line in lines_of(agreed, first)] == [
        "acknowledged",
        "refused",
        "acknowledged",
        "acknowledged",
    ]
    assert agreed.get(claim, GP)["status"] == "payroll-refused"

    # For people to read: a reason that looks like a formula is text.
    content = agreed.client.content("compensation", f"{first}/sheet", PAYROLL)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "=HYPERLINK(1)" in texts
    assert "<f>" not in page
    assert page.count("<row ") == 1 + 4


def test_what_was_paid_in_error_is_reversed_in_a_later_batch_c_9_c_13(
    agreed: Installation,
) -> None:
    claim_id = agreed.approved()
    claim = f"/claims/{claim_id}"
    agreed.batch("first")
    agreed.governance.tell("corrected", meeting_closed(MEETING, at(12), at(13)))
    (looked,) = agreed.client.until(
        "the corrected register", lambda: agreed.get("/corrections", APPROVER)["claims"] or None
    )
    assert (looked["claim_id"], looked["look"]) == (str(claim_id), "attendance")
    proposed = agreed.get(f"{claim}/correction", APPROVER)
    assert proposed["total_ore"] == -139_700
    assert [(line["kind"], line["quantity"]) for line in proposed["lines"]] == [("meeting", "-1")]
    wrong = {"choice": "reversal", "because": "attendance"}
    assert agreed.refuses(f"{claim}/correct", wrong, APPROVER, claim) == "text-missing"
    stranger = {**wrong, "reason": "Feil", "lines": [str(id_of("stranger"))]}
    assert agreed.refuses(f"{claim}/correct", stranger, APPROVER, claim) == "line-unknown"
    agreed.ask(
        f"{claim}/correct",
        {**wrong, "reason": "Møtet ble kortere."},
        APPROVER,
        key="undo",
        of=claim,
    )
    assert agreed.get("/corrections", APPROVER)["claims"] == []
    second = agreed.batch("second")
    assert sum(line["amount_ore"] for line in lines_of(agreed, second)) == -TOTAL
    assert paid_in_all(agreed) == 0
    content = agreed.client.content("compensation", f"{second}/file", PAYROLL)
    assert b";-2.00;1397.00;-2794.00;" in content
    # All is undone, so the time is free, and the meeting can be claimed for as it was.
    anew = agreed.draft(key="anew")
    assert agreed.get(f"/claims/{anew}", GP)["total_ore"] == TOTAL - 139_700
    agreed.pass_on(anew, ("submit", GP))


def test_a_rate_confirmed_late_proposes_the_difference_c_13(agreed: Installation) -> None:
    claim_id = agreed.approved()
    claim = f"/claims/{claim_id}"
    agreed.batch("first")
    newer = {**RATE, "amount_ore": 150_000, "valid_from": f"{the_day():%Y-%m-%d}"}
    for kind in ("meeting", "travel-time"):
        rate_id = id_of(f"newer-{kind}")
        body = {"rate_id": str(rate_id), "kind": kind, **newer}
        agreed.ask("/rates", body, APPROVER, key=f"newer-{kind}")
        of = f"/rates/{rate_id}"
        agreed.ask(f"{of}/confirm", {"basis": "Nytt brev"}, APPROVER, key=f"yes-{kind}", of=of)
    (looked,) = agreed.get("/corrections", APPROVER)["claims"]
    assert looked["look"] == "rate"
    assert agreed.get("/inbox", APPROVER)["to_correct"] == 1
    proposed = agreed.get(f"{claim}/correction", APPROVER)
    # Two hours of meeting and one of travel at 103 kroner more; the work before is as it was.
    assert proposed["total_ore"] == 3 * 10_300
    chosen = {"choice": "supplement", "because": "rate", "reason": "Ny sats fra dagen."}
    agreed.ask(f"{claim}/correct", chosen, APPROVER, key="more", of=claim)
    assert agreed.refuses(f"{claim}/correct", chosen, APPROVER, claim) == "nothing-to-correct"
    second = lines_of(agreed, agreed.batch("second"))
    assert [
        (line["quantity"], line["rate_ore"]) for line in second if line["kind"] == "meeting"
    ] == [("2", 10_300)]
    assert paid_in_all(agreed) == TOTAL + 3 * 10_300
    trace = agreed.get(f"/lines/{second[0]['line_id']}", APPROVER)
    assert (trace["rate"]["amount_ore"], trace["less_rate"]["amount_ore"]) == (150_000, 139_700)
    nothing = {"choice": "nothing", "because": "other", "reason": "Sett på, ikke mer å gjøre."}
    agreed.ask(f"{claim}/correct", nothing, APPROVER, key="nothing", of=claim)


def key_of_four() -> dict[str, Any]:
    """Per capita, with the figures and their date."""
    parties = [SKIEN, HOSPITAL, id_of("bamble"), id_of("kragero")]
    return {
        "kind": "per-capita",
        "weights": [
            {"party": str(party), "weight": weight}
            for party, weight in zip(parties, ("56000", "37001", "14333", "10377"), strict=True)
        ],
        "source": "SSB, tabell 07459",
        "figures_on": "2026-01-01",
        "valid_from": "2024-01-01",
        "valid_to": "2099-12-31",
    }


def test_a_key_says_who_bears_what_and_adds_up_c_8(agreed: Installation) -> None:
    path, key = f"/agreements/{AGREEMENT}", key_of_four()
    one = [{"party": str(SKIEN), "weight": "1"}]
    for body, reason in (
        ({**key, "figures_on": None}, "key-without-date"),
        ({**key, "weights": one}, "key-parties"),
        ({**key, "weights": key["weights"][1:]}, "key-without-payer"),
        ({**key, "kind": "fixed"}, "key-percent"),
        ({**key, "kind": "equal"}, "key-equal"),
        ({**key, "valid_to": "2023-01-01"}, "period-backwards"),
        ({**key, "source": ""}, "text-missing"),
    ):
        assert agreed.refuses(f"{path}/keys", body, APPROVER, path) == reason
    agreed.ask(f"{path}/keys", key, APPROVER, key="key", of=path)
    assert agreed.refuses(f"{path}/keys", key, APPROVER, path) == "keys-overlap"


def test_the_parties_share_what_one_has_paid_to_the_ore_c_8(agreed: Installation) -> None:
    path = f"/agreements/{AGREEMENT}"
    agreed.ask(f"{path}/keys", key_of_four(), APPROVER, key="key", of=path)
    period = f"{the_day():%Y-%m}"
    settlement = {"payer": str(SKIEN), "period": period}
    assert agreed.refuses("/settlements", settlement, PAYROLL) == "nothing-to-settle"
    agreed.approved()
    agreed.batch("batch")
    made = agreed.ask("/settlements", settlement, PAYROLL, key="settle")
    assert agreed.ask("/settlements", settlement, PAYROLL, key="again")["events"] == []
    of = f"/settlements/{made['settlement_id']}"
    told = agreed.get(of, APPROVER)
    assert sum(share["amount_ore"] for share in told["shares"]) == told["total_ore"] == TOTAL
    (row,) = told["rows"]
    assert [share["amount_ore"] for share in row["shares"]] == [299_075, 197_608, 76_547, 55_420]

    # The hospital sees its own share, disputes it, and the doctor is paid all the same.
    theirs = agreed.get(of, OTHER_APPROVER)
    assert [share["amount_ore"] for share in theirs["shares"]] == [197_608]
    assert [share["party"] for share in theirs["rows"][0]["shares"]] == [str(HOSPITAL)]
    (mine,) = agreed.get("/settlements/shares", OTHER_PAYROLL)["shares"]
    assert (mine["payer"], mine["amount_ore"]) == (str(SKIEN), 197_608)
    no = {"party": str(HOSPITAL), "reason": "Nøkkelen er ikke vedtatt hos oss."}
    agreed.ask(f"{of}/dispute", no, OTHER_APPROVER, key="dispute", of=of)
    assert agreed.refuses(f"{of}/dispute", no, OTHER_APPROVER, of) == "disputed-already"
    (batch,) = agreed.get("/batches", PAYROLL)["batches"]
    agreed.ask(
        f"/batches/{batch['batch_id']}/acknowledge",
        {"sha256": batch["sha256"]},
        PAYROLL,
        key="paid-all-the-same",
        of=f"/batches/{batch['batch_id']}",
    )
    (mine,) = agreed.get("/settlements/shares", OTHER_PAYROLL)["shares"]
    assert mine["disputed"] == no["reason"]
    yes = {"party": str(HOSPITAL), "outcome": "Enige om nøkkelen."}
    agreed.ask(f"{of}/agree", yes, APPROVER, key="agree", of=of)
    (mine,) = agreed.get("/settlements/shares", OTHER_PAYROLL)["shares"]
    assert (mine["disputed"], mine["outcome"]) == (None, yes["outcome"])
