"""What only Python can say of a model: the shapes line by line, where it breaks, and what mends it."""

from dataclasses import replace
from pathlib import Path

from cnn_core import doctor
from lessons.kit.ask.question import Answer, Cost, about_settings
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
# 20,000 characters of Hangul and the frame around them; the sentence about a longer text is the doctor's own.
MOST_BYTES = 128 * 1024


def answer(chosen: Settings, _language: Language) -> Answer:
    """Return the diagnosis of a text, its words in both languages; nothing of the text is ever run.

    Args:
        chosen: the text, and the shape of its input such as "1,1,28,28".
    """
    shape = tuple(int(size) for size in chosen.text("input_shape").split(","))
    return doctor.diagnose(chosen.text("text"), shape).as_data()


def cost(_chosen: Settings) -> Cost:
    """Return nothing: the doctor counts its own work, and stops."""
    return Cost()


QUESTIONS = (
    replace(about_settings("diagnosis", TABLE, cost, answer), most_bytes=MOST_BYTES, warm_up=doctor.warm_up),
)
