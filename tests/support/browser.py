"""Drive the machine's Chromium, headless and without a network of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.remote.webelement import WebElement

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --window-size=1440,1000"
).split()


@dataclass(frozen=True)
class Browser:
    driver: Chrome

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements("css selector", selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element("css selector", selector)

    def run(self, script: str) -> object:
        found: object = self.driver.execute_script(script)
        return found

    def requests(self) -> list[str]:
        """The URLs that pages have asked for since the last call."""
        entries = self.driver.get_log("performance")  # type: ignore[no-untyped-call]
        events = [json.loads(entry["message"])["message"] for entry in entries]
        sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [str(event["request"]["url"]) for event in sent]

    def complaints(self) -> list[str]:
        """What the console has said since the last call: errors, and refusals of the security policy."""
        entries = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [str(entry["message"]) for entry in entries if entry["level"] in {"SEVERE", "WARNING"}]


@contextmanager
def browser(profile: Path, *, script: bool = True) -> Iterator[Browser]:
    """A fresh browser; without `script`, one that runs no JavaScript of a page."""
    options = ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = Chrome(options=options, service=ChromeService(DRIVER))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
