"""What a person asks about their own notices (I-11)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChooseNotices:
    """Whether news of one's own cases comes by e-mail."""

    person: UUID
    by_email: bool
