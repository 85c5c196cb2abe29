"""Every width, from small phone to a projector: nothing is cut off or scrolls sideways; no lesson is long."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from lessons.catalog import LESSONS
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import Lesson, follow_link, open_figure
from tests.browser.places import STATES, is_kept
from tests.browser.visit import NewPage, Viewport, open_stage
from tests.sample import part_of

pytestmark = pytest.mark.daily

# One of each kind of layout: the sidebar leaves a window of 820 what one of 480 has, 1920 what 1440 has.
WIDTHS = (320, 360, 390, 480, 600, 844, 1024, 1240, 1280, 1366, 1440, 1920)
PHONE = 560
IN_OTHER_STATES = (320, 390, 600, 1024, 1240, 1440)  # the narrowest of each layout
HEIGHTS_OF = {360: 740, 390: 844, 844: 390, 1024: 768}  # the other windows are 900 high
# What a visitor cannot reach: a page wider than its place, what is beyond the edge of something that clips,
# words out of their band, and in a figure whatever its own place is too small for.
CUT_OFF = """() => {
  const found = [];
  const main = document.querySelector("[data-testid=stMain]");
  if (main.scrollWidth > main.clientWidth) found.push(`the page: ${main.scrollWidth} in ${main.clientWidth}`);
  const range = document.createRange();
  const name = one => one.className?.baseVal ?? (one.className || one.tagName);
  const isOut = (box, left, right) => box.width > 0 && (box.right > right + 1 || box.left < left - 1);
  const walk = (node, left, right, place) => {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) {
      range.selectNodeContents(node);
      if ([...range.getClientRects()].some(box => isOut(box, left, right)))
        found.push(`"${node.data.trim().slice(0, 40)}" beyond ${place}`);
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const { display, visibility, opacity, clipPath, overflowX, textOverflow } = getComputedStyle(node);
    if (display === "none" || visibility === "hidden" || opacity === "0" || clipPath !== "none") return;
    const box = node.getBoundingClientRect();
    if (display !== "contents" && isOut(box, left, right)) return found.push(`${name(node)} beyond ${place}`);
    if (node.classList.contains("packed")) return; // to be copied, not to be seen
    if (textOverflow === "ellipsis" || (overflowX !== "visible" && box.width <= 1)) return;
    if (overflowX === "auto" || overflowX === "scroll") [left, right] = [-Infinity, Infinity];
    else if (overflowX !== "visible") {
      [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      place = name(node);
    }
    for (const child of (node.shadowRoot ?? node).childNodes) walk(child, left, right, place);
  };
  const { left } = main.getBoundingClientRect();
  for (const child of main.children) walk(child, left, left + main.clientWidth, "the page");

  const all = selector => everywhere(selector)
    .filter(one => one.getRootNode() !== document && one.checkVisibility());
  const inside = `.field, .settings-row, .segments, .transport, .sources,
    .one-row, .counting, .exercise, .stack, .picking`;
  for (const one of all(inside))
    if (one.scrollWidth > one.clientWidth + 1)
      found.push(`${one.className}: ${one.scrollWidth} in ${one.clientWidth}`);
  for (const one of all(".view, .sentence"))
    if (one.scrollHeight > one.clientHeight + 1)
      found.push(`${one.className}: ${one.scrollHeight} high in ${one.clientHeight}`);
  for (const one of all("button")) {
    if (getComputedStyle(one).borderTopWidth === "0px") continue; // words alone
    const place = one.getBoundingClientRect();
    range.selectNodeContents(one);
    if ([...range.getClientRects()].some(box => box.top < place.top - 1 || box.bottom > place.bottom + 1
      || (one.closest(".bar") && isOut(box, place.left, place.right))))
      found.push(`"${one.textContent.slice(0, 40)}" out of its button`);
  }
  for (const one of all(".grid-box")) { // its cells would lie over what stands beside it
    const [box, cells] = [one, one.firstElementChild].map(each => each.getBoundingClientRect());
    if (cells.height > box.height + 1 || cells.width > box.width + 1)
      found.push(`${name(one.parentElement)}: cells larger than their grid, ${box.width} x ${box.height}`);
  }
  const box = one => one.getBoundingClientRect();
  const wordsOf = one => { range.selectNodeContents(one); return range.getBoundingClientRect(); };
  const spreadOf = one => // px that the outline of what is chosen stands out on each side
    Math.max(0, ...getComputedStyle(one).boxShadow.split(/,(?![^(]*\\))/).filter(each => !/inset/.test(each))
      .map(each => parseFloat(each.match(/ 0px 0px 0px ([\\d.]+)px/)?.[1] ?? 0)));
  for (const one of all(".sample[aria-pressed=true], .sample[aria-checked=true]")) {
    const isClipped = getComputedStyle(one.parentElement).overflowY !== "visible";
    const places = [isClipped && one.parentElement, one.closest(".field")].filter(Boolean);
    if (places.some(place => box(one).bottom + spreadOf(one) > box(place).bottom))
      found.push("the ring of a sample is cut off");
  }
  for (const one of all(".named .result")) {
    const below = wordsOf(one.nextElementSibling ?? one).top;
    if (one.nextElementSibling && below < box(one).bottom + spreadOf(one) - 1)
      found.push("the name of a result lies under its outline");
  }
  for (const one of all("button, a.button")) {
    const [icon, words] = [one.querySelector(":scope > svg.icon"), one.querySelector(":scope > svg + span")];
    if (icon && words?.textContent && box(icon).width && box(words).width && box(icon).bottom > box(words).top
      && box(words).left < box(icon).right + 3) found.push(`"${words.textContent}" touches its icon`);
  }
  for (const one of all("span.side > .note"))
    if (wordsOf(one).right > box(one.nextElementSibling).left - 3)
      found.push(`"${one.textContent}" touches its −`);
  for (const one of all(".switch + .switch")) {
    const before = one.previousElementSibling;
    if (box(before).top === box(one).top && wordsOf(before).right > box(one).left - 6)
      found.push(`"${before.textContent}" touches the next switch`);
  }
  for (const one of all(".map-settings"))
    if (box(one).bottom > box(one.closest(".panel")).bottom + 1)
      found.push("settings of the map below its panel");
  for (const one of all(".said > .more-settings")) {
    const words = wordsOf(one.parentElement.querySelector(".sentence .now"));
    const isBeside = words.right <= box(one).left || words.bottom <= box(one).top;
    if (!isBeside && words.top < box(one).bottom + 3)
      found.push("the sentence touches the button above it");
  }
  for (const one of all(".transport [inert]")) { // what rests looks so
    const { opacity, visibility } = getComputedStyle(one);
    const isEnabled = one.matches("button") && one.getAttribute("aria-disabled") !== "true";
    if (visibility !== "hidden" && (opacity === "1" || isEnabled))
      found.push(`${name(one)} rests and does not look so`);
  }
  const bands = { ".predict": ".ask, .ask code, .pill, .skip, .told", ".code-line": ".result-shape" };
  for (const [band, parts] of Object.entries(bands))
    for (const one of all(band)) {
      const place = one.getBoundingClientRect();
      for (const part of one.querySelectorAll(parts)) {
        const box = part.getBoundingClientRect();
        const isAbove = box.top < place.top, isBelow = box.bottom > place.bottom;
        if (box.width > 0 && (isAbove || isBelow || isOut(box, place.left, place.right)))
          found.push(`${part.className || part.tagName} out of ${band}`);
      }
    }
  return found;
}"""
# Every question of the page gets a wrong answer, which is told at more length than a right one.
ANSWER = """() => {
  for (const card of everywhere(".card"))
    for (const choice of [...card.querySelectorAll(".choice")].slice(0, 2)) choice.click();
}"""

# The place that is kept for a figure, and the figure in it.
HEIGHTS = """key => {
  const place = document.querySelector(`.st-key-${key}`);
  const [figure] = everywhere(`.stage-host.${key}`);
  return [parseFloat(getComputedStyle(place).minHeight), figure.getBoundingClientRect().height];
}"""

# Opens the sheet in which the settings wait on a phone, or closes it; false where a lesson has none.
TURN_SHEET = """() => {
  const turns = everywhere(".stage-host > .stage .open-settings").find(one => one.checkVisibility());
  turns?.click();
  return turns !== undefined;
}"""


# What is said once the question is skipped needs no more room; the question is asked again.
SAID = """async () => {
  const press = selector =>
    everywhere(`.stage-host > .predict ${selector}`).find(one => one.checkVisibility());
  const skip = press(".skip");
  if (!skip) return [];
  skip.click();
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const found = everywhere(".sentence").filter(one => one.scrollHeight > one.clientHeight + 1)
    .map(one => `${one.textContent.slice(0, 40)}: ${one.scrollHeight} high in ${one.clientHeight}`);
  press(".skip + .told + .quiet")?.click();
  return found;
}"""


# The window changes in its own time, and the sidebar moves for a while after it: until the window is as wide
# as was asked for, and the figures' widths have stood for 100 ms.
STILL = """async wanted => {
  const hosts = everywhere(".stage-host");
  const widths = () => [document.documentElement, ...hosts].map(one => one.clientWidth).join();
  let before = widths();
  for (let still = 0; still < 100; still = innerWidth === wanted && before === widths() ? still + 20 : 0) {
    before = widths();
    await new Promise(done => setTimeout(done, 20));
    await new Promise(requestAnimationFrame);
  }
}"""


def _resize(page: Page, width: int, height: int = 900) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(STILL, width)


def _cut(page: Page, lesson: Lesson, state: str, widths: tuple[int, ...]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for width in part_of(widths, 4):
        _resize(page, width, HEIGHTS_OF.get(width, 900))
        cut = page.evaluate(CUT_OFF) + page.evaluate(SAID)
        if width < PHONE and page.evaluate(TURN_SHEET):
            cut += [f"{each}, settings open" for each in page.evaluate(CUT_OFF)]
            page.evaluate(TURN_SHEET)
        place, figure = page.evaluate(HEIGHTS, lesson.replace("-", "_"))
        if abs(place - figure) > 1 and is_kept(STATES[lesson][state]):
            cut.append(f"{figure} px in a place of {place}")
        if cut:
            found[width] = cut
    return found


@pytest.mark.alike("lesson", keep=5)
@pytest.mark.parametrize("lesson", STATES)
def test_nothing_is_cut_off_and_no_place_too_high(page: Page, lesson: Lesson, language: Language) -> None:
    first, *others = STATES[lesson]
    open_figure(page, lesson, lang=language, **STATES[lesson][first])
    page.evaluate(ANSWER)
    found = {first: _cut(page, lesson, first, WIDTHS)}
    for state in part_of(others, 1):
        follow_link(page, lesson, STATES[lesson][state])
        found[state] = _cut(page, lesson, state, IN_OTHER_STATES)
    assert found == {state: {} for state in found}


def test_nothing_of_the_start_page_is_cut_off_at_any_width(page: Page, language: Language) -> None:
    open_stage(page, "home", lang=language)
    found: dict[int, list[str]] = {}
    for width in part_of(WIDTHS, 4):
        _resize(page, width)
        if cut := page.evaluate(CUT_OFF):
            found[width] = cut
    assert found == {}


# So slow that a glide is seen whenever there is one.
SLOWLY = """() => {
  const slowly = new CSSStyleSheet();
  slowly.replaceSync(".mark.window { transition: transform 60s linear }");
  for (const root of roots())
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, slowly];
}"""
GLIDING = """() => roots().flatMap(root => root.getAnimations())
  .filter(one => one.effect.target.matches(".mark")).length"""


def test_the_window_glides_to_the_next_place_but_not_when_the_cells_get_another_size(page: Page) -> None:
    settings = {"kernel_size": 7, "padding": 3, "height": 12, "width": 12}
    open_figure(page, "convolution", **settings)
    page.evaluate(SLOWLY)
    _resize(page, 320)
    assert page.evaluate(GLIDING) == 0
    assert page.evaluate(CUT_OFF) == []
    actions.grid(page, "fig.output").press("ArrowLeft")
    assert page.evaluate(GLIDING) > 0


# Whether what is written below the curves of the folds ends before the next begins.
APART = """() => everywhere(".kit-curves .plot").flatMap(plot => {
  const words = [...plot.querySelectorAll("text[text-anchor=middle]")];
  const boxes = words.map(one => one.getBoundingClientRect());
  return boxes.slice(1).map((box, i) => boxes[i].right < box.left);
})"""


def test_what_stands_below_measured_curves_does_not_touch_on_a_phone(page: Page) -> None:
    open_figure(page, "pooling")
    _resize(page, 320)
    page.evaluate("() => document.querySelectorAll('summary').forEach(one => one.click())")
    page.locator(".kit-curves .plot text").first.wait_for()
    assert set(page.evaluate(APART)) == {True}


def test_every_lesson_is_there_at_every_width() -> None:
    assert set(STATES) >= {lesson.address[1:] for lesson in LESSONS}


MOST_WORDS = 450
MOST_SCREENS: dict[Viewport, float] = {"desktop": 3, "phone": 6}
# The text around the figures and the questions; what is folded is not seen.
TEXT = "[data-testid=stMain] [data-testid=stMarkdownContainer], .tries"
WORDS = """text => [...document.querySelectorAll(text)]
  .filter(one => one.checkVisibility() && !one.parentElement.closest(".tries"))
  .map(one => one.innerText).join(" ").split(/\\s+/).filter(Boolean).length"""
# Of the questions one is answered at a time: that counts, however many stand there.
QUESTION: dict[Viewport, int] = {"desktop": 640, "phone": 1000}  # px
SCREENS = """most => {
  const { height } = document.querySelector(".st-key-check").getBoundingClientRect();
  const whole = document.querySelector("[data-testid=stMain]").scrollHeight;
  return (whole - height + Math.min(height, most)) / innerHeight;
}"""


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", list(MOST_SCREENS))
def test_a_lesson_is_short(new_page: NewPage, screen: Viewport, capsys: pytest.CaptureFixture[str]) -> None:
    page: Page = new_page(screen)
    words: dict[str, int] = {}
    screens: dict[str, float] = {}
    for each in LESSONS:
        open_stage(page, each.name)
        page.locator(".kit-check button").first.wait_for()
        words[each.name] = page.evaluate(WORDS, TEXT)
        screens[each.name] = round(page.evaluate(SCREENS, QUESTION[screen]), 1)
    with capsys.disabled():
        print(f"\nwords: {words}\nscreens, {screen}: {screens}")
    assert {name: count for name, count in words.items() if count > MOST_WORDS} == {}
    assert {name: count for name, count in screens.items() if count > MOST_SCREENS[screen]} == {}


COUNTING = Path(__file__).with_name("layouts.js").read_text(encoding="utf-8")
FORCED_BY_LINKS = """async () => {
  const found = [];
  for (const link of document.querySelectorAll('[data-testid=stMain] a[href^="?"]')) {
    const forced = await layoutsForcedBy(() => link.click());
    if (forced.length > 1) found.push([link.getAttribute("href"), ...forced]);
  }
  return found;
}"""


@pytest.mark.alike("name", keep=3)
@pytest.mark.parametrize("name", [lesson.name for lesson in LESSONS])
def test_a_setting_forces_at_most_one_layout(page: Page, name: str) -> None:
    open_stage(page, name)
    page.evaluate(COUNTING)
    assert page.evaluate(FORCED_BY_LINKS) == []
