"""Stylesheets, scripts and fonts, named by their content so that they can be cached for ever."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
PREFIX = "/static"
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def content_digest(folder: Path = STATIC) -> str:
    """One digest of all files of the folder: any change gives all of them new addresses."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def static_address(file: str) -> str:
    """The address of a file under `static/`. LookupError where there is no such file."""
    if not (STATIC / file).is_file():
        raise LookupError(f"no static file {file}")
    return f"{PREFIX}/{content_digest()}/{file}"


class StaticByContent(StaticFiles):
    """Serves `/static/<digest>/<file>`; links inside a stylesheet inherit its digest.

    Another version's digest gets the file as it is here, uncached: while replicas are replaced,
    a page of one may ask the other.
    """

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        digest, _, file = path.replace("\\", "/").partition("/")
        response = await super().get_response(file or "/", scope)
        current = digest == content_digest() and response.status_code in {200, 304}
        response.headers["Cache-Control"] = FOR_EVER if current else "no-cache"
        return response
