"""What a store can answer when it can't do what it is asked."""


class StoreUnavailable(Exception):  # noqa: N818
    """The store does not answer, or the connection was lost.

    After an append the caller cannot know whether it was committed: load the stream and look
    for the command id. The next call tries the store anew.
    """


class NotMigrated(RuntimeError):  # noqa: N818
    """The tables are missing or older than this version of the program."""

    def __init__(self, service: str, found: int, wanted: int) -> None:
        super().__init__(
            f"Hendelsesloggen for «{service}» er ikke klargjort: skjemaet er versjon {found}, "
            f"programmet trenger versjon {wanted}. Kjør «samhandling migrate»."
        )


class NewerSchema(RuntimeError):  # noqa: N818
    """The tables have been migrated by a newer version of the program than this one."""

    def __init__(self, service: str, found: int, known: int) -> None:
        super().__init__(
            f"Hendelsesloggen for «{service}» har skjemaversjon {found}, men dette programmet "
            f"kjenner bare til versjon {known}. Ta i bruk en nyere versjon av programmet."
        )
