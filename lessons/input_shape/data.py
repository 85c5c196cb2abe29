"""What the figure shows that only Python and torch know, in both languages."""

from functools import cache
from typing import Any

import torch

from lessons.input_shape import file_steps, snippets
from lessons.kit.i18n.language import LANGUAGES


@cache
def as_data() -> dict[str, Any]:
    """Return the snippets by language, the steps of the file and torch's version as JSON values."""
    version = torch.__version__.split("+")[0]
    told = {language: snippets.as_data(language) for language in LANGUAGES}
    return {
        "snippets": {language: each["snippets"] for language, each in told.items()},
        "pictures": told["en"]["pictures"],
        "file": file_steps.as_data(),
        "torch": version,
    }
