"""What the figure is given: all that only Python and torch know."""

from typing import Any

import torch

from lessons.input_shape import file_steps, snippets
from lessons.kit.i18n.language import Language


def as_data(language: Language) -> dict[str, Any]:
    """Return the snippets, the steps of the file and torch's version as JSON values."""
    version = torch.__version__.split("+")[0]
    return snippets.as_data(language) | {"file": file_steps.as_data(), "torch": version}
