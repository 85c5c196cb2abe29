"""A finger on a phone: up and down it scrolls the page wherever it begins; taps and ways sideways choose."""

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import LESSONS, PAGES
from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.browser.figures import Lesson, open_figure, read_figure, wait_for_figure
from tests.browser.in_page import ask
from tests.browser.visit import open_page
from tests.sample import part_of

NAMES = [lesson.address[1:] for lesson in LESSONS]
WAY = 160  # px that a finger goes
LEAST = 40  # px that the page then scrolls at least: the first few tell a way from a tap


def swipe(page: Page, start: tuple[float, float], way: tuple[float, float]) -> None:
    """Lay a finger down, lead it straight on and lift it."""
    (x, y), (across, down) = start, way
    actions.finger(page, *((x + across * part, y + down * part) for part in (0, 0.1, 0.2, 0.4, 0.6, 0.8, 1)))


def swiped(page: Page, selector: str) -> tuple[int, list[str], list[str]]:
    """Swipe up over all that is shown of a kind; return how many, what did not scroll, what was set."""
    count, still, changed = 0, list[str](), list[str]()
    for one in page.locator(selector).filter(visible=True).all():
        place = ask(one, "covering.bring")
        if place is None:
            continue
        count += 1
        name, (scrolled, before) = one.inner_html()[:200], ask(page, "reading.setByFinger")
        swipe(page, place, (0, -WAY))
        scrolled_then, after = ask(page, "reading.setByFinger")
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


def test_what_is_pressed_is_as_high_as_a_finger(phone: Page) -> None:
    found: dict[str, list[str]] = {}
    for each in part_of(PAGES, 3):
        open_page(phone, each.address)
        if each in LESSONS:
            wait_for_figure(phone, each.address[1:], "en")
        found[each.name] = ask(phone, "covering.missed", 43)
        actions.unfold_settings(phone)
        found[each.name] += ask(phone, "covering.missed", 43)
    assert found == {name: [] for name in found}


def test_finger_on_a_slider_taps_and_drags(phone: Page) -> None:
    open_figure(phone, "convolution")
    actions.unfold_settings(phone)
    bias = actions.slider(phone, "set.bias")
    lowest, highest = actions.limits(phone, "bias")
    x, y = ask(bias, "covering.bring")
    box = actions.box_of(bias)
    phone.touchscreen.tap(box["x"] + box["width"] - 1, y)
    expect(bias).to_have_value(str(highest))
    swipe(phone, (x, y), (-box["width"], 8))
    expect(bias).to_have_value(str(lowest))


def test_finger_taps_a_cell_of_a_map_and_leads_on_sideways(phone: Page) -> None:
    open_figure(phone, "live-network")
    shown = phone.locator("[data-figure=live_network] .map").filter(visible=True).last
    x, y = ask(shown, "covering.bring")
    before = read_figure(phone).chosen
    phone.touchscreen.tap(x - 20, y - 20)
    tapped = read_figure(phone).chosen
    assert tapped != before
    swipe(phone, (x, y), (40, 5))
    assert read_figure(phone).chosen != tapped


def test_finger_drags_the_picture_sideways_and_draws_on_an_own_one(phone: Page) -> None:
    open_figure(phone, "why-cnn")
    picture = phone.locator(".map.picture")
    swipe(phone, ask(picture, "covering.bring"), (60, 10))
    assert read_figure(phone).settings["right"] > 0
    actions.button(phone, "why.own").tap()
    actions.grid(phone, "why.picture_pad").wait_for()
    x, y = ask(picture, "covering.bring")
    scrolled, _ = ask(phone, "reading.setByFinger")
    swipe(phone, (x, y), (0, -60))
    assert ask(phone, "reading.setByFinger")[0] == scrolled
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
