"""Where sessions and logins under way are kept."""

import sqlalchemy as sa

SCHEMA = "sessions"
LOCK = 0x53414D53
METADATA = sa.MetaData()

SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("id", sa.String(64), nullable=False),
    sa.Column("person", sa.Uuid, nullable=False, index=True),
    sa.Column("started", sa.DateTime(timezone=True), nullable=False),
    sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
)

ATTEMPTS = sa.Table(
    "login_attempts",
    METADATA,
    sa.Column("state_hash", sa.String(64), primary_key=True),
    sa.Column("browser_hash", sa.String(64), nullable=False),
    sa.Column("login", sa.String(100), nullable=False),
    sa.Column("nonce", sa.String(100), nullable=False),
    sa.Column("verifier", sa.String(128), nullable=False),
    sa.Column("next", sa.Text, nullable=False),
    sa.Column("expires", sa.DateTime(timezone=True), nullable=False, index=True),
)
