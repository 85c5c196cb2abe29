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
    """Return what stands in the row of each net, once the nets have come."""
    root = page.locator("[data-figure=why_cnn]")
    root.locator(".answer:not(.waiting)").first.wait_for()
    found = root.evaluate(READ)
    return {
        name: Row(tuple(each["shares"]), each["verdict"], each["percent"], each["range"])
        for name, each in zip(NETS, found, strict=True)
    }


def wait_until_counted(page: Page) -> None:
    """Wait until the 400 pictures of this state have been counted, and its curve."""
    page.wait_for_function(
        """() => {
          const shadows = [...document.querySelectorAll("*")].map(one => one.shadowRoot).filter(Boolean);
          const root = shadows.map(one => one.querySelector("[data-figure=why_cnn]")).find(Boolean);
          return root && [...root.querySelectorAll(".percent")].every(one => one.textContent !== "…");
        }""",
        timeout=60_000,
    )
