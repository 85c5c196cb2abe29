"""Which training of the live network is shipped: chosen by validation, tested once; as a script it makes all.

    python -m cnn_core.validation

Whoever trains several times and keeps the net that does best on the test pictures has chosen by them, and
what it reaches there promises too much. So every seed is trained on a part of the training pictures and
judged by the rest, which alone chooses. Then all are trained again on all of them, and only then are the test
pictures looked at.
"""

import json
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from cnn_core.datasets import load_dataset
from cnn_core.network import SHIPPED_WEIGHTS, TRAINED, from_hundredths
from cnn_core.training import RECIPES, Recipe, right, to_hundredths, train

SEEDS = tuple(range(6))
VALIDATED = {"digits": 1000, "cats_dogs": 300, "cats_dogs_fit20": 300}  # the last of each training part

Hundredths = dict[str, NDArray[np.int16]]


def trained_hundredths(recipe: Recipe, pictures: int | None = None) -> Hundredths:
    """Return the weights that a recipe gives, in whole hundredths, as they are shipped and judged.

    Args:
        recipe: how to train.
        pictures: how many of each training part; None is all.

    >>> trained_hundredths(Recipe(("digits",), epochs=0))["linear_weight"].shape
    (10, 720)
    """
    return to_hundredths(train(recipe, pictures), zero_mean=recipe.zero_mean)


def validated(recipe: Recipe) -> int:
    """Return how many of the last training pictures a recipe names rightly, trained on those before them.

    Args:
        recipe: whose training parts are cut in two.

    >>> validated(Recipe(("digits",), epochs=0)) < 500
    True
    """
    counts = 0
    learned = {len(load_dataset(name).x_train) - VALIDATED[name] for name in recipe.datasets}
    (pictures,) = learned  # the sets of one recipe hold the same pictures
    weights = from_hundredths(trained_hundredths(recipe, pictures))
    for name in recipe.datasets:
        data = load_dataset(name)
        counts += right(weights, data.x_train[pictures:], data.y_train[pictures:])
    return counts


def chosen_weights(name: str) -> tuple[Hundredths, dict[str, Any]]:
    """Choose the seed of a recipe; return its weights, and how it was chosen and what it reaches.

    The other seeds are trained on all pictures too: what they reach says how far a training can be lucky.

    Args:
        name: of `cnn_core.training.RECIPES`.

    >>> sorted(RECIPES)
    ['cats_dogs', 'digits', 'digits_equal', 'digits_plain', 'digits_random']
    """
    recipes = [replace(RECIPES[name], seed=seed) for seed in SEEDS]
    by_validation = [validated(recipe) for recipe in recipes]
    chosen = by_validation.index(max(by_validation))
    nets = [trained_hundredths(recipe) for recipe in recipes]
    reached: dict[str, Any] = {}
    for dataset_name in recipes[chosen].datasets:
        data = load_dataset(dataset_name)
        counts = [right(from_hundredths(net), data.x_test, data.y_test) for net in nets]
        reached[dataset_name] = {
            "test_pictures": len(data.y_test),
            "right": counts[chosen],
            "right_by_seed": counts,
        }
    record = {
        "command": "python -m cnn_core.validation",
        "recipe": asdict(recipes[chosen]),
        "validation": {
            "pictures": sum(VALIDATED[each] for each in recipes[chosen].datasets),
            "seeds": list(SEEDS),
            "right_by_seed": by_validation,
        },
        "reached": reached,
    }
    return nets[chosen], record


def main() -> None:
    """Write all shipped weights anew."""
    torch.set_num_threads(1)  # so small a network trains several times faster so, and repeatably
    arrays, records = Hundredths(), dict[str, Any]()
    for name in SHIPPED_WEIGHTS:
        net, record = chosen_weights(name)
        arrays |= {f"{name}/{key}": array for key, array in net.items()}
        records[name] = record
        print(name, record["recipe"]["seed"], record["validation"]["right_by_seed"], record["reached"])
    np.savez(TRAINED, allow_pickle=False, **arrays)
    TRAINED.with_suffix(".json").write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
