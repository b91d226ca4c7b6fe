"""A file that is carried out while the service is killed is carried out once (I-10)."""

from typing import Any

from tests.faults.conftest import Ground
from tests.installation.checking import assert_all_holds
from tests.intake.test_import_csv import file_of
from tests.journeys.governance.path import person
from tests.journeys.intake.problem import HOSPITAL, SKIEN

SYSTEM = person("kvalitetssystem")
ROWS = 160
TELEMARK = "Helsefellesskapet i Telemark"
PARTIES = f"{HOSPITAL}|{SKIEN}"


def test_a_service_killed_in_mid_file_registers_each_row_once_i_10(five: Ground) -> None:
    """kill -9 twice, to both processes of intake; what comes after goes on where the rows are."""
    installation = five.installation
    head = installation.ledger("intake").head()
    rows = (
        [f"drept-{number}", "2026-11-20", TELEMARK, "Hvem ringer?", "Ingen.", PARTIES]
        for number in range(ROWS)
    )
    with installation.client() as client:
        content = file_of(*rows).encode()
        sent = client.send("intake", "/imports", content, SYSTEM, key="killed")
        path = f"/imports/{sent['import_id']}"

        def come_to(done: int) -> dict[str, Any]:
            def looked() -> dict[str, Any] | None:
                now: dict[str, Any] = client.get("intake", path, SYSTEM)
                return now if now["done"] >= done else None

            return client.until(f"{done} rader", looked)

        for done in (1, ROWS // 2):
            assert come_to(done)["state"] == "running", "there is more to do"
            installation.kill("intake")
            installation.start_again("intake")
        come_to(ROWS)
        report = client.get("intake", f"{path}/report", SYSTEM)
    assert (len(report["accepted"]), report["unchanged"], report["refused"]) == (ROWS, [], [])
    assert len({each["case_number"] for each in report["accepted"]}) == ROWS
    told = [each.type for each in installation.stored("intake", after=head)]
    assert told.count("intake.report-registered.v3") == ROWS
    assert told.count("intake.reference-used.v1") == ROWS
    installation.wait_until_ready()
    assert_all_holds(installation)
