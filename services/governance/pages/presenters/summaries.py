"""What representatives' groups say, as it stands with the stance on case and item (G-19)."""

from dataclasses import dataclass
from uuid import UUID

from services.governance.pages.presenters.names import Names
from services.governance.readmodels import hearings
from shared.eventlog.projections import Views


@dataclass(frozen=True, slots=True)
class GroupSays:
    """A summary, with whose group it is and how many have answered."""

    heading: str
    question: str
    text: str


def summaries(views: Views, case_id: UUID, names: Names) -> list[GroupSays]:
    return [
        GroupSays(
            names.words(
                "governance.hearing.group-says",
                group=each.group or names.person(each.person_id),
                answered=each.answered,
                asked=each.asked,
            ),
            each.question,
            each.text,
        )
        for each in hearings.summaries(views, case_id)
    ]
