"""The neuron's page: one thing lights in all four views, and the line of code stands above the fold."""

from playwright.sync_api import Page

from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.browser.figures import open_figure, read_figure
from tests.browser.test_keyboard import press, tab_to

VIEWS = ("fig.window", "neuron.sum", "neuron.neuron", "neuron.pixels", "neuron.matrix")
LIT = """grid => [...grid.querySelectorAll("[role=gridcell]")].flatMap((cell, at) =>
  cell.classList.contains("linked") ? [at] : [])"""
# The centre weight of the middle output, wherever it stands: nine rows of the matrix, each one pixel on.
CENTRE = {
    "fig.window": [12],
    "neuron.sum": [4],
    "neuron.neuron": [8, 9],
    "neuron.pixels": [12],
    "neuron.matrix": [25 * row + 6 + 5 * (row // 3) + row % 3 for row in range(9)],
}


def lit(page: Page) -> dict[str, list[int]]:
    """Return the cells that are outlined in each view, counted from 0."""
    return {name: actions.grid(page, name).evaluate(LIT) for name in VIEWS}


def lit_edges(page: Page) -> list[int]:
    script = "drawing => [...drawing.children].flatMap((one, at) => one.matches('.lit') ? [at] : [])"
    return page.locator(".edges").evaluate(script)


def hover(page: Page, name: str, at: int) -> None:
    actions.grid(page, name).get_by_role("gridcell").nth(at).hover()


def test_a_weight_lights_in_all_four_views_wherever_it_is_pointed_at(page: Page) -> None:
    open_figure(page, "neuron", weight=1)
    assert lit(page) != CENTRE
    for name, at in (("neuron.sum", 4), ("neuron.neuron", 8), ("neuron.neuron", 9), ("neuron.matrix", 6)):
        hover(page, name, at)
        assert lit(page) == CENTRE, name
        assert lit_edges(page) == [4]
        page.get_by_role("heading", level=1).hover()
        assert lit(page) != CENTRE
    page.locator(".edges .touch").nth(4).dispatch_event("pointermove")
    assert lit(page) == CENTRE


def test_by_keys_alone_a_weight_is_found_kept_and_said(page: Page) -> None:
    open_figure(page, "neuron", weight=9)
    tab_to(page, label("neuron.sum", "en"))
    now = press(page, "ArrowDown", "ArrowRight")
    assert lit(page) == CENTRE
    assert now.settings["weight"] == 9
    assert (now.sentence()["k"], now.sentence()["p"]) == ("5", "3")
    assert press(page, "Enter").settings["weight"] == 5
    tab_to(page, label("fig.output", "en"))
    assert press(page, "ArrowRight").settings["step"] == 6
    assert press(page, "Period").settings["step"] == 7


def test_a_pointer_that_rests_where_a_cell_comes_to_lie_takes_no_word_away(page: Page) -> None:
    open_figure(page, "neuron")
    cell = actions.grid(page, "fig.window").get_by_role("gridcell").nth(6)
    cell.hover()
    open_figure(page, "neuron", bias="2.5")
    said = page.get_by_role("alert").filter(has_text="bias=2.5")
    assert cell.evaluate("cell => cell.matches(':hover')")
    assert said.is_visible()
    page.mouse.move(0, 0)
    cell.hover()
    assert lit(page)["fig.window"] == [6]
    said.wait_for(state="hidden")


def test_a_kernel_that_is_chosen_is_shared_again(page: Page) -> None:
    open_figure(page, "neuron", shared=0)
    actions.choice(page, "neuron.set_kernel").select_option("count")
    now = read_figure(page)
    assert (now.query["shared"], now.status) == ("1", label("neuron.shared_again", "en"))
