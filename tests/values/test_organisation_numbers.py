"""Organisation numbers (I-2)."""

import pytest

from shared.values.organisation_numbers import (
    NotAnOrganisationNumber,
    organisation_number,
    written,
)


@pytest.mark.parametrize("text", ["983975267", "983 975 267", " 983 975 267 "])
def test_i_2_an_organisation_number_is_read_with_or_without_space(text: str) -> None:
    assert organisation_number(text) == "983975267"
    assert written("983975267") == "983 975 267"


@pytest.mark.parametrize(
    "text", ["983975268", "98397526", "9839752670", "", "NO983975267", "123456785", "١٢٣"]
)
def test_i_2_what_is_no_organisation_number_is_refused(text: str) -> None:
    with pytest.raises(NotAnOrganisationNumber):
        organisation_number(text)
