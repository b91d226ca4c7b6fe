"""What cases are called, for those who may read the cases themselves (P-4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from shared.contracts.record import Sealed
from shared.eventlog.sealing import Seals
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed
from shared.web.i18n import Words

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Titled:
    """A title as the reporter wrote it, still sealed, and what access to the case depends on."""

    case: Resource
    title: Sealed


def titles(seals: Seals, actor: Actor, found: Mapping[Key, Titled], words: Words) -> dict[Key, str]:
    """Those that the actor may read; one that is erased is said to be so (R-7).

    Who may not read a case as it was reported sees its number alone.
    """
    readable = {
        key: each.title
        for key, each in found.items()
        if isinstance(allowed(actor, "intake.read-case", each.case), Allowed)
    }
    opened = seals.open_all(readable)
    return {key: title.clear or words("case-title.erased") for key, title in opened.items()}
