"""The signatures of nn.Conv2d and nn.MaxPool2d, as a visitor meets them: guess, change, be refused, mend."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import actions
from tests.browser.figures import open_figure, read_figure

MESSAGE = "pad should be at most half of effective kernel size, but got pad=2, kernel_size=3 and dilation=1"


def argument(page: Page, name: str) -> Locator:
    return page.locator(f".argument.{name}")


def test_a_changed_argument_lights_what_it_has_changed(page: Page) -> None:
    open_figure(page, "conv2d")
    actions.skip(page)
    argument(page, "out_channels").get_by_role("button").last.click()
    expect(argument(page, "out_channels")).to_have_class(re.compile("changed"))
    lit = page.locator(".chip.touched")
    expect(lit).to_have_text(["5", "5"])
    expect(page.locator(".filter.touched")).to_have_count(1)
    expect(page.locator(".formula")).to_contain_text("140parameters, was 112")
    expect(page.locator(".result-shape .changed")).to_have_text("5")
    expect(page.locator(".torch-count")).to_contain_text("# 140")
    argument(page, "stride").get_by_role("button").last.click()
    expect(page.locator(".touched")).to_have_count(0)
    expect(page.locator(".result-shape .changed")).to_have_text(["13", "13"])


@pytest.mark.alike("lesson", "query", "message", "mend")
@pytest.mark.parametrize(
    ("lesson", "query", "message", "mend"),
    [
        ("conv2d", {"groups": 2}, "in_channels must be divisible by groups", "groups=1"),
        ("conv2d", {"written": "conv"}, "module 'torch.nn' has no attribute 'Conv'", "nn.Conv2d(3, 4"),
        ("maxpool2d", {"kernel_size": 3, "padding": 2}, MESSAGE, "padding=1"),
    ],
)
def test_a_refusal_is_torchs_and_its_mend_a_button(
    page: Page, lesson: str, query: dict[str, str | int], message: str, mend: str
) -> None:
    open_figure(page, lesson, **query)
    expect(page.locator(".torch-words").get_by_role("alert")).to_contain_text(message)
    page.locator(".mend").filter(has_text=mend).first.click()
    expect(page.locator(".torch-words")).to_be_hidden()
    expect(page.locator(".result-shape")).not_to_have_text("—")


def test_the_filters_are_picked_by_arrow_keys(page: Page) -> None:
    open_figure(page, "conv2d", out_channels=6)
    actions.skip(page)
    page.locator(".filter[aria-checked=true]").focus()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".filter:focus")).to_have_attribute("aria-checked", "true")
    assert read_figure(page).query["filter"] == "6"


def test_the_output_is_walked_by_arrow_keys(page: Page) -> None:
    open_figure(page, "conv2d", row=1, column=1)
    actions.grid(page, "conv2d.output_of", n=1).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    chosen = read_figure(page).query
    assert (chosen["row"], chosen["column"]) == ("2", "6")


def test_a_pair_is_chosen_and_left_again(page: Page) -> None:
    open_figure(page, "conv2d")
    kernel = argument(page, "kernel_size")
    kernel.locator(".kind").select_option("(n, m)")
    kernel.get_by_label("kernel_size, Width").select_option("5")
    assert read_figure(page).query["kernel_size"] == "3,5"
    kernel.locator(".kind").select_option("n")
    assert read_figure(page).query["kernel_size"] == "3"


def test_the_windows_are_played_and_stepped_by_keys(page: Page) -> None:
    open_figure(page, "maxpool2d")
    actions.skip(page)
    actions.grid(page, "maxpool2d.output", mode="ceil_mode=False").focus()
    page.keyboard.press("Period")
    page.keyboard.press("ArrowDown")
    assert read_figure(page).query["step"] == "5"
    expect(page.locator(".sentence .now")).to_contain_text("the largest of 2, 1, 0, 1 is 2")
