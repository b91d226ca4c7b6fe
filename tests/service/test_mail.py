"""Letters are handed in at a real mail server, in the ways such servers want it."""

import ipaddress
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shared.service.mail import Letter, MailServer, Security, post_office
from tests.examples.ids import id_of
from tests.servers.mail import Mailbox, only

LETTER = Letter(
    ident=id_of("letter"),
    to="kari@fastlege.example",
    subject="Nytt om meldingen din 2026/14",
    text="Det har skjedd noe i saken. Ærlig talt.\n",
    unsubscribe="https://samhandling.example/varsler",
)


def server_of(mailbox: Mailbox, security: Security = "none") -> MailServer:
    return MailServer("127.0.0.1", mailbox.port, security, "", "", "varsel@samhandling.example")


@pytest.fixture
def secured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate that only this test trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem, pem_key = tmp_path / "mail.pem", tmp_path / "mail.key"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem_key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, pem_key)
    return context


def test_a_letter_says_who_it_is_from_and_to_and_how_to_say_no_to_more() -> None:
    with Mailbox().open() as mailbox, post_office(server_of(mailbox)) as office:
        assert office.post(LETTER) == "sent"
        assert office.post(LETTER) == "sent", "one connection for several"
    first, second = mailbox.letters
    assert first["To"] == "kari@fastlege.example"
    assert first["From"] == "Samhandling <varsel@samhandling.example>"
    assert first["Subject"] == "Nytt om meldingen din 2026/14"
    assert first["List-Unsubscribe"] == "<https://samhandling.example/varsler>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.get_content().splitlines() == LETTER.text.splitlines()
    assert first["Message-ID"] == second["Message-ID"], "the same letter, should it come twice"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_somebody_logs_in_over_a_connection_that_is_secured(
    secured: ssl.SSLContext, security: Security
) -> None:
    users = only({"samhandling": "hemmelig"})
    with Mailbox().open(secured=secured, at_once=security == "tls", **users) as mailbox:
        server = replace(server_of(mailbox, security), user="samhandling", password="hemmelig")
        with post_office(server) as office:
            assert office.post(LETTER) == "sent"
        with pytest.raises(OSError, match="535"), post_office(replace(server, password="feil")):
            """Nobody gets in."""
    assert len(mailbox.letters) == 1


def test_a_certificate_that_nobody_trusts_ends_the_connection(
    secured: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with (
        Mailbox().open(secured=secured) as mailbox,
        pytest.raises(OSError, match="CERTIFICATE"),
        post_office(server_of(mailbox, "starttls")),
    ):
        """Not even a name is sent."""


def test_what_the_server_does_not_take_says_whether_to_try_again() -> None:
    mailbox = Mailbox(
        refuses={"borte@example.org": "550 No such user", "senere@example.org": "450 Greylisted"}
    )
    with mailbox.open(), post_office(server_of(mailbox)) as office:
        assert office.post(replace(LETTER, to="borte@example.org")) == "refused"
        assert office.post(replace(LETTER, to="senere@example.org")) == "later"
        assert office.post(replace(LETTER, to="kåre@example.org")) in ("sent", "refused")
        assert office.post(LETTER) == "sent", "one that is refused keeps no other from being sent"


def test_a_server_that_is_not_there_is_an_error_of_the_world_around() -> None:
    with pytest.raises(ConnectionRefusedError), post_office(server_of(Mailbox())):
        """Nobody answers."""
