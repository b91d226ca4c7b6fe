"""A small world for the policy: one helsefellesskap and a strange one, and who is in them."""

from dataclasses import dataclass
from uuid import UUID

from shared.identity.actors import Actor, Holding, Role, Seat
from shared.identity.policy import Action, Kind, Resource


def numbered(number: int) -> UUID:
    return UUID(int=number)


AREA, OTHER_AREA = numbered(1), numbered(2)
PARTY, OTHER_PARTY = numbered(11), numbered(12)
BODY, OTHER_BODY = numbered(21), numbered(22)
CASE, OTHER_CASE = numbered(51), numbered(52)
ME, SOMEBODY, ATTESTER = numbered(31), numbered(32), numbered(33)


def holding(role: Role, *, area: UUID | None = None, party: UUID | None = None) -> Actor:
    return Actor(ME, holdings=frozenset({Holding(role, area, party)}))


def seated(function: str, *rights: str, case: UUID | None = None, kind: str = "ssu") -> Actor:
    seat = Seat(numbered(41), BODY, AREA, PARTY, function, frozenset(rights), case, kind)
    return Actor(ME, seats=frozenset({seat}))


PEOPLE: dict[str, Actor] = {
    "clinician": holding("clinician", area=AREA, party=PARTY),
    "secretariat": holding("secretariat", area=AREA),
    "attester": holding("attester", party=PARTY),
    "approver": holding("approver", area=AREA, party=PARTY),
    "payroll": holding("payroll", party=PARTY),
    "helsedirektoratet": holding("helsedirektoratet"),
    "operator": holding("operator"),
    "integrator": holding("integrator", party=PARTY),
    "member": seated("member", "vote", "speech", "proposal"),
    "speaker": seated("member", "speech", "proposal"),
    "chair": seated("chair", "vote", "speech", "proposal"),
    "observer": seated("observer", "attend"),
    "co-opted": seated("member", "speech", "proposal", case=CASE),
    "deputy": Actor(ME, deputises=seated("member", "vote", "speech", "proposal").seats),
    "stranger": Actor(ME),
}

KINDS: dict[str, Kind] = {
    "intake": "case",
    "assessment": "diagnosis",
    "governance": "case",
    "compensation": "claim",
    "audit": "case",
    "operate": "platform",
}

EXCEPTIONS: dict[Action, Kind] = {
    "intake.read-report": "report",
    "intake.report": "report",
    "governance.read-decision": "decision",
    "governance.read-routine": "routine",
    "governance.read-hearing": "hearing",
    "governance.answer-clarification": "clarification",
    "governance.ask-clarification": "clarification",
    "audit.query": "figures",
    "audit.verify": "log",
}


def kind_of(action: Action) -> Kind:
    return EXCEPTIONS.get(action) or KINDS[action.partition(".")[0]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The resource an action is most at home with: everything fits, but it is somebody else's."""

    action: Action

    @property
    def resource(self) -> Resource:
        return Resource(
            kind_of(self.action),
            helsefellesskap=AREA,
            body=BODY,
            party=PARTY,
            parties=frozenset({PARTY}),
            person=SOMEBODY,
            case=CASE,
            attester=ATTESTER,
            locked=True,
            lifted=True,
            named=True,
        )
