"""A file is refused with the names in it that are wrong (I-10). Pure."""

from collections.abc import Sequence

from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

LONGEST_NAME = 60
MOST_NAMES = 10


def refused_for(why: str, names: Sequence[str]) -> Refused:
    """The refusal that names them. Where what stands there is no name but a patient's number, as in
    a file without its first row, it is not repeated: raises Refused (I-3)."""
    names_no_patient((("file", "\n".join(names)),))
    shown = [name[:LONGEST_NAME] or "«»" for name in names[:MOST_NAMES]]
    return Refused("I-10", f"intake.import.{why}", field="file", names=", ".join(shown))
