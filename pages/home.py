"""The start: a figure that moves when touched, and the map of the course."""

from pathlib import Path

from lessons.kit.figure.figure import figure
from lessons.kit.i18n.prose import read_prose
from lessons.kit.page.course_map import course_map, progress
from lessons.kit.page.parts import current_language, heading
from lessons.live_network import picture, weights

HERE = Path(__file__).parent
FIRST = "digit_3"

language = current_language()
heading(read_prose(HERE.parent / "lessons" / "home" / f"{language}.md"))
pixels = picture.whole(picture.sample(FIRST).prepared.pixels.ravel(), 100)
data = {"pixels": pixels, "net": weights.as_data()["digits"], "own": False}
figure("home", language=language, data=data)
progress(language)
figure("kit/check", key="due", language=language)
course_map(HERE, language)
