"""A case goes to the body that is closest to its parties (G-5, A-14)."""

from dataclasses import replace

from hypothesis import given as for_all
from hypothesis import strategies as st

from services.governance.rules.first_body import NamedBody, first_body
from shared.contracts.governance import Side
from tests.examples.ids import FS, HOSPITAL, PORSGRUNN, SKIEN, SSU, id_of
from tests.governance.situations import FS_BODY, PARTNERSHIP_BODY, SSU_BODY

NOTODDEN = id_of("notodden")
UPPER = replace(
    SSU_BODY,
    body_id=id_of("ssu-upper"),
    sides=(Side(name="municipal", parties=(NOTODDEN,)), SSU_BODY.sides[1]),
)
UPPER_FS = replace(FS_BODY, body_id=id_of("fs-upper"), parent=UPPER.body_id)
ALONE = replace(FS_BODY, body_id=id_of("fs-alone"), parent=None)
STRUCTURE = [
    NamedBody("Partnerskapsmøtet", PARTNERSHIP_BODY),
    NamedBody("SSU Nedre", SSU_BODY),
    NamedBody("SSU Øvre", UPPER),
    NamedBody("FS Nedre", FS_BODY),
    NamedBody("FS Øvre", UPPER_FS),
    NamedBody("FS uten overordnet", ALONE),
]


def test_the_fs_whose_ssu_covers_most_of_the_parties_g_5() -> None:
    lower = first_body("fs", (HOSPITAL, SKIEN, PORSGRUNN), STRUCTURE)
    upper = first_body("fs", (HOSPITAL, NOTODDEN), STRUCTURE)
    assert (lower, upper) == (FS_BODY, UPPER_FS)


def test_of_two_under_the_same_ssu_the_one_with_the_parties_on_its_own_sides_g_5() -> None:
    close = replace(
        FS_BODY, body_id=id_of("close"), sides=(Side(name="municipal", parties=(SKIEN,)),)
    )
    assert first_body("fs", (SKIEN,), [*STRUCTURE, NamedBody("Å", close)]) == close


def test_of_equals_the_first_by_name_g_5() -> None:
    other = replace(FS_BODY, body_id=id_of("other"))
    assert first_body("fs", (SKIEN,), [*STRUCTURE, NamedBody("FS Annet", other)]) == other


def test_where_no_parent_covers_a_party_no_body_fits_g_5() -> None:
    assert first_body("fs", (id_of("oslo"),), STRUCTURE) is None
    assert first_body("fs", (), STRUCTURE) is None
    assert first_body("lsu", (SKIEN,), STRUCTURE) is None


def test_an_lsu_is_chosen_among_the_lsu_g_5() -> None:
    lsu = replace(FS_BODY, body_id=id_of("lsu"), kind="lsu")
    assert first_body("lsu", (SKIEN,), [*STRUCTURE, NamedBody("LSU", lsu)]) == lsu


@for_all(st.permutations(STRUCTURE), st.sets(st.sampled_from([HOSPITAL, SKIEN, NOTODDEN])))
def test_the_choice_depends_on_nothing_but_the_structure_r_3(
    order: list[NamedBody], parties: set[object]
) -> None:
    named = [party for party in (HOSPITAL, SKIEN, NOTODDEN) if party in parties]
    assert first_body("fs", named, order) == first_body("fs", named[::-1], STRUCTURE)


def test_the_examples_structure_is_the_one_the_rules_mean() -> None:
    assert (FS_BODY.body_id, FS_BODY.parent) == (FS, SSU)
