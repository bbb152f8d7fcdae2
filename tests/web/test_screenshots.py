"""Pictures of every page in every size, colour scheme and language, for people to look at: make screenshots."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Server
from tests.web.page_list import PAGES, PREFIXES

pytestmark = [pytest.mark.browser, pytest.mark.screenshots]
ARTEFACTS = ROOT / "tests" / "artefacts"
ATTEMPTS = 3


def take_picture(page: Any, path: Path) -> None:
    """Save a picture of the page; a busy browser without a frame to hand over is asked again.

    Chromium says "Unable to capture screenshot" then, of a page that it draws well a moment
    later.
    """
    from playwright.sync_api import Error

    for attempt in range(1, ATTEMPTS + 1):
        try:
            page.screenshot(path=path)
            return
        except Error as error:
            if "Unable to capture screenshot" not in str(error) or attempt == ATTEMPTS:
                raise
            page.wait_for_timeout(500 * attempt)


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_looked_at(browser: Any, server: Server, name: str, width: int) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    page = browser.new_page(viewport={"width": width, "height": 900})
    for language, prefix in PREFIXES.items():
        page.goto(server.address + prefix + PAGES[name])
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            path = ARTEFACTS / f"{name}-{width}-{scheme}-{language}.png"
            take_picture(page, path)
            assert path.stat().st_size > 0
    page.close()
