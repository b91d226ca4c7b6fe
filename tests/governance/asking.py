"""What the tests of meetings over HTTP ask again and again."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx2
from pypdf import PdfReader

from tests.governance.example import SIV
from tests.governance.installation import Installation


def now(installation: Installation) -> datetime:
    return installation.process.around.clock.now()


def refusal(
    installation: Installation, path: str, content: dict[str, Any], who: UUID, of: str
) -> tuple[int, str, str]:
    """Status, rule and sentence of a command that is refused."""
    tag = installation.answer("GET", of, SIV).headers["ETag"]
    answer = installation.answer(
        "POST", path, who, content, Idempotency_Key=installation.key(), If_Match=tag
    )
    problem = answer.json()
    assert problem["detail"], "a refusal is a sentence"
    return answer.status_code, problem["rule"], problem["reason"]


def pdf(installation: Installation, path: str, version: int, language: str) -> httpx2.Response:
    return installation.answer("GET", f"{path}/minutes/{version}/{language}", SIV)


def text(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
