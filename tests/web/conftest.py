"""What the tests of the pages share: a filled store, a client without a network, a running server, a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from observatory import Client, fill, served

CHROMIUM = "/usr/bin/chromium"  # Debian's; .ci/run installs it


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fill(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def client(filled: str) -> Client:
    return Client(filled)


@pytest.fixture(scope="session")
def site(filled: str) -> Iterator[str]:
    with served(filled) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()
