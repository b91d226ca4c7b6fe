"""Which characters the bytes of a file are: recognised, or refused by name (I-10). Pure."""

import codecs
import string

from shared.values.refusal import Refused

WRITTEN_HERE = frozenset(
    string.printable
    + "æøåÆØÅäöüÄÖÜéèêëÉÈÊËóòôÓÒÔáàâÁÀÂíìîïÍúùûÚÙçÇñÑšŠžŽß"
    + "«»“”„‘’‚–—…•·§°´¨`€£¢½¼¾²³µ±×÷©®™\u00a0\u00ad"
)
"""What Norwegian text is written with. Nearly any bytes can be read as Windows-1252; where it
comes to something else, they are another character set."""

UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(content: bytes) -> tuple[str, str]:
    """The text, without a byte order mark, and the name of its character set.

    UTF-8 with and without the mark, UTF-16 with it, and Windows-1252, of which Latin-1 is a part
    for Norwegian text. Raises Refused for what is none of them.
    """
    if content.startswith(UTF_32):
        raise _unknown("UTF-32")
    if content.startswith(UTF_16):
        return _decoded(content, "utf-16", "UTF-16")
    if b"\0" in content:
        raise _unknown("UTF-16" if len(content) % 2 == 0 else "binary")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        text, name = _decoded(content, "cp1252", "Windows-1252")
    if not WRITTEN_HERE.issuperset(text):
        raise _unknown("other")
    return text, name


def _decoded(content: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        return content.decode(codec), name
    except UnicodeDecodeError:
        raise _unknown("other") from None


def _unknown(kind: str) -> Refused:
    """`UTF-16` is that without its mark: nobody can say for certain in which order it stands."""
    return Refused("I-10", f"intake.import.charset-{kind.lower()}", field="file")
