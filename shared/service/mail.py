"""E-mail through the server that the settings name (SMTP, RFC 5321), with the standard library."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Literal, TypeAlias
from uuid import UUID

from shared.values.national_numbers import email_in

Security: TypeAlias = Literal["starttls", "tls", "none"]
"""How a connection is made safe: after the first words, from the first byte, or not at all."""
Posted: TypeAlias = Literal["sent", "refused", "later"]
"""`refused`: the server does not want it for this person; `later`: it may, another time."""

TIMEOUT_SECONDS = 20.0
FOR_GOOD = 500
"""From this reply on a server says that it will not change its mind (RFC 5321, 4.2.1)."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in, and in whose name."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    sender: str

    def faults(self, *, production: bool) -> Iterator[tuple[str, str]]:
        """What does not go together: the setting, and what to do."""
        if not self.host:
            if self.user or self.password or self.sender:
                yield "smtp_host", "må være satt når andre SMTP-innstillinger er det"
            return
        if email_in(self.sender) != self.sender:
            yield "smtp_from", "må være e-postadressen som varsler kommer fra"
        if bool(self.user) != bool(self.password):
            yield "smtp_password", "og brukeren må være satt begge to, eller ingen av dem"
        if self.security == "none" and (self.user or production):
            yield "smtp_security", "må være starttls eller tls i produksjon, og når noen logger inn"


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text to one person. The same `ident` is the same letter, should it come twice."""

    ident: UUID
    to: str
    subject: str
    text: str
    unsubscribe: str
    """Where the person says no to more of them (RFC 2369)."""

    def message(self, sender: str) -> EmailMessage:
        made = EmailMessage()
        made["From"] = Address("Samhandling", addr_spec=sender)
        made["To"] = Address(addr_spec=self.to)
        made["Subject"] = self.subject
        made["Message-ID"] = f"<{self.ident}@{sender.rpartition('@')[2]}>"
        made["Auto-Submitted"] = "auto-generated"
        made["List-Unsubscribe"] = f"<{self.unsubscribe}>"
        made.set_content(self.text)
        return made


class PostOffice:
    """An open connection to the server."""

    def __init__(self, smtp: smtplib.SMTP, sender: str) -> None:
        self._smtp = smtp
        self._sender = sender

    def post(self, letter: Letter) -> Posted:
        """Hands one letter in. Raises OSError where the connection is lost: then it is not known
        whether the letter was taken."""
        try:
            self._smtp.send_message(letter.message(self._sender), self._sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as no:
            codes = [code for code, _ in no.recipients.values()]
            return "refused" if all(code >= FOR_GOOD for code in codes) else "later"
        except smtplib.SMTPDataError:
            return "later"
        except (smtplib.SMTPNotSupportedError, ValueError):
            # An address in letters that this server, or a header, can't hold.
            return "refused"
        return "sent"


@contextmanager
def post_office(server: MailServer) -> Iterator[PostOffice]:
    """Connects and logs in. Raises OSError (smtplib's errors are that too) where it can't."""
    with _connected(server) as smtp:
        if server.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if server.user:
            smtp.login(server.user, server.password)
        yield PostOffice(smtp, server.sender)


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
