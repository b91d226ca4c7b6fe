"""What waits for somebody: each count leads to its list (C-7)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from services.compensation.api.answers_of_payment import InboxOut
from shared.identity.actions import Action
from shared.web.i18n import Words

CountName: TypeAlias = Literal[
    "to_attest", "to_approve", "to_review", "to_correct", "refused_by_payroll"
]


@dataclass(frozen=True, slots=True)
class Waits:
    """A list of claims that wait for somebody; `status` None for those whose basis has changed."""

    key: str
    count: CountName
    action: Action
    status: str | None


LISTS: tuple[Waits, ...] = (
    Waits("attest", "to_attest", "compensation.attest", "submitted"),
    Waits("approve", "to_approve", "compensation.approve", "attested"),
    Waits("review", "to_review", "compensation.approve", "in-review"),
    Waits("payroll-refused", "refused_by_payroll", "compensation.approve", "payroll-refused"),
    Waits("look", "to_correct", "compensation.approve", None),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the inbox, and where on the page its list is."""

    label: str
    count: int
    address: str


def waiting(counts: InboxOut, meetings: int, signing: int, words: Words) -> list[Waiting]:
    """Only what there is something of."""
    found = [
        ("meetings", meetings, "meetings"),
        ("returned", counts.returned, "mine"),
        ("refused", counts.refused, "mine"),
        ("drafts", counts.drafts, "mine"),
        ("sign", signing, "sign"),
        *((each.key, getattr(counts, each.count), each.key) for each in LISTS),
    ]
    return [
        Waiting(words(f"compensation.inbox.{key}"), count, f"#{at}")
        for key, count, at in found
        if count
    ]
