"""What can be set in the live network and in its last folds."""

import re
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Locator, Page, expect

from cnn_core.held_out import measured_when_moved
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import address_of, follow_link, open_figure, read_figure, wait_for_figure
from tests.browser.network_page import LESSON, at, code, now, places, says
from tests.browser.visit import NewPage, Viewport, go_to
from tests.monkey.lessons.live_network_numbers import compare_folds

NOTE = "nn.Sequential(nn.Conv2d(1, 5, 5), nn.MaxPool2d(2))"
READER = "nn.Sequential(nn.Conv2d(1, 5, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(720, 10))"


def percent(name: str, way: str, pictures: int, down: int = 0, right: int = 0) -> str:
    return f"{measured_when_moved(name)[way][8 + down][8 + right] / pictures * 100:.1f}"


def test_as_in_the_note_sets_exactly_the_notes_code(page: Page) -> None:
    at(page)
    actions.skip(page)
    assert READER in code(page)
    actions.button(page, "live.as_note").click()
    reading = now(page)
    assert {name: reading.query[name] for name in ("relu", "scores", "pool")} == {
        "relu": "0",
        "scores": "0",
        "pool": "max",
    }
    assert f"(1, 1, 28, 28) → {NOTE} → (1, 5, 12, 12)" in code(page)
    assert label("live.note_code", "en") in reading.status
    assert not reading.has("live.scores")
    actions.button(page, "live.as_note").click()
    assert READER in code(page)


def test_filters_without_scores_say_why(page: Page, language: Language) -> None:
    at(page, lang=language, filters="hand_made")
    assert page.locator(".why").inner_text() == label("live.untrained", language)


def test_moving_the_digit_shows_its_score_now_and_unmoved(page: Page) -> None:
    unmoved = at(page, sample="paper_7").grid("live.scores")
    assert says(page).startswith(label("live.says", "en", a=7))
    assert percent("digits", "relu max", 1000) in says(page)
    actions.drag_slider(page, "down", 1.0)
    actions.drag_slider(page, "right", 0.0)
    moved = now(page)
    scores = {"s": moved.grid("live.scores")[8, 1], "t": unmoved[8, 1]}
    assert label("live.score_moved", "en", a=7, **scores) in says(page)
    values = {"p": percent("digits", "relu max", 1000, 8, -8), "q": percent("digits", "relu max", 1000)}
    assert label("live.accuracy_digits_moved", "en", n="1,000", **values) in says(page)


@pytest.mark.alike("relu", "pool")
@pytest.mark.parametrize(("relu", "pool"), [(0, "max"), (1, "average"), (0, "average")])
def test_the_accuracy_is_that_of_the_layers_on_the_screen(page: Page, relu: int, pool: str) -> None:
    at(page, relu=relu, pool=pool)
    way = f"relu {pool}" if relu else pool
    assert label("live.accuracy_digits", "en", n="1,000", p=percent("digits", way, 1000)) in says(page)
    assert label("live.trained_so", "en") in says(page)


@pytest.mark.alike("filters", "words", "like")
@pytest.mark.parametrize(
    ("filters", "words", "like"),
    [("digits", "live.no_digit", "paper_3"), ("cats_dogs", "live.no_silhouette", "cat_1")],
)
def test_a_picture_unlike_the_test_pictures_is_said_to_be_none(
    page: Page, filters: str, words: str, like: str, language: Language
) -> None:
    at(page, lang=language, sample="cat", filters=filters)
    assert label(words, language) in says(page)
    at(page, lang=language, sample=like, filters=filters)
    assert label(words, language) not in says(page)


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", ["desktop", "tablet", "phone"])
def test_all_that_the_net_says_is_seen(new_page: NewPage, screen: Viewport, language: Language) -> None:
    page = new_page(screen)
    dog, moved = {"sample": "dog_2", "filters": "cats_dogs"}, {"down": -8, "right": 3}
    for query in (
        *(dog | moved | {"relu": 0}, dog | moved | {"bias": 1}, dog | {"bias": 1}),
        *(dog | moved | {"sample": "coffee"}, {"relu": 0} | moved, moved | {"sample": "coffee"}),
    ):
        at(page, lang=language, layer="score", digit=1, **query)
        actions.fold_settings(page)
        verdict = page.locator(".verdict")
        expect(verdict).to_be_visible()
        assert verdict.evaluate("said => said.scrollHeight <= said.clientHeight"), query


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", ["desktop", "tablet", "phone"])
def test_nothing_moves_whatever_is_switched(new_page: NewPage, screen: Viewport) -> None:
    page = new_page(screen)
    at(page, map=2)
    before = places(page)
    for query in (
        *("relu=0", "scores=0", "relu=0&scores=0", "filters=random", "filters=cats_dogs"),
        *("pool=average", "bias=-1.25", "scale=filter", "down=5&right=-8"),
    ):
        follow_link(page, LESSON, {"map": 2, **dict(parse_qsl(query))})
        now(page)
        assert places(page) == before, query


def test_one_scale_for_all_maps_or_one_per_filter_is_said(page: Page, language: Language) -> None:
    at(page, lang=language, map=2)
    scale = page.locator(".one-scale")
    assert label("fig.scale_all", language) in scale.inner_text()
    common = scale.locator(".legend").inner_text()
    actions.switch(page, "live.scale_each").click()
    assert label("live.scale_of", language, n=2) in scale.inner_text()
    assert scale.locator(".legend").inner_text() != common


@pytest.mark.alike("layer", keep=2)
@pytest.mark.parametrize("layer", ["conv", "relu", "pool", "score"])
def test_a_shape_that_is_asked_for_is_hidden_until_answered(page: Page, layer: str) -> None:
    at(page, layer=layer)
    hidden = page.locator(".shape", has_text=re.compile(r"^\?$"))
    asked = page.locator(".predict .pill")
    assert asked.count() == 4
    assert (hidden.count() > 0) == (layer != "score")
    assert ("LazyLinear" in code(page)) == (layer in ("pool", "score"))
    answer = {"conv": "5×24×24", "relu": "5×24×24", "pool": "5×12×12", "score": "720"}[layer]
    asked.filter(has_text=re.compile(f"^{answer}$")).click()
    assert "Linear(720" in code(page)
    assert label("quiz.right", "en") in page.locator(".predict").inner_text()
    assert page.locator(".field .shape", has_text=re.compile(r"^\?$")).count() == 0


# As the laboratory wrote its address.
MOVED = {"picture": "cat_2", "right": -3, "down": 2, "rotate": 30}
OF_LABORATORY = {"shuffle": 1, "practice": "centred", "third": "wide", "net": "dense"}
THERE = {"silhouette": "cat_2", "silhouette_right": "-3", "silhouette_down": "2", "silhouette_rotate": "30"}


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-figure='live_network/{name}']")


def is_torchs(page: Page) -> bool:
    """Return whether every number of both folds that can be read is torch's for the address."""
    numbers = [*compare_folds(read_figure(page))]
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
    page: Page, asked: dict[str, str | int], anchor: str, fold: str, there: dict[str, str]
) -> None:
    go_to(page, address_of("why-cnn", lang="ko", **asked) + anchor)
    page.wait_for_url("**/live-network?*")
    expect(page.locator(f".st-key-{fold} details")).to_have_attribute("open", "")
    expect(page.locator(f".st-key-{fold} summary")).to_be_in_viewport()
    expect(page.locator("[data-testid=stMain] details[open]")).to_have_count(1)
    assert there.items() <= wait_for_figure(page, LESSON, "ko").query.items()
    channels = {name: str(asked.get(name, 1)) for name in ("filter", "conv_channel", "deep_channel")}
    assert channels.items() <= read_figure(page).query.items()
    assert is_torchs(page)
    assert "#" not in page.url


def test_an_address_of_the_laboratory_stays_there(page: Page) -> None:
    at_start = {"filter": 1, "conv_channel": 1, "deep_channel": 1}
    reading = open_figure(page, "why-cnn", **MOVED, **OF_LABORATORY, **at_start)
    assert (reading.query["picture"], reading.query["net"], reading.alert) == ("cat_2", "dense", "")


def test_what_a_cell_sees_is_said_and_a_map_moves_along(page: Page) -> None:
    open_figure(page, LESSON, silhouette="cat_1", silhouette_right=3, silhouette_down=-2)
    for name, size in (("conv", "5×5"), ("pool", "6×6"), ("deep", "14×14")):
        actions.grid(page, f"field.lead_{name}").press("ArrowDown")
        expect(part(page, "fields").locator(".now")).to_contain_text(f"It sees {size} pixels")
    looks = part(page, "looks")
    for number in range(1, 9):
        looks.get_by_role("button", name=f"Filter {number}").click()
        expect(looks.locator(".now")).to_contain_text(f"{30 * 29} of {30 * 29} pairs")


def test_a_map_that_nothing_excites_says_so_in_the_place_of_its_pieces(
    page: Page, language: Language
) -> None:
    fields = part(page, "fields")
    for channel, is_dead in ((20, True), (19, False)):
        open_figure(page, LESSON, lang=language, silhouette="cat_1", deep_channel=channel)
        expect(fields.get_by_text(label("field.none", language))).to_be_visible(visible=is_dead)
        expect(fields.locator(".patches")).to_be_visible(visible=not is_dead)


def test_a_link_of_a_fold_sets_it_and_stays_in_sight(page: Page) -> None:
    open_figure(page, LESSON, layer="pool")
    link = page.locator(".st-key-local a[href*='silhouette=cat_2']")
    actions.push(link)
    expect(link).to_be_in_viewport()  # the fold of the link, not the figure that holds the settings
    assert read_figure(page).query["silhouette"] == "cat_2"
    assert is_torchs(page)
