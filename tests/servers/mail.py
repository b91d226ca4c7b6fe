"""A real mail server for the tests: it keeps what it is handed, or says no as told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from ssl import SSLContext
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.installation.program import free_port


@dataclass
class Mailbox:
    """Letters in the order they came. `refuses` says what is answered for a recipient."""

    port: int = field(default_factory=free_port)
    letters: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(  # noqa: N802 - the server calls it so
        self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @contextmanager
    def open(
        self, *, secured: SSLContext | None = None, at_once: bool = False, **more: Any
    ) -> Iterator["Mailbox"]:
        """Answers until it is left: with STARTTLS, or from the first byte `at_once`."""
        if secured is not None and not at_once:
            more |= {"tls_context": secured, "require_starttls": True}
        controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            ssl_context=secured if at_once else None,
            **more,
        )
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


def only(users: Mapping[str, str]) -> dict[str, Any]:
    """Lets these log in, by name and password, and nobody else."""

    def check(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        known = users.get(given.login.decode()) == given.password.decode()
        return AuthResult(success=known, handled=False)

    # From the first byte on TLS is not the server's own doing, so it would not know.
    return {"authenticator": check, "auth_require_tls": False}
