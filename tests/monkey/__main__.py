"""A walk of any length: `python -m tests.monkey --seed 7 --events 20000`."""

import argparse
import sys

from tests.browser.server import serve_and_browse
from tests.browser.visit import Recorder, visitor
from tests.monkey.walk import PAGES, Walk
from tests.sample import SEED


def main() -> int:
    """Walk, print what was found, and return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.monkey", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--lessons", nargs="+", default=list(PAGES), choices=list(PAGES))
    parser.add_argument(
        "--url", default="", help="a course that is served already, such as http://localhost:8501"
    )
    asked = parser.parse_args()
    walk = Walk(asked.seed, asked.lessons)
    with serve_and_browse(asked.url) as (browser, base_url):
        page = visitor(browser, base_url)
        recorder = Recorder(page)
        walk.go(page, asked.events)
    print(walk.report())
    troubles = [*recorder.page_errors, *recorder.console_errors]
    for trouble in troubles:
        print("trouble:", trouble)
    return 1 if walk.tally.mismatches or troubles else 0


if __name__ == "__main__":
    sys.exit(main())
