"""Export bundles: what somebody may see, with its proofs, to be checked elsewhere (R-4, R-8)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from services.audit.application.checkpointing import Checkpointing, Checkpoints, Note
from services.audit.application.histories import Audit
from services.audit.application.remembering import Remembered, name_of, number_of, sentence
from services.audit.decisions.erasing import is_blocked
from services.audit.documents.archive import ArchiveCopy, ArchiveFile, archive
from services.audit.documents.bundle import Growth, Leaf, Told, bundled
from services.audit.documents.history import Heading, Line, history
from services.audit.readmodels import logbook, nodes
from services.audit.readmodels.case_lists import had_by
from services.audit.readmodels.logbook import Entry
from shared.contracts.record import ServiceName
from shared.eventlog.checkpoints import Checkpoint
from shared.eventlog.merkle import Tree
from shared.identity.actors import Actor
from shared.identity.policy import Forbidden
from shared.service.platform import Platform
from shared.typesetting import typeset
from shared.values.refusal import Refused
from shared.web.conditions import NotFound
from shared.web.i18n import Words
from shared.web.references import log_reference

LARGEST = 20_000
"""So many events may stand in one bundle: it is made in memory."""

TRIES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a bundle: `purpose` where they read for an authority (R-6)."""

    actor: Actor
    key: str
    purpose: str | None = None


class Bundles:
    """Makes bundles of what the actor may see, and no more."""

    def __init__(
        self,
        audit: Audit,
        checkpoints: Checkpoints,
        duty: Checkpointing,
        platform: Platform,
        words: Words,
    ) -> None:
        self._audit = audit
        self._checkpoints = checkpoints
        self._duty = duty
        self._platform = platform
        self._words = words

    def of_case(self, asked: Asked, case_id: UUID) -> bytes:
        """One case. Raises what `Audit.history` raises, Refused, KeyMissing."""
        found = self._audit.history(
            asked.actor, case_id, key=asked.key, purpose=asked.purpose, how="export"
        )
        return self.made("case", str(case_id), found.shown, withheld=found.hidden)

    def archive_of_case(self, asked: Asked, case_id: UUID) -> bytes:
        """A party's own archive copy of the case, as far as they may see it: the history as PDF/A,
        the bundle that proves it, and a metadata file (R-7). Raises as `of_case` does."""
        found = self._audit.history(
            asked.actor, case_id, key=asked.key, purpose=asked.purpose, how="export"
        )
        bundle = self.made("case", str(case_id), found.shown, withheld=found.hidden)
        made_at, say = self._platform.clock.now(), self._words
        number = number_of(found.shown) or str(case_id)
        note = self._covering([each.entry for each in found.shown])
        pdf = self._pdf(number, found.shown, note, found.hidden, made_at, archival=True)
        first = found.shown[0]
        copy = ArchiveCopy(
            case_id=case_id,
            number=number,
            title=say("audit.history.of-case", number=number),
            begun=first.entry.recorded,
            creator=self._platform.settings.origin,
            made_at=made_at,
            system="Samhandling",
            files=(
                ArchiveFile("historikk.pdf", say("audit.archive.history"), "PDF/A-2a", pdf),
                ArchiveFile("sakspakke.zip", say("audit.archive.bundle"), "ZIP", bundle),
            ),
        )
        return archive(copy)

    def of_body(self, asked: Asked, body: UUID) -> bytes:
        """The cases that have lain in a body. Raises Forbidden, Refused, KeyMissing."""
        return self._of_cases(asked, "body", str(body), had_by(self._platform.views, body))

    def of_period(
        self, asked: Asked, since: datetime, until: datetime, helsefellesskap: UUID | None
    ) -> bytes:
        """What was recorded from `since` to `until`, both included. Raises as `of_body` does."""
        period = f"{since.isoformat()}/{until.isoformat()}"
        cases = logbook.cases_between(self._platform.engine, since, until, helsefellesskap)
        return self._of_cases(asked, "period", period, cases, lambda at: since <= at <= until)

    def _of_cases(
        self,
        asked: Asked,
        kind: str,
        of: str,
        cases: Iterable[UUID],
        within: Callable[[datetime], bool] = lambda _at: True,
    ) -> bytes:
        """Of cases that they may see nothing of, nothing is told, not even that they are there."""
        self._audit.reads(
            asked.actor, "export", f"{kind}={of}", key=asked.key, purpose=asked.purpose
        )
        shown: list[Remembered] = []
        withheld = 0
        for case_id in cases:
            if is_blocked(self._audit.subject(f"case-{case_id}")):
                continue
            try:
                found = self._audit.history(asked.actor, case_id, key=asked.key, how=None)
            except (Forbidden, NotFound):
                continue
            shown.extend(each for each in found.shown if within(each.entry.recorded))
            withheld += found.hidden
            if len(shown) > LARGEST:
                raise Refused("R-4", "audit.bundle-too-large", largest=LARGEST)
        unique = {each.entry.event_id: each for each in shown}.values()
        ordered = sorted(unique, key=lambda each: (each.entry.recorded, each.entry.position))
        return self.made(kind, of, ordered, withheld=withheld)

    def made(
        self,
        kind: str,
        of: str,
        shown: Sequence[Remembered],
        *,
        withheld: int,
        extra: Mapping[str, bytes] | None = None,
        hashes_only: Iterable[Entry] = (),
    ) -> bytes:
        """A bundle of these events; of those in `hashes_only` no content is told."""
        bare = tuple(hashes_only)
        entries = [each.entry for each in shown]
        if len(entries) + len(bare) > LARGEST:
            raise Refused("R-4", "audit.bundle-too-large", largest=LARGEST)
        note = self._covering([*entries, *bare])
        trees = _Trees(self._platform, note.checkpoint)
        leaves = [trees.leaf(each.entry, each.entry.body if each.whole else None) for each in shown]
        leaves += [trees.leaf(entry, None) for entry in bare]
        made_at = self._platform.clock.now()
        pdf = {} if not shown else {"historikk.pdf": self._pdf(of, shown, note, withheld, made_at)}
        told = Told(
            kind=kind,
            of=of,
            made_at=made_at,
            name=note.name,
            note=note.note,
            checkpoint=note.checkpoint,
            leaves=leaves,
            growth=self._growth(note, trees),
            extra={**pdf, **(extra or {})},
            withheld=withheld,
        )
        return bundled(told, self._checkpoints.keys, self._words("audit.bundle.about"))

    def _covering(self, entries: Sequence[Entry]) -> Note:
        """The newest checkpoint, made now where it does not cover all of them."""
        for _ in range(TRIES):
            newest = self._checkpoints.newest()
            if newest is not None and all(_covers(newest.checkpoint, entry) for entry in entries):
                return newest
            self._duty.make()
        raise Refused("R-4", "audit.not-covered-yet")

    def _growth(self, note: Note, trees: "_Trees") -> list[Growth]:
        """That the trees of the first checkpoint ever, and of the one before, only grew."""
        names = self._checkpoints.names()
        before = [name for name in names if name < note.name]
        found = []
        for name in dict.fromkeys([*before[:1], *before[-1:]]):
            earlier = self._checkpoints.get(name)
            paths = {
                tree.ledger: trees.grown(tree.ledger, tree.size)
                for tree in earlier.checkpoint.trees
            }
            found.append(Growth(name, earlier.note, paths))
        return found

    def _pdf(
        self,
        of: str,
        shown: Sequence[Remembered],
        note: Note,
        withheld: int,
        made_at: datetime,
        *,
        archival: bool = False,
    ) -> bytes:
        words = self._words
        people = {each.by for each in shown if each.by is not None}
        named = {person: self._platform.register.person_name(person) for person in people}
        lines = [
            Line(
                recorded=each.entry.recorded,
                text=sentence(each, words),
                by=name_of(each.by, named.get(each.by) if each.by else None, words),
                reference=log_reference(words, each.entry.service, each.entry.position),
            )
            for each in shown
        ]
        heading = Heading(of, note.name, note.checkpoint.root.hex(), withheld)
        return typeset(history(heading, lines, made_at, words), made_at, archival=archival)


def _covers(checkpoint: Checkpoint, entry: Entry) -> bool:
    tree = checkpoint.by_ledger.get((entry.service, entry.epoch))
    return tree is not None and entry.position <= tree.size


class _Trees:
    """The trees as they were at a checkpoint."""

    def __init__(self, platform: Platform, checkpoint: Checkpoint) -> None:
        self._platform = platform
        self._at = checkpoint.by_ledger
        self._made: dict[tuple[str, UUID], Tree] = {}

    def leaf(self, entry: Entry, body: bytes | None) -> Leaf:
        size = self._at[entry.service, entry.epoch].size
        path = self._tree(entry.service, entry.epoch, size).inclusion_proof(
            entry.position - 1, size
        )
        return Leaf(entry.service, entry.epoch, entry.position, entry.leaf, tuple(path), body)

    def grown(self, ledger: tuple[str, UUID], first: int) -> list[bytes]:
        tree = self._at[ledger]
        service = cast(ServiceName, tree.service)
        return self._tree(service, tree.epoch, tree.size).consistency_proof(first, tree.size)

    def _tree(self, service: ServiceName, epoch: UUID, size: int) -> Tree:
        if (service, epoch) not in self._made:
            self._made[service, epoch] = nodes.tree(self._platform.engine, service, epoch, size)
        return self._made[service, epoch]
