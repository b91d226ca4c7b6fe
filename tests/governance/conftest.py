"""One installation with the example register for all tests here; each makes its own cases."""

from collections.abc import Iterator

import pytest

from deploy.embedded_valkey import EmbeddedValkey
from tests.governance.installation import Installation
from tests.governance.serving import at_work


@pytest.fixture(scope="package")
def installation(
    tmp_path_factory: pytest.TempPathFactory, valkey_server: EmbeddedValkey
) -> Iterator[Installation]:
    valkey_server.start()
    with at_work(tmp_path_factory.mktemp("governance"), valkey_server.url) as running:
        running.load_register()
        yield running
