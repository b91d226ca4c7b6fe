"""Canonical examples of the register and the structure: commands and events."""

from datetime import date

from services.governance.commands.register import (
    EstablishHelsefellesskap,
    GrantRole,
    RegisterOrganisation,
    RegisterPerson,
    WithdrawRole,
)
from services.governance.commands.structure import EstablishBody, FillSeat, VacateSeat
from shared.contracts.governance import (
    BodyEstablished,
    BodyRules,
    Deadlines,
    Delegation,
    Deputy,
    HelsefellesskapEstablished,
    OrganisationRegistered,
    PersonRegistered,
    RoleGranted,
    RoleWithdrawn,
    SeatFilled,
    SeatVacated,
    Side,
)
from shared.contracts.record import Event
from tests.examples.ids import (
    AGREEMENT,
    GP,
    HOSPITAL,
    PARTNERSHIP,
    PORSGRUNN,
    SEAT_GP,
    SECRETARY,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
    sealed,
)

DEPUTY = id_of("deputy")
GP_NAME = sealed(f"person-{GP}", "name", "Kari Nordmann")
GP_HPR = sealed(f"person-{GP}", "hpr", "9144900")
GP_CONTACT = sealed(f"person-{GP}", "contact", "kari@example.org")
SIDES = (
    Side(name="municipal", parties=(SKIEN, PORSGRUNN)),
    Side(name="hospital", parties=(HOSPITAL,)),
)
TERM_FROM = date(2026, 1, 1)
TERM_TO = date(2027, 12, 31)

ESTABLISH_HELSEFELLESSKAP = EstablishHelsefellesskap(
    helsefellesskap_id=TELEMARK,
    name="Helsefellesskapet i Telemark",
    case_number_format="{year}/{running}",
)
REGISTER_ORGANISATION = RegisterOrganisation(
    organisation_id=HOSPITAL,
    name="Sykehuset Telemark HF",
    kind="hf",
    number="983 975 267",
    helsefellesskap=(TELEMARK,),
)
REGISTER_PERSON = RegisterPerson(
    person_id=GP,
    name=GP_NAME,
    hpr=GP_HPR,
    contact=GP_CONTACT,
    employment="self-employed",
    title="Fastlege",
)
GRANT_ROLE = GrantRole(
    person_id=SECRETARY, role="secretariat", helsefellesskap=TELEMARK, party=None
)
WITHDRAW_ROLE = WithdrawRole(
    person_id=SECRETARY,
    role="secretariat",
    helsefellesskap=TELEMARK,
    party=None,
    reason="Har sluttet i sekretariatet.",
)
SSU_RULES = BodyRules(
    rhythm="fire ganger i året",
    deadlines=Deadlines(propose=40, treat=None, choose=10, ratify=30, acknowledge=20),
    delegations=(
        Delegation(
            party=HOSPITAL,
            limits="Rutiner innenfor vedtatt budsjett",
            reference="Styret, sak 12/2026",
            valid_from=date(2026, 1, 1),
        ),
    ),
)
ESTABLISH_BODY = EstablishBody(
    body_id=SSU,
    helsefellesskap=TELEMARK,
    kind="ssu",
    name="Strategisk samarbeidsutvalg",
    name_nn="Strategisk samarbeidsutval",
    level=None,
    parent=PARTNERSHIP,
    power="decide",
    purpose="general",
    sides=SIDES,
    item_number_format="{running:02}/{year:02}",
    rules=SSU_RULES,
)
FILL_SEAT = FillSeat(
    seat_id=SEAT_GP,
    body_id=SSU,
    party=SKIEN,
    side="municipal",
    represents="gps",
    person_id=GP,
    function="member",
    rights=("speech", "proposal", "attend"),
    basis="samarbeidsutvalg",
    basis_note="ASA 4310 punkt 4.2",
    speaks_for="Fastlegene i Skien",
    active_clinician=True,
    term_from=TERM_FROM,
    term_to=TERM_TO,
    deputy_id=DEPUTY,
    deputy_active_clinician=True,
    co_opted_for=None,
)
VACATE_SEAT = VacateSeat(seat_id=SEAT_GP, reason="Har solgt praksisen.")

HELSEFELLESSKAP_ESTABLISHED = HelsefellesskapEstablished(
    helsefellesskap_id=TELEMARK,
    name="Helsefellesskapet i Telemark",
    case_number_format="{year}/{running}",
)
ORGANISATION_REGISTERED = OrganisationRegistered(
    organisation_id=HOSPITAL,
    name="Sykehuset Telemark HF",
    kind="hf",
    number="983975267",
    helsefellesskap=(TELEMARK,),
)
PERSON_REGISTERED = PersonRegistered(
    person_id=GP,
    name=GP_NAME,
    hpr=GP_HPR,
    contact=GP_CONTACT,
    employment="self-employed",
    title="Fastlege",
)
SECRETARY_REGISTERED = PersonRegistered(
    person_id=SECRETARY,
    name=sealed(f"person-{SECRETARY}", "name", "Ola Hansen"),
    employment="employed",
    title="Rådgiver",
)
ROLE_GRANTED = RoleGranted(person_id=SECRETARY, role="secretariat", helsefellesskap=TELEMARK)
ROLE_WITHDRAWN = RoleWithdrawn(
    person_id=SECRETARY,
    role="secretariat",
    helsefellesskap=TELEMARK,
    reason="Har sluttet i sekretariatet.",
)
BODY_ESTABLISHED = BodyEstablished(
    body_id=SSU,
    helsefellesskap=TELEMARK,
    kind="ssu",
    name="Strategisk samarbeidsutvalg",
    name_nn="Strategisk samarbeidsutval",
    level=2,
    parent=PARTNERSHIP,
    sides=SIDES,
    item_number_format="{running:02}/{year:02}",
    rules=SSU_RULES,
)
SEAT_FILLED = SeatFilled(
    seat_id=SEAT_GP,
    body_id=SSU,
    helsefellesskap=TELEMARK,
    party=SKIEN,
    side="municipal",
    represents="gps",
    person_id=GP,
    function="member",
    rights=("speech", "proposal", "attend"),
    basis="samarbeidsutvalg",
    basis_note="ASA 4310 punkt 4.2",
    speaks_for="Fastlegene i Skien",
    active_clinician=True,
    term_from=TERM_FROM,
    term_to=TERM_TO,
    agreement_id=AGREEMENT,
    deputy=Deputy(person_id=DEPUTY, active_clinician=True),
)
SEAT_VACATED = SeatVacated(
    seat_id=SEAT_GP, body_id=SSU, person_id=GP, reason="Har solgt praksisen."
)

EVENTS: tuple[Event, ...] = (
    HELSEFELLESSKAP_ESTABLISHED,
    ORGANISATION_REGISTERED,
    PERSON_REGISTERED,
    ROLE_GRANTED,
    ROLE_WITHDRAWN,
    BODY_ESTABLISHED,
    SEAT_FILLED,
    SEAT_VACATED,
)
