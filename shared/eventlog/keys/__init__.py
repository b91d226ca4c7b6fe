"""Data keys for personal data, in a small store of their own (P-1, R-7).

One AES-256 key for each subject and purpose, wrapped by a master key. The store stands apart
from the ledgers and their backups: destroying a key here makes all that it sealed unreadable
everywhere. Backups of this store must not outlive the erasures made since they were taken;
`restore` applies all erasures again before anything is opened.
"""

from shared.eventlog.keys.master import (
    BadMasterKey,
    BrokenWrap,
    DataKey,
    MasterKey,
    WrongMasterKey,
)
from shared.eventlog.keys.store import KeyDestroyed, KeyStore, UnknownKey
from shared.eventlog.keys.tables import KeyStoreNotReady

__all__ = [
    "BadMasterKey",
    "BrokenWrap",
    "DataKey",
    "KeyDestroyed",
    "KeyStore",
    "KeyStoreNotReady",
    "MasterKey",
    "UnknownKey",
    "WrongMasterKey",
]
