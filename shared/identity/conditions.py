"""What an access rule asks of a resource, as data (P-3).

A `Scope` is any of several `Reach`es, and a reach is all of its conditions. The same conditions
decide about one resource (`Scope.admits`) and about a list (`shared.identity.listing`), so that
no list, count, search or export shows more than the single page would.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never
from uuid import UUID

Kind: TypeAlias = Literal[
    "report",
    "case",
    "diagnosis",
    "decision",
    "meeting",
    "routine",
    "clarification",
    "hearing",
    "structure",
    "claim",
    "agreement",
    "batch",
    "rate",
    "figures",
    "log",
    "platform",
]


@dataclass(frozen=True, slots=True)
class Resource:
    """What is asked for, as far as access depends on it. What is left out gives no access.

    - `helsefellesskap`: the owner; `visiting`: the others that take part in this very case.
    - `body`: the body that holds the case or the meeting (G-2).
    - `party`: the payer, the party that answers, or the reporter's organisation;
      `parties`: all parties of the case.
    - `person`: whose it is (reporter, claimant, representative); `people`: those it concerns
      too (reporters that have joined, those a representative has asked).
    - `case`: the one case it is about; `cases`: all that it is about, as an agenda is.
    - `attester`: who has confirmed the facts of the claim (C-7).
    - `locked`: decided, and no longer open to change; `lifted`: has left intake (P-4).
    - `named`: the reporter has agreed to be known by name (P-4).
    """

    kind: Kind
    helsefellesskap: UUID | None = None
    visiting: frozenset[UUID] = frozenset()
    body: UUID | None = None
    party: UUID | None = None
    parties: frozenset[UUID] = frozenset()
    person: UUID | None = None
    people: frozenset[UUID] = frozenset()
    case: UUID | None = None
    cases: frozenset[UUID] = frozenset()
    attester: UUID | None = None
    locked: bool = False
    lifted: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class InHelsefellesskap:
    """It belongs to this helsefellesskap; with `visiting`, or it is shared with it (P-4)."""

    id: UUID
    visiting: bool = False


@dataclass(frozen=True, slots=True)
class InBody:
    """It lies in this body (G-2)."""

    id: UUID


@dataclass(frozen=True, slots=True)
class AboutCase:
    """It is about this case, or about this one too: all that somebody co-opted reaches (G-5)."""

    id: UUID


@dataclass(frozen=True, slots=True)
class OfParty:
    """It is this party's own: its claims, its answer, its reporter (P-4)."""

    id: UUID


@dataclass(frozen=True, slots=True)
class AmongParties:
    """This party is one of the case's parties."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Own:
    """It is this person's own."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Concerns:
    """It is this person's own, or concerns them too."""

    id: UUID


@dataclass(frozen=True, slots=True)
class OfKind:
    """It is one of these kinds."""

    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Locked:
    """It is decided and locked."""


@dataclass(frozen=True, slots=True)
class Lifted:
    """It has left intake for the bodies."""


@dataclass(frozen=True, slots=True)
class Named:
    """The reporter has agreed to be known by name."""


@dataclass(frozen=True, slots=True)
class NotOwn:
    """It is somebody else's claim (C-7)."""

    id: UUID


@dataclass(frozen=True, slots=True)
class NotAttestedBy:
    """Somebody else has confirmed the facts (C-7)."""

    id: UUID


Condition: TypeAlias = (
    InHelsefellesskap
    | InBody
    | AboutCase
    | OfParty
    | AmongParties
    | Own
    | Concerns
    | OfKind
    | Locked
    | Lifted
    | Named
    | NotOwn
    | NotAttestedBy
)

Reason: TypeAlias = Literal[
    "no-role",
    "payer-gives-authority",
    "seat-without-right",
    "directorate-reads-no-report-text",
    "directorate-reads-no-claims",
    "directorate-reads-no-hearings",
    "directorate-writes-only-answers",
    "operator-reads-no-cases",
    "other-helsefellesskap",
    "other-body",
    "other-case",
    "other-party",
    "not-among-parties",
    "not-own",
    "kind-not-open",
    "not-locked",
    "not-lifted",
    "reporter-not-named",
    "own-claim",
    "attested-by-yourself",
    "other-organisation",
    "unknown-person",
    "case-blocked",
]


def holds(condition: Condition, resource: Resource) -> bool:  # noqa: PLR0911, PLR0912 - one line a condition
    """Whether the resource meets the condition."""
    match condition:
        case InHelsefellesskap(id=area, visiting=visiting):
            return resource.helsefellesskap == area or (visiting and area in resource.visiting)
        case InBody(id=body):
            return resource.body == body
        case AboutCase(id=case):
            return resource.case == case or case in resource.cases
        case OfParty(id=party):
            return resource.party == party
        case AmongParties(id=party):
            return party in resource.parties
        case Own(id=person):
            return resource.person == person
        case Concerns(id=person):
            return resource.person == person or person in resource.people
        case OfKind(kinds=kinds):
            return resource.kind in kinds
        case Locked():
            return resource.locked
        case Lifted():
            return resource.lifted
        case Named():
            return resource.named
        case NotOwn(id=person):
            return resource.person != person
        case NotAttestedBy(id=person):
            return resource.attester != person
        case _:
            assert_never(condition)


def reason_against(condition: Condition) -> Reason:
    """Why a resource that does not meet the condition is refused."""
    reasons: dict[type[Condition], Reason] = {
        InHelsefellesskap: "other-helsefellesskap",
        InBody: "other-body",
        AboutCase: "other-case",
        OfParty: "other-party",
        AmongParties: "not-among-parties",
        Own: "not-own",
        Concerns: "not-own",
        OfKind: "kind-not-open",
        Locked: "not-locked",
        Lifted: "not-lifted",
        Named: "reporter-not-named",
        NotOwn: "own-claim",
        NotAttestedBy: "attested-by-yourself",
    }
    return reasons[type(condition)]


@dataclass(frozen=True, slots=True)
class Reach:
    """One way an actor may come at a resource: all of these conditions, in order.

    `logged`: such reading is logged with its purpose (R-6). No conditions: everything.
    """

    conditions: tuple[Condition, ...] = ()
    logged: bool = False

    def admits(self, resource: Resource) -> bool:
        return all(holds(condition, resource) for condition in self.conditions)

    def hindrance(self, resource: Resource) -> tuple[int, Condition] | None:
        """The first condition that is not met and its place in the order, if any."""
        for place, condition in enumerate(self.conditions):
            if not holds(condition, resource):
                return place, condition
        return None


@dataclass(frozen=True, slots=True)
class Scope:
    """What an actor may do an action on: the list form of the policy (P-3); never on what is
    about one of the `blocked` cases (R-7)."""

    reaches: tuple[Reach, ...] = ()
    blocked: frozenset[UUID] = frozenset()

    @classmethod
    def of(cls, reaches: Iterable[Reach], blocked: frozenset[UUID] = frozenset()) -> "Scope":
        """The reaches, each once, in the order given."""
        return cls(tuple(dict.fromkeys(reaches)), blocked)

    @property
    def nothing(self) -> bool:
        """No resource at all, whatever it is."""
        return not self.reaches

    @property
    def everything(self) -> bool:
        """Every resource, whatever it is."""
        return not self.blocked and any(not reach.conditions for reach in self.reaches)

    def admits(self, resource: Resource) -> bool:
        """Whether this resource may stand in the list."""
        return resource.case not in self.blocked and any(
            reach.admits(resource) for reach in self.reaches
        )
