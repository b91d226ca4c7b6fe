"""Canonical examples of what changes in the structure: bodies, seats, people, organisations."""

from datetime import date

from services.governance.commands.register import (
    CarryOutSuccession,
    ChangeEmployment,
    SucceedOrganisation,
)
from services.governance.commands.structure import (
    ChangeDeputy,
    DissolveBody,
    ReconfigureBody,
    SucceedBodyParty,
    SucceedSeatParty,
)
from shared.contracts.governance import (
    BodyDissolved,
    BodyPartySucceeded,
    BodyReconfigured,
    Deputy,
    DeputyChanged,
    EmploymentChanged,
    OrganisationSucceeded,
    Receiver,
    SeatPartySucceeded,
    SuccessionCarriedOut,
)
from shared.contracts.record import Event
from tests.examples.governance.register import SIDES, SSU_RULES
from tests.examples.ids import (
    CASE,
    FS,
    GP,
    PARTNERSHIP,
    PORSGRUNN,
    SEAT_GP,
    SEAT_PORSGRUNN,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)

OTHER_DEPUTY = id_of("other-deputy")
OTHER_FS = id_of("other-fs")
NEW_YEAR = date(2027, 1, 1)

RECONFIGURE_BODY = ReconfigureBody(
    body_id=SSU,
    level=None,
    name="SSU Nedre Telemark",
    name_nn="SSU Nedre Telemark",
    parent=PARTNERSHIP,
    power="decide",
    purpose="general",
    sides=SIDES,
    item_number_format="{running:02}/{year:02}",
    rules=SSU_RULES.model_copy(update={"rhythm": "seks ganger i året"}),
    valid_from=date(2026, 11, 1),
    reason="Utvalget møtes oftere.",
)
DISSOLVE_BODY = DissolveBody(
    body_id=FS,
    dissolved_on=date(2026, 11, 1),
    reason="Utvalgene er slått sammen.",
    receivers=(Receiver(case_id=CASE, body_id=OTHER_FS),),
)
CHANGE_DEPUTY = ChangeDeputy(
    seat_id=SEAT_GP,
    deputy_id=OTHER_DEPUTY,
    deputy_active_clinician=True,
    reason="Vara har permisjon.",
)
CHANGE_EMPLOYMENT = ChangeEmployment(
    person_id=GP,
    employment="employed",
    valid_from=NEW_YEAR,
    basis="Ansatt på fastlønn i Skien kommune.",
)

SUCCEED_ORGANISATION = SucceedOrganisation(
    organisation_id=PORSGRUNN,
    successor=SKIEN,
    on=NEW_YEAR,
    reason="Kommunene er slått sammen ved lov.",
)
CARRY_OUT_SUCCESSION = CarryOutSuccession(organisation_id=PORSGRUNN)
SUCCEED_BODY_PARTY = SucceedBodyParty(body_id=SSU, old=PORSGRUNN, new=SKIEN, on=NEW_YEAR)
SUCCEED_SEAT_PARTY = SucceedSeatParty(seat_id=SEAT_PORSGRUNN, old=PORSGRUNN, new=SKIEN, on=NEW_YEAR)

DEPUTY_CHANGED = DeputyChanged(
    seat_id=SEAT_GP,
    body_id=SSU,
    deputy=Deputy(person_id=OTHER_DEPUTY, active_clinician=True),
    reason="Vara har permisjon.",
)
EMPLOYMENT_CHANGED = EmploymentChanged(
    person_id=GP,
    employment="employed",
    valid_from=NEW_YEAR,
    basis="Ansatt på fastlønn i Skien kommune.",
)
BODY_RECONFIGURED = BodyReconfigured(
    body_id=SSU,
    helsefellesskap=TELEMARK,
    kind="ssu",
    level=2,
    name="SSU Nedre Telemark",
    name_nn="SSU Nedre Telemark",
    parent=PARTNERSHIP,
    sides=SIDES,
    item_number_format="{running:02}/{year:02}",
    rules=SSU_RULES.model_copy(update={"rhythm": "seks ganger i året"}),
    valid_from=date(2026, 11, 1),
    reason="Utvalget møtes oftere.",
)
BODY_DISSOLVED = BodyDissolved(
    body_id=FS,
    helsefellesskap=TELEMARK,
    dissolved_on=date(2026, 11, 1),
    reason="Utvalgene er slått sammen.",
    receivers=(Receiver(case_id=CASE, body_id=OTHER_FS),),
)
ORGANISATION_SUCCEEDED = OrganisationSucceeded(
    organisation_id=PORSGRUNN,
    successor=SKIEN,
    on=NEW_YEAR,
    reason="Kommunene er slått sammen ved lov.",
)
SUCCESSION_CARRIED_OUT = SuccessionCarriedOut(
    organisation_id=PORSGRUNN,
    successor=SKIEN,
    on=NEW_YEAR,
    bodies=(SSU,),
    seats=(SEAT_PORSGRUNN,),
    cases=(CASE,),
)
BODY_PARTY_SUCCEEDED = BodyPartySucceeded(body_id=SSU, old=PORSGRUNN, new=SKIEN, on=NEW_YEAR)
SEAT_PARTY_SUCCEEDED = SeatPartySucceeded(
    seat_id=SEAT_PORSGRUNN, body_id=SSU, old=PORSGRUNN, new=SKIEN, on=NEW_YEAR
)

EVENTS: tuple[Event, ...] = (
    DEPUTY_CHANGED,
    EMPLOYMENT_CHANGED,
    BODY_RECONFIGURED,
    BODY_DISSOLVED,
    ORGANISATION_SUCCEEDED,
    SUCCESSION_CARRIED_OUT,
    BODY_PARTY_SUCCEEDED,
    SEAT_PARTY_SUCCEEDED,
)
