"""What must hold in the register: names, numbers, and where a role is held."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance import RoleName
from shared.contracts.record import Sealed
from shared.values.case_numbers import CaseNumberFormat, InvalidNumberFormat
from shared.values.open_text import names_no_patient
from shared.values.organisation_numbers import NotAnOrganisationNumber, organisation_number
from shared.values.refusal import Refused

_HPR = re.compile(r"(?!0+$)\d{1,9}", re.ASCII)
"""Registers write it with and without zeros in front; it is kept as it was given."""

Reach: TypeAlias = Literal["helsefellesskap", "party", "nation"]
REACH: Mapping[RoleName, Reach] = MappingProxyType(
    {
        "clinician": "helsefellesskap",
        "secretariat": "helsefellesskap",
        "attester": "party",
        "approver": "party",
        "payroll": "party",
        "integrator": "party",
        "helsedirektoratet": "nation",
        "operator": "nation",
    }
)
"""Where a role must be held (P-3). One held in a helsefellesskap may name a party too, and one
held for a party may name a helsefellesskap. One held nationally names no helsefellesskap; that of
Helsedirektoratet may name the directorate itself, which makes it no narrower."""


def all_are_known(unknown: Collection[UUID], field: str, *named: UUID | None) -> None:
    """P-1: what a command names stands in the register."""
    if any(each in unknown for each in named):
        raise Refused("P-1", "governance.not-registered", field=field)


def none_is_succeeded(succeeded: Collection[UUID], field: str, *named: UUID) -> None:
    """P-6: from its day on the successor stands in the structure, and no longer the old party."""
    if any(each in succeeded for each in named):
        raise Refused("P-6", "governance.party-succeeded", field=field)


def number_format(field: str, template: str) -> CaseNumberFormat:
    """G-1, I-11: a format that gives and reads numbers without doubt."""
    try:
        return CaseNumberFormat.parse(template)
    except InvalidNumberFormat as problem:
        raise Refused("G-1", "governance.number-format", field=field) from problem


def valid_organisation_number(number: str | None) -> str | None:
    """I-2: nine digits with the right check digit, or none given."""
    if number is None or not number.strip():
        return None
    try:
        return organisation_number(number)
    except NotAnOrganisationNumber as problem:
        raise Refused("I-2", "governance.organisation-number", field="number") from problem


def person_is_named(name: Sealed, hpr: Sealed | None, contact: Sealed | None) -> None:
    """P-1: a name; the number of the health personnel register, where given, is one; nowhere a
    national number."""
    written("P-1", "name", name.clear or "", longest=NAME_LENGTH)
    if hpr is not None and not _HPR.fullmatch(hpr.clear or ""):
        raise Refused("P-1", "governance.hpr-number", field="hpr")
    if contact is not None:
        names_no_patient((("contact", contact.clear or ""),))


def role_is_held_somewhere(
    role: RoleName, helsefellesskap: UUID | None, party: UUID | None
) -> None:
    """P-3: access goes no wider than what a role is held for, so it must be told."""
    reach = REACH[role]
    if reach == "helsefellesskap" and helsefellesskap is None:
        raise Refused("P-3", "governance.role-needs-helsefellesskap", field="helsefellesskap")
    if reach == "party" and party is None:
        raise Refused("P-3", "governance.role-needs-party", field="party")
    if reach == "nation" and (helsefellesskap or (party and role != "helsedirektoratet")):
        raise Refused("P-3", "governance.role-is-national", field="role")
