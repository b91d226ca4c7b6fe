"""What a store can answer when it can't do what it is asked."""


class StoreUnavailable(Exception):  # noqa: N818
    """The store does not answer, or the connection was lost.

    After an append the caller cannot know whether it was committed: load the stream and look
    for the command id. The next call tries the store anew.
    """


class NotMigrated(RuntimeError):  # noqa: N818
    """The tables are missing or older than this version of the program."""


class NewerSchema(RuntimeError):  # noqa: N818
    """The tables have been migrated by a newer version of the program than this one."""
