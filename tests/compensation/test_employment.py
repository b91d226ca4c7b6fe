"""What a doctor is on the day of the work follows the register's dates (C-1, P-6)."""

from datetime import date
from uuid import UUID

from services.compensation.commands.facts import Engagement
from services.compensation.readmodels.employment import engagements
from shared.contracts.governance import EmploymentChanged, PersonRegistered
from shared.contracts.record import Sealed
from tests.identity.registering import Registering

DOCTOR = UUID(int=1)


def test_each_status_holds_until_the_day_before_the_next_c_1_p_6() -> None:
    registering = Registering("memory:")
    try:
        registering.say(
            PersonRegistered(
                person_id=DOCTOR,
                name=Sealed(subject=f"person-{DOCTOR}", purpose="register", clear="Kari"),
                employment="self-employed",
                title="fastlege",
            ),
            EmploymentChanged(
                person_id=DOCTOR,
                employment="employed",
                valid_from=date(2027, 1, 1),
                basis="fastlønn",
            ),
        )
        assert engagements(registering.views, DOCTOR) == (
            Engagement("self-employed", None, date(2026, 12, 31)),
            Engagement("employed", date(2027, 1, 1), None),
        )
        assert engagements(registering.views, UUID(int=2)) == ()
    finally:
        registering.close()
