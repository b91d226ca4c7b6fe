"""The fields of each step of a named way out (G-16 to G-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args
from uuid import UUID

from services.governance.pages.presenters.fields import Field, FieldKind
from services.governance.pages.presenters.names import Names
from shared.contracts.governance.exits import (
    CopySentBy,
    DisputeKind,
    ProvisionQuestion,
    Urgency,
    Written,
)
from shared.contracts.governance.trials import TrialBasis
from shared.web.components import Option

EMPTY_ROWS = 2
"""Rows that stand open for more; the page gives more when it is saved."""


@dataclass(frozen=True, slots=True)
class FieldsOf:
    """Makes fields with their words. `parties` are those of the body that asks, the case's own
    first: `own` of them."""

    names: Names
    parties: Sequence[UUID] = ()
    own: int = 0

    def one(
        self,
        name: str,
        kind: FieldKind = "area",
        *,
        label: str | None = None,
        about: bool = False,
        optional: bool = False,
        options: Sequence[Option] = (),
        rows: int = 3,
    ) -> Field:
        words, key = self.names.words, label or name.rsplit(".", maxsplit=1)[-1].replace("_", "-")
        return Field(
            kind,
            name,
            words(f"governance.exit.field.{key}"),
            words(f"governance.exit.about.{key}") if about else None,
            optional,
            options,
            rows,
        )

    def group(self, name: str, label: str | None = None) -> Field:
        text = self.names.words(f"governance.exit.group.{name}") if label is None else label
        return Field("group", name, text)

    def choices(self, of: str, values: object) -> list[Option]:
        return [
            Option(value, self.names.words(f"governance.{of}.{value}"))
            for value in get_args(values)
        ]

    def party_options(self) -> list[Option]:
        return [Option(str(party), self.names.party(party)) for party in self.parties]

    def contact(self) -> list[Field]:
        return [
            self.group("contact"),
            self.one("contact.name", "text"),
            self.one("contact.email", "email"),
            self.one("contact.phone", "tel"),
        ]

    def clarification(self, provisions: int) -> list[Field]:
        """G-16: the question first; readings for each of the body's parties."""
        fields = [
            self.one("question"),
            self.one("facts", rows=6, about=True),
            self.group("provisions"),
        ]
        questions = self.choices("provision-question", ProvisionQuestion)
        for row in range(provisions + EMPTY_ROWS):
            more = row > 0
            fields += [
                self.one(f"provisions.{row}.law", "text", optional=more),
                self.one(f"provisions.{row}.section", "text", optional=more),
                self.one(
                    f"provisions.{row}.question",
                    "select",
                    label="provision-question",
                    optional=True,
                    options=questions,
                ),
            ]
        others = len(self.parties) - self.own if self.own else 0
        for row, party in enumerate(self.parties):
            if others and row == self.own:
                told = self.names.words("governance.propose.other-parties", count=others)
                fields.append(Field("fold", "other-readings", told))
            fields += [
                self.group(f"reading-{row}", self.names.party(party)),
                Field("hidden", f"readings.{row}.party", value=str(party)),
                self.one(f"readings.{row}.text", label="reading", optional=True),
                self.one(f"readings.{row}.dissent", optional=True, rows=2),
            ]
        if others:
            fields.append(Field("unfold", "other-readings"))
        return [
            *fields,
            self.group("rest"),
            self.one("consequence"),
            self.one("urgency", "radios", options=self.choices("urgency", Urgency)),
            self.one("urgency_reason", optional=True, rows=2),
            self.one("earlier", optional=True, rows=2),
            *self.contact(),
            self.one("language", "radios", options=self.choices("written", Written)),
        ]

    def trial(self, deviations: int) -> list[Field]:
        """G-17: what, on which basis, and the limits that forsøksloven draws."""
        yes_or_no = [
            Option(value, self.names.words(f"governance.exit.{value}")) for value in ("no", "yes")
        ]
        fields = [
            self.one("measure"),
            self.one("basis", "radios", options=self.choices("trial-basis", TrialBasis)),
            self.one("basis_provision", "text", about=True, optional=True),
            self.group("deviations"),
        ]
        for row in range(deviations + EMPTY_ROWS):
            more = row > 0
            fields += [
                self.one(f"deviations.{row}.law", "text", optional=more),
                self.one(f"deviations.{row}.section", "text", optional=more),
                self.one(f"deviations.{row}.how", optional=more, rows=2),
            ]
        return [
            *fields,
            self.group("time"),
            self.one("starts_on", "date"),
            self.one("ends_on", "date", about=True),
            self.one("duration", optional=True, about=True, rows=2),
            self.group("limits"),
            self.one("case_handling", "radios", options=yes_or_no, about=True),
            self.one("case_handling_told", label="told", optional=True, about=True, rows=2),
            self.one("individuals", "radios", options=yes_or_no, about=True),
            self.one("individuals_told", label="told", optional=True, rows=2),
            self.one("reversible"),
            self.one("evaluation"),
        ]

    def dispute(self) -> list[Field]:
        """G-18: who asks what of whom; in a payment case claim, facts and legal basis."""
        return [
            self.one(
                "kind",
                "radios",
                label="dispute-kind",
                options=self.choices("dispute-kind", DisputeKind),
            ),
            self.one("party", "select", options=self.party_options()),
            self.one("other_party", "select", options=self.party_options()),
            self.one("question"),
            self.one("agreement", "text", optional=True),
            self.one("claim", optional=True, about=True),
            self.one("facts", optional=True, about=True),
            self.one("legal_basis", optional=True),
            *self.contact(),
            self.one("language", "radios", options=self.choices("written", Written)),
        ]

    def step(self, step: str, seats: Sequence[Option], meetings: Sequence[Option]) -> list[Field]:
        """The fields of all other steps, by the step's name."""
        seat = self.one("seat_id", "select", options=seats)
        reference = self.one("reference", "text")
        fields: dict[str, list[Field]] = {
            "sign": [seat],
            "not-sign": [seat, self.one("reason")],
            "send": [self.one("anonymous", "checkbox")],
            "review": [
                self.one("meeting_id", "select", options=meetings),
                self.one("note", optional=True),
            ],
            "answer": [self.one("answer", rows=8), reference, self.one("answered_on", "date")],
            "apply": [
                self.one("authority", "text"),
                self.one("applied_on", "date"),
                self.one("reference", "text", optional=True),
                self.one("anonymous", "checkbox"),
            ],
            "grant": [
                self.one("granted_on", "date"),
                reference,
                self.one("starts_on", "date"),
                self.one("ends_on", "date", about=True),
                self.one("conditions", optional=True),
            ],
            "refused": [self.one("refused_on", "date"), reference, self.one("reason")],
            "start": [self.one("started_on", "date")],
            "extend": [self.one("ends_on", "date", about=True), reference, self.one("reason")],
            "evaluate": [self.one("result"), self.one("recommendation")],
            "end": [self.one("ended_on", "date"), self.one("reason")],
            "send-dispute": [
                self.one("copy_sent_on", "date"),
                self.one(
                    "copy_sent_by",
                    "radios",
                    options=self.choices("copy-sent-by", CopySentBy),
                ),
                self.one("anonymous", "checkbox"),
            ],
            "statement": [self.one("statement", rows=8), reference, self.one("stated_on", "date")],
        }
        return fields[step]
