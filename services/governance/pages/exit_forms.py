"""What the forms of the named ways out send (G-16 to G-18): the same fields as over the API, and
rows that may stand empty."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from services.governance.api import exit_bodies as bodies
from services.governance.pages.forms import Fields, FormModel
from shared.contracts.governance.exits import ProvisionQuestion


class ProvisionRow(Fields):
    law: str = ""
    section: str = ""
    question: ProvisionQuestion = "how-to-read"


class ReadingRow(Fields):
    party: UUID
    text: str = ""
    dissent: str | None = None


class ClarificationForm(bodies.ClarificationFields, FormModel):
    provisions: list[ProvisionRow] = Field(default_factory=list)
    readings: list[ReadingRow] = Field(default_factory=list)

    def body(self) -> bodies.ClarificationBody:
        """The same as it is sent over the API; a party without a text has not read it yet."""
        return bodies.ClarificationBody(
            **self.model_dump(include={*bodies.ClarificationFields.model_fields}),
            provisions=[
                bodies.ProvisionBody(**row.model_dump())
                for row in self.provisions
                if row.law or row.section
            ],
            readings=[bodies.ReadingBody(**row.model_dump()) for row in self.readings if row.text],
        )


class SeatForm(bodies.SeatBody, FormModel):
    """Whose signature it is."""


class NotSignedForm(bodies.NotSignedBody, FormModel):
    """Why a side does not sign."""


class SendForm(bodies.SendBody, FormModel):
    """That no patient can be recognised."""


class ReviewForm(bodies.ReviewBody, FormModel):
    """In which meeting it was looked at."""


class AnswerForm(bodies.AnswerBody, FormModel):
    """The answer, and who signed it."""


class TrialForm(bodies.PlanFields, FormModel):
    case_handling: Literal["no", "yes"]
    case_handling_told: str | None = None
    individuals: Literal["no", "yes"]
    individuals_told: str | None = None

    def body(self) -> bodies.TrialBody:
        """The same as it is sent over the API."""
        return bodies.TrialBody(
            **self.model_dump(include={*bodies.PlanFields.model_fields}),
            case_handling=bodies.LimitBody(
                departs=self.case_handling == "yes", told=self.case_handling_told
            ),
            individuals=bodies.LimitBody(
                departs=self.individuals == "yes", told=self.individuals_told
            ),
        )


class ApplyForm(bodies.ApplyBody, FormModel):
    """Whom it is applied to, and when."""


class GrantForm(bodies.GrantBody, FormModel):
    """The days that are granted."""


class RefusedForm(bodies.RefuseBody, FormModel):
    """Why it was refused."""


class StartTrialForm(bodies.StartTrialBody, FormModel):
    """The first day."""


class ExtendForm(bodies.ExtendBody, FormModel):
    """A later last day."""


class EvaluateForm(bodies.EvaluateBody, FormModel):
    """What it has shown."""


class EndForm(bodies.EndBody, FormModel):
    """The last day, and why it ends."""


class DisputeForm(bodies.DisputeBody, FormModel):
    def body(self) -> bodies.DisputeBody:
        """The same as it is sent over the API."""
        return self


class SendDisputeForm(bodies.SendDisputeBody, FormModel):
    """When the other party got its copy, and that no patient can be recognised."""


class StatementForm(bodies.StatementBody, FormModel):
    """What the board has stated."""
