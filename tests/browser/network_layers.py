"""A visitor at the live network: every number of a reading beside torch's, and where everything stands."""

from playwright.sync_api import Locator, Page

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser.figures import Reading, open_figure, read_figure
from tests.monkey.live_network import numbers as network_numbers
from tests.monkey.live_network.numbers import Notebook

LESSON = "live-network"
PLACES = """() => {
  const roots = [...document.querySelectorAll("*")].map(one => one.shadowRoot);
  const root = roots.find(one => one?.querySelector(".network"));
  const named = [".input .slot", ".kernels .slot", ".conv .slot", ".relu .slot", ".pool .slot",
    ".layer.score", ".pin", ".tabs", ".large .slot"];
  const stage = root.querySelector(".stage").getBoundingClientRect();
  const places = named.flatMap(name => [...root.querySelectorAll(name)].map(each => [name, each]));
  return places.filter(([, each]) => each.checkVisibility()).map(([name, each]) => {
    const { left, top, width } = each.getBoundingClientRect();
    return [name, Math.round(left - stage.left), Math.round(top - stage.top), Math.round(width)].join(" ");
  });
}"""


def wrong(reading: Reading, own: str = "") -> list[str]:
    """Return every number that is not torch's, of a sample or of an own picture by the name of its file."""
    found = list(network_numbers.compare(reading, Notebook(), own))
    assert len(found) > 100
    return [str(each) for each in found if not each.agrees()]


def at(page: Page, base_url: str, **query: str | int) -> Reading:
    """Open an address and return the figure, whose every number is torch's."""
    reading = open_figure(page, base_url, LESSON, **query)
    assert wrong(reading) == []
    return reading


def now(page: Page) -> Reading:
    """Return the figure as it is now, whose every number is torch's."""
    reading = read_figure(page)
    assert wrong(reading) == []
    return reading


def places(page: Page) -> list[str]:
    """Return where everything stands whose place must not change."""
    return page.evaluate(PLACES)


def switch(page: Page, name: str, language: Language = "en") -> Locator:
    """Return a switch by its label."""
    return page.get_by_role("switch", name=label(name, language), exact=True)


def says(page: Page) -> str:
    """Return what the page says about the network's answer."""
    return " ".join(page.locator(".verdict").all_inner_texts())


def code(page: Page) -> str:
    """Return the line of PyTorch below the stage."""
    return page.locator(".code-line .line").inner_text().replace("\n", " ")
