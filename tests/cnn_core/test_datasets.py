"""The data that come with the course are what PROVENANCE.md says they are."""

import hashlib
import re

import numpy as np
import pytest

from cnn_core.datasets import DATA_FOLDER, LABELS, load_dataset, sample_pictures, to_pixels

PROVENANCE = (DATA_FOLDER / "PROVENANCE.md").read_text(encoding="utf-8")
SIZES = {"digits": (6000, 1000), "cats_dogs": (1500, 400), "cats_dogs_fit20": (1500, 400)}


@pytest.mark.parametrize("name", LABELS)
def test_set_has_its_sizes_and_every_class_equally_often(name: str) -> None:
    data = load_dataset(name)
    parts = ((data.x_train, data.y_train), (data.x_test, data.y_test))
    for (x, y), count in zip(parts, SIZES[name], strict=True):
        assert x.shape == (count, 28, 28)
        assert x.dtype == y.dtype == np.uint8
        assert np.bincount(y).tolist() == [count // len(data.labels)] * len(data.labels)


@pytest.mark.parametrize("name", LABELS)
def test_no_picture_is_in_both_parts(name: str) -> None:
    data = load_dataset(name)
    training = {picture.tobytes() for picture in data.x_train}
    assert not training & {picture.tobytes() for picture in data.x_test}


def test_both_framings_hold_the_same_animals_in_the_same_order() -> None:
    wide, fitted = load_dataset("cats_dogs"), load_dataset("cats_dogs_fit20")
    assert np.array_equal(wide.y_train, fitted.y_train)
    assert np.array_equal(wide.y_test, fitted.y_test)
    rows, columns = (np.flatnonzero((fitted.x_test > 99).any(axis=(0, axis))) for axis in (2, 1))
    assert np.ptp(rows) < 22
    assert np.ptp(columns) < 22


def test_an_unknown_set_is_refused() -> None:
    with pytest.raises(KeyError):
        load_dataset("faces")


def test_pixels_are_hundredths_and_black_and_white_stay() -> None:
    pixels = to_pixels(np.arange(256, dtype=np.uint8))
    assert (pixels[0], pixels[255]) == (0, 1)
    assert np.array_equal(pixels, np.rint(pixels * 100) / 100)
    assert np.abs(pixels - np.arange(256) / 255).max() <= 0.005 + 1e-12


def test_every_shipped_file_is_the_one_its_provenance_names() -> None:
    listed = dict(re.findall(r"^\| `([^`]+)` \| [\d,]+ \| `([0-9a-f]{64})` \|$", PROVENANCE, re.MULTILINE))
    shipped = [*DATA_FOLDER.glob("*.npz"), *(DATA_FOLDER / "photos").iterdir()]
    names = {path.relative_to(DATA_FOLDER).as_posix(): path for path in shipped}
    assert names.keys() == listed.keys()
    for name, path in names.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[name]


def test_every_sample_has_its_licence_note() -> None:
    samples = sample_pictures()
    assert len({sample.id for sample in samples}) == len(samples) == 11
    for sample in samples:
        named = f"photos/{sample.file_name}" in PROVENANCE
        assert named or ("simulated" in sample.file_name and "photos/09..11_paper" in PROVENANCE)
        assert len(sample.data) > 1000


def test_the_data_stay_small() -> None:
    assert sum(path.stat().st_size for path in DATA_FOLDER.rglob("*") if path.is_file()) < 3_500_000
