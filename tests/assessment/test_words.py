"""Every word that assessment's pages and refusals use stands in its catalogue."""

from pathlib import Path

import services.assessment
from shared.contracts.assessment import BUILD_ORDER
from shared.web.i18n import SHARED_WORDS
from tests.web.catalogue import assert_catalogue_fits

SERVICE = Path(services.assessment.__file__).parent


def test_the_catalogue_has_all_words_that_are_used_and_no_others() -> None:
    assert_catalogue_fits(
        SERVICE / "words" / "nb.po",
        [SERVICE],
        others=[SHARED_WORDS],
        also_used=[f"refused.assessment.{component}-unassessed" for component in BUILD_ORDER],
    )
