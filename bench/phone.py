"""P7: the first visit on a slow telephone: a processor four times slower, 400 kbit/s, 400 ms there and back."""

import shutil
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench._house import open_house
from bench._load import say

PHONE = {"width": 360, "height": 740}
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
VISITS = 7
LATENCY = 400  # ms from a request to the first byte of its answer
BITS = 400_000  # a second, each way: WebPageTest's "3G slow"
SLOWER = 4
LIMIT = 2000  # ms until the form can be used
PATHS = {"the mall's home": "/", "the first page of the form": "/lapor/"}
TIMES = """() => {
  const page = performance.getEntriesByType('navigation')[0];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {painted: paint ? paint.startTime : null, loaded: page.loadEventEnd,
          fetched: performance.getEntriesByType('resource').map(one => one.name.split('/').pop())};
}"""


def main() -> None:
    with open_house() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        for name, path in PATHS.items():
            visits = [_visit(browser, f"http://127.0.0.1:{house.port}{path}") for _n in range(VISITS)]
            usable = median(visit["loaded"] for visit in visits)
            say(
                "P7",
                what=name,
                painted_ms=round(median(visit["painted"] for visit in visits)),
                usable_ms=round(usable),
                most_ms=round(max(visit["loaded"] for visit in visits)),
                fetched=visits[0]["fetched"],
                limit=LIMIT,
                ratio=round(usable / LIMIT, 2),
            )
        browser.close()


def _visit(browser: Browser, address: str) -> dict[str, Any]:
    """Open the address with nothing in the cache; return when it was painted and when all of it was there, in ms."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    speed = {"downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8, "latency": LATENCY, "offline": False}
    wire.send("Network.emulateNetworkConditions", speed)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    seen: dict[str, Any] = page.evaluate(TIMES)
    context.close()
    return seen


if __name__ == "__main__":
    main()
