"""A report's receipt is made once, and is the same bytes from then on (I-11)."""

import hashlib
import re
from dataclasses import replace
from uuid import UUID

from services.intake.application.streams import receipt_stream
from services.intake.decisions.receipts import Receipt, decide, evolve
from shared.contracts.intake import ReceiptMade
from tests.assessment.installation import Installation
from tests.examples.ids import GP, SECRETARY
from tests.examples.intake.receipts import KEEP_RECEIPT, RECEIPT_MADE
from tests.intake.paging import reported
from tests.intake.situations import FACTS


def test_the_first_receipt_that_was_made_stays_the_receipt_i_11() -> None:
    assert decide(KEEP_RECEIPT, FACTS, Receipt()) == (RECEIPT_MADE,)
    kept = evolve(Receipt(), RECEIPT_MADE)
    assert decide(replace(KEEP_RECEIPT, document="another"), FACTS, kept) == ()


def test_what_is_read_is_what_was_kept_whoever_asks_and_nothing_is_made_again_i_11(
    installation: Installation,
) -> None:
    service = installation.process.running[0].service
    with installation.browser(GP) as reporter, installation.browser(SECRETARY) as secretary:
        page = reported(reporter)
        (pdf,) = re.findall(r'href="(/meldinger/[^"]+\.pdf)"', page)
        contents = {each.http.get(pdf).content for each in (reporter, secretary, reporter)}
        (content,) = contents
        stream = receipt_stream(UUID(pdf.split("/")[2]))
        (stored,) = service.platform.ledger.read_stream(stream)
        _, made = service.platform.codec.decode(stored.body)
        assert isinstance(made, ReceiptMade)
        assert made.document == hashlib.sha256(content).hexdigest()
        service.platform.keys.store.destroy(f"case-{made.case_id}")
        gone = reporter.http.get(pdf)
        assert gone.status_code == 404, "erased, and not made again without its words (R-7)"
