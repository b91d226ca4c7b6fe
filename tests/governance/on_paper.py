"""What governance puts on paper, as it is read, in both written forms."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from services import governance
from shared.typesetting import Document, Language, typeset
from shared.web.formats import Formats
from shared.web.i18n import SHARED_WORDS, Words

CATALOGUES = Path(str(governance.__file__)).parent / "words"
WORDS: dict[Language, Words] = {
    "nb": Words([CATALOGUES / "nb.po", SHARED_WORDS]),
    "nn": Words([CATALOGUES / "nn.po"], formats=Formats("nn")),
}


def read(document: Document, at: datetime) -> str:
    """The text of the document, with the words that were broken over lines whole again."""
    pages = PdfReader(BytesIO(typeset(document, at))).pages
    whole = " ".join(page.extract_text().replace("\u00ad\n", "") for page in pages)
    return " ".join(whole.replace("-\n", "").split())
