"""A headless Chromium for tests of pages; where it is not installed, they are skipped by name."""

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

_CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
_DRIVER: Final = shutil.which("chromedriver")

needs_browser = pytest.mark.skipif(
    not (_CHROMIUM and _DRIVER), reason="needs chromium and chromedriver on the path"
)

# Reports of anything that a page loads, logs or breaks are what tests ask for.
_QUIET: Final = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

_CODES: Final = {"Tab": 9, "Enter": 13, "Space": 32, "ArrowRight": 39}


class Page:
    """A page that is open in a browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def run(self, script: str) -> Any:
        """Return what a script returns that is run in the page."""
        return self.driver.execute_script(script)

    def complaints(self) -> list[str]:
        """Return what the browser's console has to say, since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def loaded(self) -> list[str]:
        """Return the addresses of what the page loaded besides itself."""
        return list(self.run("return performance.getEntriesByType('resource').map(e => e.name)"))

    def press(self, *keys: str) -> None:
        """Press keys by their names, one after the other, where the focus is."""
        for key in keys:
            letter = {"Enter": "\r", "Space": " "}.get(key, key if len(key) == 1 else None)
            name = " " if key == "Space" else key
            codes = {"key": name, "windowsVirtualKeyCode": _CODES.get(key, ord(key[0].upper()))}
            down = {"type": "keyDown", "text": letter} if letter else {"type": "rawKeyDown"}
            self._command("Input.dispatchKeyEvent", {**down, **codes})
            self._command("Input.dispatchKeyEvent", {"type": "keyUp", **codes})

    def resize(self, width: int, height: int = 800, *, dark: bool = False, media: str = "screen") -> None:
        """Show the page on a screen of that size (CSS pixels) or on paper, light or dark."""
        self._command(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._command("Emulation.setEmulatedMedia", {"media": media, "features": [scheme]})

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        return int(self.run("return document.documentElement.scrollWidth - innerWidth"))

    def screenshot(self) -> bytes:
        """Return what is seen as PNG."""
        return base64.b64decode(self._command("Page.captureScreenshot", {"format": "png"})["data"])

    def _command(self, name: str, arguments: dict[str, Any]) -> Any:
        return self.driver.execute_cdp_cmd(name, arguments)


@contextmanager
def opened(path: Path) -> Iterator[Page]:
    """Open a file in a browser of its own."""
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = str(_CHROMIUM)
    for argument in _QUIET:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options, ChromeService(str(_DRIVER)))
    try:
        driver.get(path.as_uri())
        yield Page(driver)
    finally:
        driver.quit()
