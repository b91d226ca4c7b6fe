"""A client of the five services, as an integrator would write it.

Each call is made as one person, with a token of the development issuer. A call whose answer is
lost (a service is killed, a database restarts) is made again with the same Idempotency-Key: it
has one effect, whatever happened on the way.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

import httpx2

from shared.contracts.record import ServiceName
from shared.identity.development import MACHINE_SECRET
from shared.service.settings import Settings

T = TypeVar("T")
TRY_AGAIN = frozenset({429, 502, 503, 504})
PAUSE_SECONDS = 0.05
TOKEN_SECONDS = 240.0


class Answered(Exception):  # noqa: N818 - named for what it says
    """The service said no: the problem it gave (RFC 9457)."""

    def __init__(self, method: str, url: str, status: int, problem: Mapping[str, Any]) -> None:
        detail = problem.get("detail") or problem.get("title") or ""
        super().__init__(f"{method} {url} → {status} {problem.get('rule', '')} {detail}".strip())
        self.status = status
        self.problem = dict(problem)


class TookTooLong(Exception):  # noqa: N818
    """What was waited for did not come in time."""


@dataclass
class Client:
    """Speaks for any person of the register, from several threads if need be. `patience` is how
    long, in seconds, a service may be away, or an effect may take to reach another service."""

    settings: Settings
    patience: float = 60.0
    _http: httpx2.Client = field(init=False, repr=False)
    _tokens: dict[UUID, tuple[float, str]] = field(init=False, default_factory=dict, repr=False)
    _tags: dict[tuple[ServiceName, str], str] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._http = httpx2.Client(timeout=30.0)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, service: ServiceName, path: str, person: UUID, **params: Any) -> Any:
        """The answer as JSON data. Raises Answered, TookTooLong."""
        return self._send("GET", self._url(service, path), person, params=params).json()

    def content(self, service: ServiceName, path: str, person: UUID) -> bytes:
        """The bytes of a file. Raises Answered, TookTooLong."""
        return self._send("GET", self._url(service, path), person).content

    def ask(
        self,
        service: ServiceName,
        path: str,
        body: Mapping[str, Any],
        person: UUID,
        *,
        key: str,
        of: str | None = None,
    ) -> dict[str, Any]:
        """A command. `of` is the path of what it changes; its ETag goes into If-Match: the one of
        the last command's answer, read again where somebody else was first. Raises Answered,
        TookTooLong."""
        deadline = time.monotonic() + self.patience
        while True:
            headers = {"Idempotency-Key": key}
            if of is not None:
                known = self._tags.pop((service, of), None)
                headers["If-Match"] = known or self._tag(service, of, person)
            try:
                answer = self._send(
                    "POST", self._url(service, path), person, json=dict(body), headers=headers
                )
            except Answered as no:
                if no.status != httpx2.codes.PRECONDITION_FAILED or time.monotonic() > deadline:
                    raise
                continue
            if of is not None:
                self._tags[service, of] = answer.headers["ETag"]
            result: dict[str, Any] = answer.json()
            return result

    def send(
        self,
        service: ServiceName,
        path: str,
        content: bytes,
        person: UUID,
        *,
        key: str,
        **params: Any,
    ) -> dict[str, Any]:
        """The bytes of a file, as a command. Raises Answered, TookTooLong."""
        headers = {"Idempotency-Key": key, "Content-Type": "application/octet-stream"}
        url = self._url(service, path)
        answer = self._send("POST", url, person, content=content, headers=headers, params=params)
        result: dict[str, Any] = answer.json()
        return result

    def until(self, what: str, look: Callable[[], T | None], *, pause: float = PAUSE_SECONDS) -> T:
        """Asks until there is an answer: another service has not heard of it yet. A 404 or a
        refusal counts as not yet. `pause` is in seconds. Raises TookTooLong with what was waited
        for."""
        deadline = time.monotonic() + self.patience
        last: Exception | None = None
        while time.monotonic() < deadline:
            try:
                found = look()
            except Answered as no:
                if no.status not in (403, 404, 422):
                    raise
                last = no
            else:
                if found is not None:
                    return found
            time.sleep(pause)
        raise TookTooLong(f"{what} ({last})" if last else what)

    def _tag(self, service: ServiceName, path: str, person: UUID) -> str:
        return self._send("GET", self._url(service, path), person).headers["ETag"]

    def _url(self, service: ServiceName, path: str) -> str:
        return f"{self.settings.url_of(service)}{path}"

    def _send(
        self,
        method: str,
        url: str,
        person: UUID | None,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> httpx2.Response:
        deadline = time.monotonic() + self.patience
        while True:
            trouble: Exception
            try:
                bearer = {"Authorization": f"Bearer {self._token(person)}"} if person else {}
                answer = self._http.request(
                    method, url, headers={**bearer, **(headers or {})}, **more
                )
            except httpx2.TransportError as error:
                trouble = error
            else:
                if answer.is_success:
                    return answer
                trouble = Answered(method, url, answer.status_code, _problem(answer))
                if answer.status_code == httpx2.codes.UNAUTHORIZED and person is not None:
                    # The issuer has been restarted, or the token has run out meanwhile.
                    self._tokens.pop(person, None)
                elif answer.status_code not in TRY_AGAIN:
                    raise trouble
            if time.monotonic() > deadline:
                raise TookTooLong(f"{method} {url}") from trouble
            time.sleep(PAUSE_SECONDS)

    def _token(self, person: UUID) -> str:
        known = self._tokens.get(person)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        base = self.settings.service_urls.get("governance", self.settings.public_url)
        answer = self._send(
            "POST",
            f"{base.rstrip('/')}/utsteder/token",
            None,
            data={
                "grant_type": "client_credentials",
                "client_id": str(person),
                "client_secret": MACHINE_SECRET,
            },
        )
        token: str = answer.json()["access_token"]
        self._tokens[person] = (time.monotonic() + TOKEN_SECONDS, token)
        return token


def _problem(answer: httpx2.Response) -> dict[str, Any]:
    try:
        problem = answer.json()
    except ValueError:
        return {"title": answer.text[:200]}
    return problem if isinstance(problem, dict) else {"title": str(problem)[:200]}
