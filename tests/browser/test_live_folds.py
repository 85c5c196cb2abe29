"""The last folds of the live network: they were parts of /why-cnn, and its old addresses lead to them."""

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.browser.figures import address_of, grid, open_figure, read_figure, wait_for_figure
from tests.browser.picture_page import LESSON
from tests.browser.visit import go_to
from tests.monkey.live_network.fold_numbers import compare

pytestmark = pytest.mark.thirds

# As the laboratory wrote its address.
MOVED = {"picture": "cat_2", "right": -3, "down": 2, "rotate": 30}
OF_LABORATORY = {"shuffle": 1, "practice": "centred", "third": "wide", "net": "dense"}
THERE = {
    "silhouette": "cat_2",
    "silhouette_right": "-3",
    "silhouette_down": "2",
    "silhouette_rotate": "30",
}


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-figure='live_network/{name}']")


def is_torchs(page: Page) -> bool:
    """Return whether every number of both folds that can be read is torch's for the address."""
    numbers = [*compare(read_figure(page))]
    assert len(numbers) == 4 * 25
    return all(each.agrees() for each in numbers)


@pytest.mark.parametrize(
    ("asked", "anchor", "fold", "there"),
    [
        (MOVED | OF_LABORATORY | {"filter": 5, "conv_channel": 3, "deep_channel": 12}, "", "local", THERE),
        (MOVED | {"filter": 5}, "#looks", "looking", THERE | {"filter": "5"}),
    ],
)
def test_an_old_address_of_why_cnn_opens_its_state_in_its_fold(
    page: Page, base_url: str, asked: dict[str, str | int], anchor: str, fold: str, there: dict[str, str]
) -> None:
    go_to(page, address_of(base_url, "why-cnn", lang="ko", **asked) + anchor)
    page.wait_for_url("**/live-network?*")
    expect(page.locator(f".st-key-{fold} details")).to_have_attribute("open", "")
    expect(page.locator(f".st-key-{fold} summary")).to_be_in_viewport()
    expect(page.locator("[data-testid=stMain] details[open]")).to_have_count(1)
    assert there.items() <= wait_for_figure(page, LESSON, "ko").query.items()
    channels = {name: str(asked.get(name, 1)) for name in ("filter", "conv_channel", "deep_channel")}
    assert channels.items() <= read_figure(page).query.items()
    assert is_torchs(page)
    assert "#" not in page.url


def test_an_address_of_the_laboratory_stays_there(page: Page, base_url: str) -> None:
    at_start = {"filter": 1, "conv_channel": 1, "deep_channel": 1}
    reading = open_figure(page, base_url, "why-cnn", **MOVED, **OF_LABORATORY, **at_start)
    assert (reading.query["picture"], reading.query["net"], reading.alert) == ("cat_2", "dense", "")


def test_what_a_cell_sees_is_said_and_a_map_moves_along(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, silhouette="cat_1", silhouette_right=3, silhouette_down=-2)
    for name, size in (("conv", "5×5"), ("pool", "6×6"), ("deep", "14×14")):
        grid(page, label(f"field.lead_{name}", "en")).press("ArrowDown")
        expect(part(page, "fields").locator(".now")).to_contain_text(f"It sees {size} pixels")
    looks = part(page, "looks")
    for number in range(1, 9):
        looks.get_by_role("button", name=f"Filter {number}").click()
        expect(looks.locator(".now")).to_contain_text(f"{30 * 29} of {30 * 29} pairs")


def test_a_fold_is_set_by_hand_in_either_and_by_its_links(page: Page, base_url: str) -> None:
    before = open_figure(page, base_url, LESSON, layer="pool")
    fields = part(page, "fields")
    fields.get_by_role("button", name=label("silhouette.dog_2", "en")).click()
    more = label("set.increase", "en", name=label("field.channel_deep", "en"))
    for _ in range(11):
        fields.get_by_role("button", name=more).click()
    now = read_figure(page)
    assert {"silhouette": "dog_2", "deep_channel": "12", "layer": "pool"}.items() <= now.query.items()
    assert is_torchs(page)
    link = page.locator(".st-key-local a[href*='silhouette=cat_2']")
    hands.push(link)
    expect(link).to_be_in_viewport()  # the fold of the link, not the figure that holds the settings
    assert read_figure(page).query["silhouette"] == "cat_2"
    assert is_torchs(page)
    assert read_figure(page).grid("live.map_pool", n=1) == before.grid("live.map_pool", n=1)
