"""Words that governance's events share: closed lists, and the base of a value inside an event."""

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

OrganisationKind: TypeAlias = Literal[
    "municipality", "hf", "rhf", "gp-practice", "specialist-practice", "directorate", "other"
]
RoleName: TypeAlias = Literal[
    "clinician",
    "secretariat",
    "attester",
    "approver",
    "payroll",
    "helsedirektoratet",
    "operator",
    "integrator",
]
Employment: TypeAlias = Literal["self-employed", "employed", "none"]
BodyKind: TypeAlias = Literal[
    "fs",
    "ssu",
    "partnership",
    "lsu",
    "working-committee",
    "gp-council",
    "dialogue",
    "network",
]
Power: TypeAlias = Literal["advise", "decide"]
Purpose: TypeAlias = Literal["general", "doctor-to-doctor"]
MixedPolicy: TypeAlias = Literal["professional-first", "lift"]
Silence: TypeAlias = Literal["never-support", "no-objection"]
LateCases: TypeAlias = Literal["never", "chair-decides"]
SideName: TypeAlias = Literal["municipal", "hospital"]
Right: TypeAlias = Literal["vote", "speech", "proposal", "attend"]
Function: TypeAlias = Literal["chair", "vice", "member", "observer", "secretary"]
Represents: TypeAlias = Literal["party", "gps", "specialists", "users", "employees", "observers"]
Basis: TypeAlias = Literal["elected", "samarbeidsutvalg", "party", "legeforeningen"]
MeetingKind: TypeAlias = Literal["ordinary", "extraordinary", "written"]
EntryKind: TypeAlias = Literal["decision", "information", "minutes", "other"]
Position: TypeAlias = Literal["supports", "can-live-with", "cannot-support"]
ObjectionKind: TypeAlias = Literal["professional", "other"]
Undecided: TypeAlias = Literal["side-absent", "no-quorum", "unanswered"]
ItemOutcome: TypeAlias = Literal["consensus", "professional", "other", "mixed", "not-decided"]
RatificationAnswer: TypeAlias = Literal["adopted", "adopted-with-reservation", "refused"]


class Part(BaseModel):
    """A value inside an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")
