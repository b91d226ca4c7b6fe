"""What has changed between two revisions of an assessment? (A-1, A-15)"""

from dataclasses import dataclass

from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.hindrances import conclusions
from services.assessment.readmodels.preview import Preview, as_concluded, preview
from services.assessment.rules.changes import Change, Moved, changes, moved
from shared.contracts.assessment import Diagnosis
from shared.service.platform import Platform


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions beside each other, and the question that the later one answers.

    `to_revision` None: what is recorded so far, in an assessment that has been taken up again.
    """

    from_revision: int
    to_revision: int | None
    question: str | None
    components: tuple[Moved, ...]
    before: Diagnosis
    now: Diagnosis
    changes: tuple[Change, ...]


def compared(
    platform: Platform, sheet: Sheet, from_revision: int | None, to_revision: int | None
) -> Comparison | None:
    """Left out, they are the two last; None where there are no two such revisions."""
    ended = {each.said.revision: each.said for each in conclusions(platform.views, sheet.case_id)}
    if to_revision is None and sheet.concluded is not None:
        to_revision = sheet.concluded.revision
    last = to_revision if to_revision is not None else sheet.being.revision
    earlier = [revision for revision in ended if revision < last]
    before = from_revision if from_revision is not None else max(earlier, default=None)
    if before not in earlier or (to_revision is not None and to_revision not in ended):
        return None
    now = preview(platform, sheet) if to_revision is None else as_concluded(ended[to_revision])
    question = sheet.being.question if to_revision is None else ended[to_revision].question
    return _between((before, as_concluded(ended[before])), (to_revision, now), question)


def _between(
    before: tuple[int, Preview], now: tuple[int | None, Preview], question: str | None
) -> Comparison:
    (from_revision, earlier), (to_revision, later) = before, now
    return Comparison(
        from_revision=from_revision,
        to_revision=to_revision,
        question=question,
        components=moved(earlier.components, later.components),
        before=earlier.diagnosis,
        now=later.diagnosis,
        changes=changes(earlier.inputs, later.inputs),
    )
