"""The nets of one seed as the laboratory runs them in the browser, with samples and shuffled order."""

from functools import cache
from itertools import product
from typing import Any

import numpy as np

from cnn_core.moved_pictures import shuffle
from cnn_core.three_nets import PRACTICES, TRAINED
from lessons.kit.silhouettes.packing import packed, packed_samples, packed_weights

# The browser shuffles the columns of the dense net itself.
LEFT_OUT = ("shuffled", "dense")


@cache
def as_data() -> dict[str, Any]:
    """Return every net of the shown seed, the samples in hundredths, the order of the shuffled pixels."""
    nets = [each for each in product(PRACTICES, TRAINED) if each != LEFT_OUT]
    order = packed(np.array(shuffle(), dtype=np.int16))
    return {"weights": packed_weights(nets), "samples": packed_samples(), "order": order}
