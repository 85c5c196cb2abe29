"""What else the neuron's page shows: below its outputs, and in the two figures below the stage."""

from collections.abc import Iterator
from typing import cast

from playwright.sync_api import Page

from tests.monkey.comparing import Comparison
from tests.monkey.neuron import numbers
from tests.monkey.neuron.numbers import Weights
from tests.monkey.scene import Scene

BELOW = """name => {
  const own = [...document.querySelectorAll("*")].map(one => one.shadowRoot).filter(Boolean)
    .map(root => root.querySelector(`[data-figure="${name}"]`)).find(Boolean);
  const texts = selector => [...own.querySelectorAll(selector)].map(one => one.textContent);
  return {
    came: [...own.querySelectorAll(".output [role=gridcell]")].map(cell => cell.dataset.below ?? ""),
    totals: texts("td.total"),
    sentence: texts(".now").join(" "),
    grids: Object.fromEntries([...own.querySelectorAll("table.numbers")].map(table => [
      table.className.split(" ")[1], [...table.querySelectorAll("td")].map(cell => cell.textContent)])),
  };
}"""


def _read(page: Page, figure: str) -> dict[str, object]:
    return page.evaluate(BELOW, figure)


class Compare:
    """Compares the page's three figures with torch."""

    def __init__(self) -> None:
        """Begin with no weights known."""
        self.weights = Weights()

    def __call__(self, scene: Scene) -> Iterator[Comparison]:
        """Give every number of the page beside torch's."""
        yield from numbers.compare(scene.now, self.weights)
        came = cast("list[str]", _read(scene.page, "neuron")["came"])
        yield from numbers.compare_moved(scene.now, came, self.weights)
        counted = _read(scene.page, "neuron/counting")
        totals, sentence = cast("list[str]", counted["totals"]), cast("str", counted["sentence"])
        yield from numbers.compare_counts(scene.now, totals, sentence)
        grids = cast("dict[str, list[str]]", _read(scene.page, "neuron/collapse")["grids"])
        yield from numbers.compare_in_a_row(scene.now, grids)
