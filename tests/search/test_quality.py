"""Similar reports are found: the figures, on reports the search was not tuned on (I-7)."""

from functools import cache

from tests.search.quality import Answer, answers, known_and_new, quality
from tests.search.reports import PARTS, Report, reports
from tests.search.ways import WAYS


@cache
def chosen() -> dict[Report, Answer]:
    return dict(answers())


def test_the_labelled_reports_are_many_and_each_has_others_to_find_i_7() -> None:
    known, new = known_and_new()
    assert len(reports("development")) >= 60
    assert len(known) >= 20
    assert len(new) >= 20
    assert all(answer.others for answer in chosen().values())


def test_nine_of_ten_similar_reports_are_among_the_first_five_i_7() -> None:
    held_out = quality([chosen()[report] for report in reports("held_out")])
    assert held_out.recall >= 0.9
    assert held_out.precision >= 0.85


def test_problems_that_are_new_to_the_search_are_found_too_i_7() -> None:
    _, new = known_and_new()
    assert quality([chosen()[report] for report in new]).recall >= 0.9


def test_the_chosen_way_finds_more_than_words_as_they_stand_i_7() -> None:
    plain = answers(next(iter(WAYS.values())))
    everything = [report for part in PARTS for report in reports(part)]
    ours, theirs = (quality([found[each] for each in everything]) for found in (chosen(), plain))
    assert ours.recall > theirs.recall + 0.3
