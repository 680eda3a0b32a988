"""
What every page must bear: axe without a violation, 320 px without sideways scrolling, targets of 44 px,
a visible focus on every stop of the keyboard. Each returns a list of what is wrong, in words.
"""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1.min.js").read_text(encoding="utf-8")
EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # all that another theme can change
SMALLEST = 43.9  # px; 44 less the rounding of the browser
STOPS = 80  # of the keyboard, on the longest page

OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"

RUN_AXE = """async only => {
  const found = await axe.run(document, {runOnly: only});
  return found.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n =>
    n.target.join(' ') + ' ' + [...n.any, ...n.all, ...n.none].map(c => c.message).join('; ').slice(0, 200))
    .join(' | '));
}"""

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth, out = [];
  if (document.documentElement.scrollWidth > width)
    document.querySelectorAll('body *').forEach(e => {
      const right = e.getBoundingClientRect().right;
      if (right > width + 1 && !e.closest('.scroll') && !e.closest('svg'))
        out.push(e.tagName + '.' + e.className + ' reaches ' + Math.round(right));
    });
  return out.slice(0, 8);
}"""

TARGETS = (
    "button, select, input:not([type=radio]):not([type=checkbox]):not([type=hidden]), textarea, summary, "
    ".btn, .choice, .back, .brand, nav a, .tiles a, .acts a"
)
TOO_SMALL = """([targets, smallest]) => [...document.querySelectorAll(targets)].flatMap(e => {
  const box = e.getBoundingClientRect();
  const shown = box.height > 1 && getComputedStyle(e).visibility !== 'hidden';
  return shown && box.height < smallest
    ? [e.tagName + '.' + e.className + ' ' + Math.round(box.height) + ' px: ' + e.textContent.trim().slice(0, 30)] : [];
}).slice(0, 8)"""

# Until a page has shown its first frame the browser throws keys away.
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const s = getComputedStyle(e), box = e.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight;
  return {name: e.tagName + '.' + e.className + ' ' + (e.textContent || e.name || '').trim().slice(0, 30),
          visible: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, inside};
}"""


def axe(page: Page, only: dict[str, object] = EVERYTHING) -> list[str]:
    """Return what axe-core finds wrong, with everything opened that can be opened. Needs script on."""
    page.evaluate(OPEN_ALL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(RUN_AXE, only)


def reflow(page: Page) -> list[str]:
    """Return what makes the page scroll sideways at its present width."""
    page.evaluate(OPEN_ALL)
    return page.evaluate(TOO_WIDE)


def targets(page: Page) -> list[str]:
    """Return what is lower than 44 px, links inside sentences excepted."""
    page.evaluate(OPEN_ALL)
    return page.evaluate(TOO_SMALL, [TARGETS, SMALLEST])


def keyboard(page: Page) -> list[str]:
    """Walk the page by the tabulator; return the stops whose focus cannot be seen."""
    page.evaluate(OPEN_ALL)
    page.evaluate(PAINTED)
    wrong: list[str] = []
    for stop in range(STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here is None:
            return wrong if stop else ["nothing can be reached by the keyboard"]
        if not here["visible"]:
            wrong.append(f"no visible focus: {here['name']}")
        if not here["inside"]:
            wrong.append(f"focused outside of the window: {here['name']}")
    return wrong


def once(page: Page) -> list[str]:
    """Return what is wrong with a page whatever its size: one heading, a title, a language, nothing unfinished."""
    wrong = []
    if (count := page.locator("h1").count()) != 1:
        wrong.append(f"{count} headings of the first order")
    if not page.title().strip(" –"):
        wrong.append("no title")
    if page.locator("html").get_attribute("lang") != "id":
        wrong.append("not in Indonesian")
    return wrong
