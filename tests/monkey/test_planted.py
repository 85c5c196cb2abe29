"""The walk is itself tested: a fault in the arithmetic that the browser gets is found by a short one."""

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.visit import visitor
from tests.monkey.walk import Walk
from tests.oracle.planted import Fault

EVENTS = 10
FAULTS = {
    "padding counted once": Fault(
        "kit/arithmetic/geometry.js", "return [padding, padding];", "return [padding, 0];"
    ),
    "ceil for floor": Fault(
        "kit/arithmetic/geometry.js", "Math.floor(room / stride)", "Math.ceil(room / stride)"
    ),
    "bias dropped": Fault("lessons/*/convolution/numbers.js", "sum + chosen.bias", "sum"),
    "bias dropped in a step": Fault("kit/arithmetic/convolution.js", " + (settings.bias ?? 0)", ""),
}


def plant(page: Page, fault: Fault) -> list[str]:
    """Let the browser get one arithmetic module with a fault; return the list of what was changed."""
    planted: list[str] = []

    def change(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        assert text.count(fault.right) == 1, f"{fault.right!r} is not once in {fault.module}"
        planted.append(fault.module)
        route.fulfill(response=answer, body=text.replace(fault.right, fault.wrong))

    page.route(f"**/{fault.module}", change)
    return planted


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_found(browser: Browser, base_url: str, name: str) -> None:
    fault = FAULTS[name]
    page = visitor(browser)
    planted = plant(page, fault)
    walk = Walk(1, ("convolution", "live-network"))
    walk.go(page, base_url, EVENTS, stride=4)  # a stride that leaves something over
    page.context.close()
    assert fault.module in planted
    assert walk.tally.mismatches != []
    print(f"{name}: {len(walk.tally.mismatches)} mismatches in {EVENTS} events")
