"""The form of each act on a case, and where it is sent (G-5 to G-15)."""

from services.governance.application.acts import ActName
from services.governance.pages import case_forms as forms
from services.governance.pages.case_forms import CaseForm

PATHS: dict[ActName, str] = {
    "propose": "forslag",
    "nothing": "uten-forslag",
    "statement": "uttalelse",
    "place": "plassering",
    "arena": "arena",
    "return-or-lift": "retur-eller-loft",
    "written": "skriftlig",
    "not-agreed": "ikke-enighet",
    "acknowledge": "bekreftelse",
    "close": "lukking",
    "ratify": "svar",
    "after-ratification": "valg",
    "plan": "plan",
    "report": "gjennomforing",
    "own-step": "egne-steg",
    "follow-up": "oppfolging",
    "wording": "ordlyd",
    "drop": "legg-bort",
}
"""Where each act's form is sent, under the case's own address."""

FORMS: dict[ActName, type[CaseForm]] = {
    "nothing": forms.NothingForm,
    "statement": forms.StatementForm,
    "place": forms.PlaceForm,
    "arena": forms.ArenaForm,
    "return-or-lift": forms.ReturnOrLiftForm,
    "written": forms.WrittenForm,
    "not-agreed": forms.NotAgreedForm,
    "acknowledge": forms.AcknowledgeForm,
    "close": forms.CloseForm,
    "ratify": forms.RatifyForm,
    "after-ratification": forms.AfterRatificationForm,
    "plan": forms.PlanForm,
    "report": forms.ReportForm,
    "own-step": forms.OwnStepForm,
    "follow-up": forms.FollowUpForm,
    "wording": forms.WordingForm,
    "drop": forms.DropForm,
}
"""All but the proposal, whose form is larger."""
