"""Every refusal and failure becomes a problem with a stable type, a rule and Norwegian words.

JSON after RFC 9457 for machines; the same as a page for those who ask for HTML outside /api.
Nothing of the input and nothing of an unexpected exception is repeated to the caller.
"""

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeAlias

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.values.refusal import Refused
from shared.web.conditions import (
    IdempotencyKeyMissing,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
)
from shared.web.csrf import ForeignForm
from shared.web.i18n import MissingWords, Words
from shared.web.openapi import describe_problems
from shared.web.problem import MEDIA_TYPE, Problem, general_problem
from shared.web.protection import protect
from shared.web.validation import field_errors

log = structlog.get_logger(__name__)

RETRY_AFTER_SECONDS = 5

Tell: TypeAlias = Callable[[Exception], Problem]


class ProblemPages(Protocol):
    """Who can show a problem as a page (`shared.web.pages.Pages`)."""

    def problem(self, request: Request, problem: Problem) -> Response: ...


def wants_page(request: Request) -> bool:
    """Whether a person in a browser asks, rather than a program."""
    path = request.url.path
    under_api = path == "/api" or path.startswith("/api/")
    return not under_api and "text/html" in request.headers.get("accept", "")


def install_problems(
    app: FastAPI,
    words: Words,
    *,
    pages: ProblemPages | None = None,
    extra: Mapping[type[Exception], int] | None = None,
) -> None:
    """Answers all exceptions of the application.

    `extra` gives the status of exceptions from elsewhere (`{Forbidden: 403, Overloaded: 503}`).
    They may carry `rule`, `reason`, `field`, `values` and `retry_after` (seconds); their words
    are those of `denied.<reason>` (401, 403) or `refused.<reason>`.
    """
    told: dict[type[Exception], Tell] = {
        Refused: partial(with_reason, words, 422),
        HTTPException: partial(_plain, words),
        ForeignForm: partial(_general, words, 403, "foreign-form"),
        IdempotencyKeyMissing: partial(_general, words, 400, "idempotency-key-missing"),
        PreconditionRequired: partial(_general, words, 428, None),
        PreconditionFailed: partial(_general, words, 412, None),
        NotFound: partial(_general, words, 404, None),
        Exception: partial(_general, words, 500, None),
    }
    for raised_type, status in (extra or {}).items():
        told[raised_type] = partial(with_reason, words, status)
    for raised_type, tell in told.items():
        app.add_exception_handler(raised_type, _handler(tell, pages))
    app.add_exception_handler(RequestValidationError, _invalid_handler(words, pages))
    describe_problems(app)


def _handler(
    tell: Tell, pages: ProblemPages | None
) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, raised: Exception) -> Response:
        return _answer(request, tell(raised), pages)

    return handle


def _invalid_handler(
    words: Words, pages: ProblemPages | None
) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Whoever opens a page has typed no fields: an address that can't be one of ours is a page
    that is not there, while a program is told what is wrong with it."""

    async def handle(request: Request, raised: Exception) -> Response:
        assert isinstance(raised, RequestValidationError)
        in_address = all(error["loc"][0] in {"path", "query"} for error in raised.errors())
        if in_address and wants_page(request):
            return _answer(request, general_problem(words, 404), pages)
        return _answer(request, _invalid(words, raised), pages)

    return handle


def _answer(request: Request, problem: Problem, pages: ProblemPages | None) -> Response:
    response: Response
    if pages is not None and wants_page(request):
        response = pages.problem(request, problem)
    else:
        response = JSONResponse(problem.body(), problem.status, media_type=MEDIA_TYPE)
    response.headers.update(problem.headers)
    response.headers["Content-Language"] = "nb"
    # an unexpected exception is answered outside of all middleware, so the headers are set here
    protect(MutableHeaders(raw=response.raw_headers), request.url.path)
    return response


def with_reason(words: Words, status: int, raised: Exception) -> Problem:
    """The problem of an exception that knows its rule and its reason.

    Where the catalogue lacks the reason the general words are used, and the lack is logged as an
    error: the refusal itself must stand.
    """
    problem = general_problem(words, status, headers=_retry(status, raised))
    reason = getattr(raised, "reason", None)
    if not isinstance(reason, str):
        return problem
    detail = problem.detail
    try:
        key = f"{'denied' if status in {401, 403} else 'refused'}.{reason}"
        detail = words(key, **getattr(raised, "values", {}))
    except MissingWords as missing:
        log.error("words missing for a refusal", reason=reason, missing=str(missing))
    return replace(
        problem,
        detail=detail,
        reason=reason,
        rule=getattr(raised, "rule", None),
        field=getattr(raised, "field", None),
    )


def _retry(status: int, raised: Exception) -> dict[str, str]:
    if status == 401:
        return {"WWW-Authenticate": "Bearer"}
    if status not in {429, 503}:
        return {}
    seconds = getattr(raised, "retry_after", None)
    known = seconds if isinstance(seconds, int | float) else RETRY_AFTER_SECONDS
    return {"Retry-After": str(math.ceil(known))}


def _general(words: Words, status: int, kind: str | None, _raised: Exception) -> Problem:
    """An exception that says all by its type; its text is for the log, not for the reader."""
    return general_problem(words, status, kind=kind)


def _plain(words: Words, raised: Exception) -> Problem:
    """An exception of the framework: its status and headers count, its English text does not."""
    assert isinstance(raised, HTTPException)
    return general_problem(
        words,
        raised.status_code,
        headers={**_retry(raised.status_code, raised), **(raised.headers or {})},
        values=getattr(raised, "values", None),
    )


def _invalid(words: Words, raised: RequestValidationError) -> Problem:
    errors = raised.errors()
    if any(error["type"] == "json_invalid" for error in errors):
        return general_problem(words, 400, kind="unreadable")
    problem = general_problem(words, 422, kind="invalid")
    return replace(problem, errors=field_errors(errors, words))
