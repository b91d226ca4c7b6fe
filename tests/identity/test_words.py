"""P-3: a refusal says why, in Norwegian."""

from pathlib import Path
from typing import get_args

import pytest

from shared.identity.conditions import Reason
from shared.identity.issuers import IssuerKind
from shared.identity.pages import WORDS
from shared.identity.policy import RULES
from shared.identity.unauthenticated import TokenFault
from shared.web.i18n import SHARED_WORDS, Words

REFUSALS = sorted({*get_args(Reason), *get_args(TokenFault)})


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refusal_has_its_sentence(reason: str) -> None:
    sentence = Words([WORDS])(f"denied.{reason}")
    assert sentence.endswith(".")


def test_every_reason_rests_on_a_rule() -> None:
    assert set(RULES) == set(get_args(Reason))


def test_no_sentence_is_left_over() -> None:
    words = Words([WORDS])
    known = {f"denied.{reason}" for reason in REFUSALS}
    known |= {
        f"login.{kind}.{part}"
        for kind in get_args(IssuerKind)
        if kind != "maskinporten"
        for part in ("name", "described")
    }
    folder = Path(WORDS).parent.parent
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    texts += [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    left = {key for key in words.keys() - known if not any(f'"{key}"' in text for text in texts)}
    assert left == set()


def test_the_catalogue_stands_beside_the_shared_one() -> None:
    Words([SHARED_WORDS, WORDS])
