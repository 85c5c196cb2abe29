"""What training costs: one picture's way back, the page's frames while its Worker trains, and the server.

    python -m tests.bench.bench_training

Prints, asserts nothing. First on this machine as it is, then with the CPU slowed six times; how much a slowed
Worker is really slowed is measured on a known loop before.
"""

from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from lessons.kit.figure import assets
from lessons.kit.i18n.labels import label
from tests.bench.process_time import cpu_seconds
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import serve
from tests.browser.visit import open_page, visitor

SLOWED = 6
UPDATES = 200
LONGEST_WAIT = 300_000  # ms
LOOP = """() => new Promise(done => {
  const source = `onmessage = () => { const start = performance.now(); let sum = 0;
    for (let i = 0; i < 2e8; i++) sum += i % 7; postMessage([performance.now() - start, sum]); }`;
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  worker.onmessage = ({ data }) => { worker.terminate(); done(data[0]); };
  worker.postMessage(0);
})"""
WATCH = """() => {
  const seen = window.seen = { frames: [], start: performance.now() };
  let last = performance.now();
  const frame = now => {
    seen.frames.push(now - last);
    last = now;
    window.watching = requestAnimationFrame(frame);
  };
  window.watching = requestAnimationFrame(frame);
}"""
# The digit of /gradient forward and back through the shipped network, with the gradient of its pixels.
WAY_BACK = """async ([network, digit]) => {
  const { backward, forward, parametersOf } = await import(location.origin + network);
  const { ready, sent } = await import(location.origin + digit);
  await ready();
  const { flat, picture, label } = sent();
  const [parameters, into] = [parametersOf(flat), parametersOf(new Float64Array(flat.length))];
  const once = () => backward(parameters, picture, forward(parameters, picture), label, into);
  const many = count => { const start = performance.now(); for (let i = 0; i < count; i++) once();
    return (performance.now() - start) / count; };
  many(200); // warm
  return Math.min(...Array.from({ length: 9 }, () => many(200))); // the least: others run here, too
}"""
MOST_WAY_BACK = 1  # ms a picture, of a machine that does nothing else
RESULT = """async address => {
  cancelAnimationFrame(window.watching);
  const { session } = await import(location.origin + address);
  const { film } = session();
  const last = film.at(-1);
  const frames = window.seen.frames.slice(1).sort((a, b) => a - b);
  const seconds = (performance.now() - window.seen.start) / 1000;
  return { update: last.update, named: last.unseen.named, seconds,
    first90: film.find(each => each.unseen.named >= 900)?.update ?? null,
    longest: frames.at(-1), p95: frames[Math.floor(0.95 * frames.length)], frames: frames.length };
}"""


def train(page: Page, base_url: str) -> dict[str, Any]:
    """Train 200 updates of the run that the page opens with, and return what was seen of it."""
    open_page(page, f"{base_url}/training?lang=en&update={UPDATES}")
    page.locator(".field.training").wait_for()
    before = cpu_seconds(base_url)
    page.evaluate(WATCH)
    page.get_by_role("button", name=label("training.do_train", "en"), exact=True).click()
    go_on = page.get_by_role("button", name=label("training.do_go_on", "en"), exact=True)
    go_on.wait_for(timeout=LONGEST_WAIT)
    seen = page.evaluate(RESULT, assets.address_of("training/model/session.js"))
    return {**seen, "server": cpu_seconds(base_url) - before}


def measure_way_back(browser: Browser, base_url: str) -> None:
    """Print how long one picture takes forward and back."""
    page = visitor(browser)
    open_page(page, f"{base_url}/gradient?lang=en")
    files = ("kit/arithmetic/note_network.js", "gradient/model/sent.js")
    took = page.evaluate(WAY_BACK, [assets.address_of(file) for file in files])
    print(f"forward and back, down to the pixels: {took:.2f} ms a picture, wanted under {MOST_WAY_BACK}")
    page.context.close()


def measure(browser: Browser, base_url: str, slowed: int) -> None:
    """Print one run."""
    page = visitor(browser)
    open_page(page, f"{base_url}/training?lang=en")
    usual = page.evaluate(LOOP)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    print(f"slowed {slowed} times: a loop in a Worker takes {page.evaluate(LOOP) / usual:.1f} times as long")
    run = train(page, base_url)
    print(
        f"  {run['update']} updates in {run['seconds']:.1f} s, {run['named']} of 1,000 named;"
        f" 90 % at update {run['first90']}"
    )
    print(f"  frames: {run['frames']}, p95 {run['p95']:.0f} ms, longest {run['longest']:.0f} ms")
    print(f"  the server's CPU meanwhile: {run['server']:.2f} s")
    page.context.close()


def main() -> None:
    """Measure as it is, and slowed."""
    with serve() as base_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        measure_way_back(browser, base_url)
        for slowed in (1, SLOWED):
            measure(browser, base_url, slowed)
        browser.close()


if __name__ == "__main__":
    main()
