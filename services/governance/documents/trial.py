"""The application for an exemption or a trial, in bokmål or nynorsk (G-17)."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.contracts.governance.trials import Limit, TrialPlan
from shared.typesetting import Block, Document, Heading, Language, Points, Table, Text
from shared.web.i18n import Words

KEYS = "governance.trial-document"


@dataclass(frozen=True, slots=True)
class Told:
    """All that the application is made of. `body` is the name of the one that asks, in the
    written form of `language`; `authority` is who can grant it."""

    plan: TrialPlan
    case_number: str
    body: str
    authority: str
    language: Language


def application(told: Told, words: Words) -> Document:
    """The application as the authority gets it; the same of the same. `words` are those of the
    written form."""
    title = words(f"{KEYS}.title", number=told.case_number)
    return Document(
        title=title,
        language=told.language,
        blocks=tuple(_Application(told, words).blocks()),
        running=title,
        page=(words("governance.document.page"), words("governance.document.of")),
    )


class _Application:
    def __init__(self, told: Told, words: Words) -> None:
        self._told = told
        self._words = words

    def _say(self, key: str, **values: object) -> str:
        return self._words(f"{KEYS}.{key}", **values)

    def blocks(self) -> Iterator[Block]:
        plan = self._told.plan
        yield Text(self._say("intro", authority=self._told.authority, body=self._told.body))
        yield Points(tuple(self._facts()))
        yield from self._written("measure", plan.measure)
        yield Heading(self._say("deviations"))
        yield Table(
            [self._say(each) for each in ("law", "section", "how")],
            [(each.law, each.section, each.how) for each in plan.deviations],
        )
        yield from self._written("duration", plan.duration)
        yield from self._limit("case_handling", plan.case_handling)
        yield from self._limit("individuals", plan.individuals)
        yield from self._written("reversible", plan.reversible)
        yield from self._written("evaluation", plan.evaluation)

    def _facts(self) -> Iterator[tuple[str, str]]:
        told, day = self._told, self._words.formats.day
        basis = self._words(f"governance.trial-basis.{told.plan.basis}")
        yield self._say("from"), told.body
        yield self._say("case"), told.case_number
        yield self._say("basis"), " ".join(filter(None, (basis, told.plan.basis_provision)))
        first, last = day(told.plan.starts_on), day(told.plan.ends_on)
        yield self._say("days"), self._say("from-to", first=first, last=last)

    def _written(self, heading: str, text: str | None) -> Iterator[Block]:
        if text:
            yield Heading(self._say(heading))
            yield Text(text)

    def _limit(self, heading: str, limit: Limit) -> Iterator[Block]:
        yield Heading(self._say(heading))
        yield Text(self._say("departs" if limit.departs else "keeps"))
        if limit.told:
            yield Text(limit.told)
