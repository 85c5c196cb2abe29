"""A finger on a phone: up and down it scrolls the page wherever it begins; taps and ways sideways choose."""

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import LESSONS, PAGES
from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.browser.figures import Lesson, open_figure, read_figure, wait_for_figure
from tests.browser.visit import open_page
from tests.sample import part_of

NAMES = [lesson.address[1:] for lesson in LESSONS]
WAY = 160  # px that a finger goes
LEAST = 40  # px that the page then scrolls at least: the first few tell a way from a tap
# Brings what can be swiped over into the middle of the screen and says where; null where it is covered.
BRING = """async one => {
  one.scrollIntoView({ block: "center" });
  await nextFrame();
  const { left, top, width, height } = one.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = one.getRootNode().elementFromPoint(x, y);
  return hit && (one.contains(hit) || hit.contains(one)) ? [x, y] : null;
}"""
# How far all that can scroll has been scrolled, and all that a finger could set.
SEEN = """() => {
  const all = everywhere;
  return [all("*").reduce((sum, one) => sum + one.scrollTop, 0), [location.href,
    ...all(".map [role=grid]").map(one => one.getAttribute("aria-activedescendant")),
    ...all("input[type=range]").map(one => one.value)]];
}"""


def swipe(page: Page, start: tuple[float, float], way: tuple[float, float]) -> None:
    """Lay a finger down, lead it straight on and lift it."""
    (x, y), (across, down) = start, way
    actions.finger(page, *((x + across * part, y + down * part) for part in (0, 0.1, 0.2, 0.4, 0.6, 0.8, 1)))


def swiped(page: Page, selector: str) -> tuple[int, list[str], list[str]]:
    """Swipe up over all that is shown of a kind; return how many, what did not scroll, what was set."""
    count, still, changed = 0, list[str](), list[str]()
    for one in page.locator(selector).filter(visible=True).all():
        place = one.evaluate(BRING)
        if place is None:
            continue
        count += 1
        name, (scrolled, before) = one.inner_html()[:200], page.evaluate(SEEN)
        swipe(page, place, (0, -WAY))
        scrolled_then, after = page.evaluate(SEEN)
        if abs(scrolled_then - scrolled) < LEAST:
            still.append(name)
        if after != before:
            changed.append(
                f"{name}: {[pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]}"
            )
    return count, still, changed


# How many maps there are at least; the other lessons have grids of numbers, which take a press.
MAPS: dict[Lesson, int] = {"": 2, "why-cnn": 1, "conv2d": 6, "pooling": 1, "live-network": 10}


@pytest.mark.alike("name", keep=4)
@pytest.mark.parametrize("name", ["", *NAMES])
def test_finger_scrolls_over_maps_and_sets_nothing_nor_a_slider(phone: Page, name: Lesson) -> None:
    if name:
        open_figure(phone, name)
    else:
        open_page(phone, "/")
        phone.locator(".sample").first.click()  # before, there are no maps
        phone.locator(".map").filter(visible=True).first.wait_for()
    count, still, changed = swiped(phone, ".map")
    assert (still, changed) == ([], [])
    assert count >= MAPS.get(name, 0)
    actions.unfold_settings(phone)
    _, still, changed = swiped(phone, ".track")  # not every sheet is so long that it scrolls
    assert changed == []
    if name == "convolution":
        assert still == []


# What is pressed and is smaller than a finger: 44 px high, and 28 wide at least where many stand in a row. A
# finger that is laid so far from the middle must hit it. Cells, maps and links within words are not meant.
MISSED = """async least => {
  const wanted = `button, select, summary, label.upload, a.button, .sections a,
    input[type=range], input[type=checkbox]`;
  const found = [];
  for (const one of everywhere(wanted)) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (one.closest("[inert], [role=grid], [data-testid=stSidebar]")) continue;
    const target = one.labels?.[0] ?? one;
    one.scrollIntoView({ block: "center", inline: "center" });
    const { left, top, width, height } = target.getBoundingClientRect();
    if (width === 0) continue;
    const isUnder = hit => hit.closest(".dock, .call") !== null && one.closest(".dock, .call") === null;
    const hits = (y, mayBeCovered = true) => {
      const hit = one.getRootNode().elementFromPoint(left + width / 2, y);
      if (hit !== null && isUnder(hit)) return mayBeCovered; // by the sheet, from which it can be scrolled
      return hit !== null && (target.contains(hit) || hit.contains(one) && hit.matches(".track"));
    };
    const middle = top + height / 2;
    if (!hits(middle, false)) continue; // behind the bar, or beyond what scrolls
    if (height >= least && width >= 28) continue;
    if (width >= 24 && hits(middle - least / 2 + 1) && hits(middle + least / 2 - 1)) continue;
    found.push(`${one.className || one.tagName} ${one.getAttribute("aria-label") ?? one.textContent.trim()}: `
      + `${Math.round(width)} x ${Math.round(height)}`);
  }
  return found;
}"""


def test_what_is_pressed_is_as_high_as_a_finger(phone: Page) -> None:
    found: dict[str, list[str]] = {}
    for each in part_of(PAGES, 3):
        open_page(phone, each.address)
        if each in LESSONS:
            wait_for_figure(phone, each.address[1:], "en")
        found[each.name] = phone.evaluate(MISSED, 43)
        actions.unfold_settings(phone)
        found[each.name] += phone.evaluate(MISSED, 43)
    assert found == {name: [] for name in found}


def test_finger_on_a_slider_taps_and_drags(phone: Page) -> None:
    open_figure(phone, "convolution")
    actions.unfold_settings(phone)
    bias = actions.slider(phone, "set.bias")
    lowest, highest = actions.limits(phone, "bias")
    x, y = bias.evaluate(BRING)
    box = actions.box_of(bias)
    phone.touchscreen.tap(box["x"] + box["width"] - 1, y)
    expect(bias).to_have_value(str(highest))
    swipe(phone, (x, y), (-box["width"], 8))
    expect(bias).to_have_value(str(lowest))


def test_finger_taps_a_cell_of_a_map_and_leads_on_sideways(phone: Page) -> None:
    open_figure(phone, "live-network")
    shown = phone.locator("[data-figure=live_network] .map").filter(visible=True).last
    x, y = shown.evaluate(BRING)
    before = read_figure(phone).chosen
    phone.touchscreen.tap(x - 20, y - 20)
    tapped = read_figure(phone).chosen
    assert tapped != before
    swipe(phone, (x, y), (40, 5))
    assert read_figure(phone).chosen != tapped


def test_finger_drags_the_picture_sideways_and_draws_on_an_own_one(phone: Page) -> None:
    open_figure(phone, "why-cnn")
    picture = phone.locator(".map.picture")
    swipe(phone, picture.evaluate(BRING), (60, 10))
    assert read_figure(phone).settings["right"] > 0
    actions.button(phone, "why.own").tap()
    actions.grid(phone, "why.picture_pad").wait_for()
    x, y = picture.evaluate(BRING)
    scrolled, _ = phone.evaluate(SEEN)
    swipe(phone, (x, y), (0, -60))
    assert phone.evaluate(SEEN)[0] == scrolled
    assert any(
        text != "0"
        for text in actions.grid(phone, "why.picture_pad").get_by_role("gridcell").all_inner_texts()
    )


def test_minus_is_typed_without_a_key_for_it(phone: Page) -> None:
    open_figure(phone, "convolution")
    name = label("fig.kernel", "en")
    actions.cell(phone, name, 1, 1).tap()
    sign = actions.button(phone, "set.sign")
    sign.tap()
    # A tap is a click only when the browser has told it from a way, which may be after the next key.
    expect(phone.locator(".cell-editor")).to_have_value("-1")
    phone.keyboard.type("2")
    phone.keyboard.press("Enter")
    assert read_figure(phone).grid("fig.kernel")[1, 1] == "−2"
    actions.grid(phone, name).press("Enter")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Space")
    phone.keyboard.press("Enter")
    assert read_figure(phone).grid("fig.kernel")[1, 1] == "2"
    assert not sign.is_visible()
    open_figure(phone, "output-size")
    field = phone.locator(".fields input").filter(visible=True).last
    field.fill("7")
    sign.tap()
    expect(field).to_have_value("-7")
