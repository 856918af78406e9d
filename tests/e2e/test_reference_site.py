"""The reference site in a real browser: what its readers click, and that it talks to nobody."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from tests.support.project import copied

pytest.importorskip("selenium", reason="selenium is not installed: make setup")

from tests.support.browser import CHROMIUM, DRIVER, Browser, browser

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no Chromium here: apt-get install chromium chromium-driver"
)
METHOD = "python/beta/messages/batches/delete.html"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is its claims."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copied(tmp_path_factory.mktemp("project"))
    project.run("generate", "--target", "reference")
    return project.folder / "generated" / "reference" / "site"


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture
def page(shared: Browser, home: str) -> Browser:
    """The seed's method in Python, freshly loaded."""
    shared.driver.get(home + METHOD)
    return shared


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_every_link_and_anchor_of_the_site_leads_somewhere(site: Path, home: str, shared: Browser) -> None:
    anchors: dict[str, set[str]] = {}
    links: set[str] = set()
    for name in pages(site):
        shared.driver.get(home + name)
        anchors[home + name] = {item.get_attribute("id") or "" for item in shared.all("[id]")}
        links |= {str(href) for href in shared.run("return [...document.links].map(link => link.href)")}  # type: ignore[attr-defined]
    inside = {urldefrag(link) for link in links if link.startswith(home)}
    assert len(inside) > 50
    assert not [link for link in inside if link.url not in anchors]
    assert not [link for link in inside if link.fragment and unquote(link.fragment) not in anchors[link.url]]
    assert all(link.startswith((home, "https://")) for link in links)


def test_no_page_asks_another_host_for_anything_or_breaks_its_own_policy(
    site: Path, home: str, shared: Browser
) -> None:
    shared.requests(), shared.complaints()
    for name in pages(site):
        shared.driver.get(home + name)
    asked = shared.requests()
    assert any(url.endswith("style.css") for url in asked)
    assert not [url for url in asked if not url.startswith(home)]
    assert shared.complaints() == []


def test_readers_find_their_way_from_the_front_page_to_a_method_and_to_its_twin(home: str, shared: Browser) -> None:
    shared.driver.get(home)
    for text in ("Python", "Beta", "Delete a Message Batch"):
        shared.driver.find_element("link text", text).click()
    assert shared.driver.current_url == home + METHOD
    assert [item.text for item in shared.all(".pages [aria-current=page]")] == ["Delete a Message Batch"]
    shared.one(".languages a:not([aria-current])").click()
    assert shared.driver.current_url == home + METHOD.replace("python/", "go/")
    assert [item.text for item in shared.all(".languages [aria-current]")] == ["Go"]


def test_a_model_is_one_click_from_where_it_is_named(page: Browser) -> None:
    page.one(".signature a").click()
    assert page.driver.current_url.endswith("/python/beta/index.html#beta_deleted_message_batch")
    assert "BetaDeletedMessageBatch" in page.one(":target h3").text


def test_collapse_hides_the_entries_below_and_expand_shows_them(page: Browser) -> None:
    value = page.one('[id$="skills-2025-10-02"]')
    other = page.one('[id^="returns-"][id$="-id"]')
    page.one("section [data-fold=close]").click()
    assert not value.is_displayed()
    assert other.is_displayed()
    page.one("section [data-fold=open]").click()
    assert value.is_displayed()


def test_a_link_to_a_collapsed_entry_opens_it(page: Browser) -> None:
    page.one("section [data-fold=close]").click()
    value = page.one('[id$="skills-2025-10-02"]')
    page.run(f"location.hash = '{value.get_attribute('id')}'")
    assert value.is_displayed()


def test_the_copy_button_copies_the_sample_and_says_so(page: Browser) -> None:
    page.driver.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    button = page.one("figure .copy")
    button.click()
    copied = page.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0], arguments[0])")
    assert str(copied).startswith("import os\nfrom anthropic import Anthropic\n")
    assert button.text == "Copied"


def test_the_copy_button_works_where_the_clipboard_is_refused(page: Browser) -> None:
    page.run("navigator.clipboard.writeText = () => Promise.reject()")
    button = page.one("figure .copy")
    button.click()
    page.run("return new Promise(done => setTimeout(done, 50))")
    assert button.text in {"Copied", "Press Ctrl+C"}
    assert str(page.run("return getSelection().toString()")).startswith("import os")


def test_the_site_works_from_a_folder(site: Path, shared: Browser) -> None:
    shared.complaints()
    shared.driver.get((site / METHOD).as_uri())
    assert shared.run("return document.styleSheets.length") == 1
    shared.one("section [data-fold=close]").click()
    shared.driver.find_element("link text", "Go").click()
    assert shared.one("h1").text == "Delete a Message Batch"
    assert shared.complaints() == []


def test_everything_can_be_read_without_javascript(home: str, tmp_path: Path) -> None:
    with browser(tmp_path / "profile", script=False) as plain:
        plain.driver.get(home + METHOD)
        assert plain.one('[id$="skills-2025-10-02"]').is_displayed()
        assert plain.one(".sample pre").is_displayed()
        assert not [button for button in plain.all("button") if button.is_displayed()]


def test_no_page_is_wider_than_the_window_of_a_phone(site: Path, home: str, shared: Browser) -> None:
    narrow = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    shared.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", narrow)
    try:
        for name in pages(site):
            shared.driver.get(home + name)
            assert shared.run("return document.documentElement.scrollWidth") == 390, name
    finally:
        shared.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
