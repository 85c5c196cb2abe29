"""What a visitor does on a page: real pointer and key events on what carries an accessible name.

What is named by a label has the name that the label has in the language of the page.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import FloatRect, Locator, Page, WebSocket, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser.figures import Lesson, Reading, wait_for_figure
from tests.browser.in_page import ask

NARROW = 640  # px of a screen from which on the settings stand in the open
THUMB = 8.0  # px from the end of a track to the middle of the thumb when it stands there, about
EXPAND = "[data-testid=stExpandSidebarButton]"
COLLAPSE = "[data-testid=stSidebarCollapseButton] button"
Way = tuple[float, float]
Role = Literal["button", "slider", "combobox", "switch", "grid"]


def say(page: Page, called: str, **values: object) -> str:
    """Return a label in the language of the page; what has no dot is PyTorch's word, and its own."""
    return (
        label(called, page.evaluate("document.documentElement.lang"), **values) if "." in called else called
    )


def named(page: Page, role: Role, called: str, **values: object) -> Locator:
    """Return what has this label for its name."""
    return page.get_by_role(role, name=say(page, called, **values), exact=True)


def button(page: Page, called: str, **values: object) -> Locator:
    return named(page, "button", called, **values)


def slider(page: Page, called: str) -> Locator:
    return named(page, "slider", called)


def choice(page: Page, called: str) -> Locator:
    return named(page, "combobox", called)


def switch(page: Page, called: str) -> Locator:
    return named(page, "switch", called)


def grid(page: Page, called: str, **values: object) -> Locator:
    """Return the grid with this label; where two have it, the last, which is the larger one."""
    return named(page, "grid", called, **values).last


def cell(page: Page, called: str, row: int, column: int) -> Locator:
    """Return one cell of a grid that holds all its cells, counted from 1."""
    return grid(page, called).get_by_role("row").nth(row - 1).get_by_role("gridcell").nth(column - 1)


def push(pressed: Locator) -> None:
    """Press a button; at a limit it is aria-disabled, yet says why, and Playwright would wait for ever.

    A forced press goes to whatever lies above: what sticks to the end of a phone's screen must not.
    """
    is_at_a_limit = pressed.get_attribute("aria-disabled") == "true"
    if is_at_a_limit:
        pressed.evaluate("one => one.scrollIntoView({ block: 'center' })")
    pressed.click(force=is_at_a_limit)


def box_of(shown: Locator) -> FloatRect:
    """Return where it stands on the screen."""
    box = shown.bounding_box()
    assert box, "it is not on the screen"
    return box


def sheet_button(page: Page, *, is_open: bool) -> Locator:
    """Return the button of the sheet of settings, by the name it has while the sheet is open or closed."""
    return button(page, "state.close" if is_open else "set.settings").and_(
        page.locator("[aria-controls=settings]")
    )


def _set_sheet(page: Page, *, is_open: bool) -> None:
    size = page.viewport_size
    if size and size["width"] > NARROW:
        return
    turns = sheet_button(page, is_open=not is_open)
    if turns.is_visible():
        turns.click()


def unfold_settings(page: Page) -> None:
    """Open the sheet in which the settings wait on a phone; elsewhere they are always there."""
    _set_sheet(page, is_open=True)


def fold_settings(page: Page) -> None:
    """Close the sheet: a press on the figure would, and some buttons make way for it."""
    _set_sheet(page, is_open=False)


def stepper(page: Page, sign: str, called: str) -> Locator:
    """Return the + or − of what has this label."""
    return button(page, "set.increase" if sign == "+" else "set.decrease", name=say(page, called))


def press(page: Page, sign: str, setting: str, times: int = 1) -> None:
    """Press the + or − of a setting."""
    unfold_settings(page)
    for _ in range(times):
        push(stepper(page, sign, f"set.{setting}"))


def limits(page: Page, setting: str) -> tuple[int, int]:
    """Return the ends of the slider of a setting, as the other settings leave them now."""
    unfold_settings(page)
    low, high = slider(page, f"set.{setting}").evaluate("range => [range.min, range.max]")
    return int(low), int(high)


def type_into(page: Page, cell: Locator, text: str, *, take: bool = True) -> None:
    """Press a cell and type another number into it; Enter takes it, Escape does not."""
    cell.click()
    field = page.get_by_role("textbox")
    field.fill(text)
    field.press("Enter" if take else "Escape")


def download(page: Page, folder: Path, press: Callable[[], object]) -> Path:
    """Return the file that is saved after a press, in a folder."""
    with page.expect_download(timeout=120_000) as coming:
        press()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def heard(page: Page) -> list[object]:
    """Return the list of what goes over the page's sockets from now on, either way."""
    frames: list[object] = []

    def hear(frame: object) -> None:
        frames.append(frame)

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", hear)
        socket.on("framereceived", hear)

    page.on("websocket", listen)
    return frames


def finger(page: Page, *places: Way) -> None:
    """Lay a finger down, lead it through places of the screen and lift it."""
    session = page.context.new_cdp_session(page)
    for kind, (x, y) in zip(["touchStart"] + ["touchMove"] * (len(places) - 1), places, strict=True):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def drag_over(page: Page, shown: Locator, *ways: Way, steps: int = 2) -> None:
    """Press on something and lead the pointer over it with the button held: parts of its width and height."""
    shown.evaluate("shown => shown.scrollIntoView({block: 'center'})")  # clear of what sticks to the edges
    press_and_lead(page, box_of(shown), *ways, steps=steps)
    page.mouse.up()


def press_and_lead(page: Page, box: FloatRect, *ways: Way, steps: int = 2) -> None:
    """The same in a box that stands where it is, with the button still down in the end."""
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in ways]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=steps)


def across(box: FloatRect, part: float) -> float:
    """Return where the middle of a slider's thumb is, from 0 at the one end to 1 at the other."""
    return box["x"] + THUMB + part * (box["width"] - 2 * THUMB)


def drag_thumb(page: Page, track: Locator, *ways: float) -> None:
    """Press a slider where its thumb is and drag it through places along its track, each from 0 to 1."""
    track.scroll_into_view_if_needed()
    box = box_of(track)
    here: float = track.evaluate("range => (range.value - range.min) / Math.max(range.max - range.min, 1)")
    parts = [(across(box, part) - box["x"]) / box["width"] for part in (here, *ways)]
    press_and_lead(page, box, *((part, 0.5) for part in parts))
    page.mouse.up()


def drag_slider(page: Page, setting: str, *ways: float) -> None:
    """Drag the slider of a setting through places along its track, each from 0 to 1."""
    unfold_settings(page)
    drag_thumb(page, slider(page, f"set.{setting}"), *ways)


def _bring_sidebar(page: Page) -> None:
    """Bring the sidebar in where it is hidden, as on a phone: whatever is chosen there closes it again."""
    if page.locator(EXPAND).is_visible():
        page.locator(EXPAND).click()


def switch_language(page: Page, now: Reading) -> Reading:
    other: Language = "ko" if now.language == "en" else "en"
    _bring_sidebar(page)
    page.get_by_test_id("stSidebar").get_by_role("radio").filter(has_text=other).click()
    return wait_for_figure(page, now.lesson, other)


def choose_lesson(page: Page, title: str, lesson: Lesson, language: Language) -> Reading:
    _bring_sidebar(page)
    name = re.compile(rf"^(\d\s)?{re.escape(title)}$")
    page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
    return wait_for_figure(page, lesson, language)


def reload(page: Page, now: Reading) -> Reading:
    """Load the page again, in the middle of whatever it does, and return the figure that comes back."""
    page.reload()
    return wait_for_figure(page, now.lesson, now.language)


def asked_by(link: Locator) -> dict[str, str]:
    """Return the settings that a link of the text asks for; what stands behind "#" is only pointed at."""
    return dict(parse_qsl(urlsplit(link.get_attribute("href") or "").query))


def wait_for_photo(page: Page) -> None:
    """Wait until the photo that the sliding window has asked for is there."""
    page.locator(".field-place[aria-busy=true]").wait_for(state="detached")


def guess(page: Page) -> None:
    """Give the first answer of the question before the figure."""
    page.get_by_role("group").get_by_role("button").first.click()


def skip(page: Page) -> None:
    """See the answer of the question before the figure unasked."""
    page.locator(".predict .skip").click()


def wait_for_check(page: Page) -> None:
    page.locator(".kit-check .circle").first.wait_for()


def answer_all(page: Page) -> None:
    """Press the first option of every question after the figure."""
    wait_for_check(page)
    for circle in page.locator(".kit-check .circle").all():
        circle.click()
        page.locator(".kit-check .choice").first.click()


def solve_all(page: Page) -> None:
    """Press all options of every question after the figure: the right one is among them."""
    wait_for_check(page)
    circles = page.locator(".kit-check .circle")
    for circle in circles.all():
        circle.click()
        expect(circle).to_have_attribute("aria-current", "step")
        for option in page.locator(".kit-check .choice").all():
            option.click()
    expect(page.locator(".kit-check .circle.answered")).to_have_count(circles.count())


def follow_in_text(page: Page, link: str) -> None:
    """Press a link of the text, such as "?stride=2"; what it is folded in is opened first."""
    place = page.locator(f'a[href="{link}"]').first
    ask(place, "reading.unfold")
    place.click()
