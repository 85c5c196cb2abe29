"""What stands on the page of the laboratory: what each net answers, and how often it is right."""

from dataclasses import dataclass

from playwright.sync_api import Page

LESSON = "why-cnn"
READ = """root => [...root.querySelectorAll(".net")].map(net => ({
  shares: [...net.querySelectorAll(".shares span")].map(one => one.textContent.split(" ").at(-1)),
  verdict: net.querySelector(".net-verdict").textContent,
  percent: net.querySelector(".percent").textContent,
  range: net.querySelector(".range").textContent,
}))"""
NETS = ("dense", "flatten", "global")


@dataclass(frozen=True)
class Row:
    """One net: the shares of cat and dog as they are written, its verdict, its accuracy and the range."""

    shares: tuple[str, str]
    verdict: str
    percent: str
    range: str


def rows(page: Page) -> dict[str, Row]:
    """Return what stands in the row of each net."""
    root = page.locator("[data-figure=why_cnn]")
    found = root.evaluate(READ)
    return {
        name: Row(tuple(each["shares"]), each["verdict"], each["percent"], each["range"])
        for name, each in zip(NETS, found, strict=True)
    }
