"""What a person wants to be told by e-mail (I-11)."""

from typing import Literal
from uuid import UUID

from shared.contracts.record import Event


class NoticesChosen(Event):
    """A person has chosen whether news of their cases comes by e-mail. It does until they say no.

    The address itself is the contact in the register.
    """

    type: Literal["intake.notices-chosen.v1"] = "intake.notices-chosen.v1"
    person: UUID
    by_email: bool
