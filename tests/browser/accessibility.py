"""What a page owes whoever reads it by ear or by key: axe-core's rules (WCAG 2.2 A and AA), and ours."""

from collections.abc import Iterator
from typing import Any, cast

from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Page

# Names around the figures that no Korean is in; within the figures, in their shadows, PyTorch has names too.
ENGLISH = """() => [...document.querySelectorAll("[aria-label], [data-testid=stSkipToContent]")]
  .map(one => one.getAttribute("aria-label") ?? one.textContent)
  .filter(name => /[A-Za-z]/.test(name) && !/[가-힣]/.test(name))"""


def english_names(page: Page) -> list[str]:
    """Return the names of parts around the figures in which no Korean is."""
    return page.evaluate(ENGLISH)


def violations(page: Page) -> Iterator[str]:
    """Say what axe finds, the rule and the elements that break it; and names without the words they show."""
    report = cast("dict[str, list[dict[str, Any]]]", Axe().run(page).response)
    for found in report["violations"]:
        for node in found["nodes"]:
            yield f"{found['id']}: {found['help']}: {node['html'][:200]}"
    yield from misnamed(page)
    for broken in page.locator("[aria-hidden='']").all():
        yield f"aria-hidden without a value hides nothing: {broken.evaluate('one => one.outerHTML')[:200]}"


COMMON = """
  const all = wanted => everywhere(wanted)
    .filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
"""

# A few pixels inside its corners and in its middle. A link of several lines has several boxes. What can be
# scrolled under something else is first scrolled to the middle; what stands beside the title goes with it.
COVERED = """async () => {
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  await nextFrame();
  const INSIDE = 3, LEAST = 8, OF_A_CORNER = 1 - Math.SQRT1_2;
  const controls = "button, a[href], select, textarea, summary, input, label:has(input), [role=button]";
  const hitAt = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  };
  const pointsOf = (one, box) => {
    const radius = parseFloat(getComputedStyle(one).borderTopLeftRadius) || 0;
    const off = INSIDE + OF_A_CORNER * Math.min(radius, box.width / 2, box.height / 2);
    const [left, right, top, bottom] = [box.left + off, box.right - off, box.top + off, box.bottom - off];
    const middle = [(left + right) / 2, (top + bottom) / 2];
    return [[left, top], [right, top], [left, bottom], [right, bottom], middle];
  };
  const found = new Set();
  for (const one of all(controls)) {
    const sidebar = one.closest("[data-testid=stSidebar]"); // closed on a phone: it stands beside the screen
    if (one.disabled || one.closest("[inert]") || sidebar?.getBoundingClientRect().right <= 0) continue;
    one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    for (const box of one.getClientRects()) {
      if (Math.min(box.width, box.height) < LEAST) continue;
      for (const point of pointsOf(one, box)) {
        const hit = hitAt(...point);
        // A track takes the finger in its range's place (controls/number.js).
        if (hit && (one.contains(hit) || one.closest(".track") === hit)) continue;
        const name = one.getAttribute("aria-label") ?? one.textContent.trim();
        const over = hit ? `${hit.localName}.${hit.getAttribute("class") ?? ""}` : "nothing";
        found.add(`${one.localName} "${name.slice(0, 40)}" under ${over}`);
      }
    }
  }
  return [...found];
}"""

# Who speaks to a computer says what stands there: whole words, in their order. An icon's letters are none.
MISNAMED = """() => {
  const roles = ["button", "link", "gridcell", "menuitem", "option", "tab", "switch", "checkbox", "radio"];
  const controls = ["button", "a[href]", "summary", ...roles.map(role => `[role=${role}]`)];
  const words = text => ` ${(text.toLowerCase().match(/[\\p{L}\\p{N}]+/gu) ?? []).join(" ")} `;
  const shownBy = one => [...one.querySelectorAll("[data-testid=stIconMaterial]")]
    .reduce((text, icon) => text.replace(icon.innerText, ""), one.innerText ?? "");
  const nameOf = one => one.getAttribute("aria-label") ?? one.getAttribute("aria-labelledby").split(" ")
    .map(id => one.getRootNode().getElementById(id)?.textContent ?? "").join(" ");
  return all(controls.map(each => `:is(${each}):is([aria-label], [aria-labelledby])`).join())
    .filter(one => words(shownBy(one)).trim() && !words(nameOf(one)).includes(words(shownBy(one))))
    .map(one => `"${nameOf(one)}" shows "${shownBy(one).trim()}"`);
}"""


def covered(page: Page) -> list[str]:
    """Say which controls a press would miss at a corner or in the middle, and what it would hit instead."""
    found: list[str] = page.evaluate(COVERED.replace("{", "{" + COMMON, 1))
    return found


def misnamed(page: Page) -> list[str]:
    """Say which names do not hold what is written on what they name."""
    found: list[str] = page.evaluate(MISNAMED.replace("{", "{" + COMMON, 1))
    return found
