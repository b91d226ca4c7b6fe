"""The rules say no. One exception for all services; its words stand in the catalogues."""


class Refused(Exception):  # noqa: N818 - named for what it says
    """A command that the rules do not allow; nothing is recorded.

    `rule` is the rule's number (`I-1`), `reason` the key of the Norwegian sentence in the
    catalogue, `field` the field concerned, `values` what the sentence needs to be filled in.
    """

    def __init__(
        self, rule: str, reason: str, *, field: str | None = None, **values: object
    ) -> None:
        super().__init__(f"{rule}: {reason}")
        self.rule = rule
        self.reason = reason
        self.field = field
        self.values = values
