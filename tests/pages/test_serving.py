"""What the server answers: the figures' files and nothing else, headers, and pages that do not exist."""

import gzip
import http.client
import json
import re
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
import pytest

from cnn_core.datasets import load_dataset, to_pixels
from lessons.catalog import PAGES, Lesson
from lessons.kit.figure import figure
from lessons.kit.i18n.labels import label
from pages.serving import security_policy, takes_gzip
from tests.browser.server import ROOT
from tests.settings_states import TABLES

pytestmark = pytest.mark.slow  # they ask a server, which starts in seconds


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture
def get(base_url: str) -> Callable[..., Answer]:
    """Ask the served course for a path exactly as it is written, without following redirects."""
    host = urlsplit(base_url).netloc

    def ask(path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection(host, timeout=30)
        connection.request(
            "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found

    return ask


Get = Callable[..., Answer]


def test_every_figure_file_is_served_for_ever_under_its_digest(get: Get) -> None:
    assert {
        "kit/figure/mount_figure.js",
        "styles/kit.css",
        "words/neuron.ko.json",
        "maxpool2d/settings.json",
        "data/why_cnn.json",
    } <= set(figure.CONTENTS)
    for name, read in figure.CONTENTS.items():
        answer = get(figure.address_of(name))
        assert (answer.status, answer.body) == (200, read())
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("name", "most"), [("moved_accuracy", 30_000), ("why_cnn", 400_000), ("live_network", 110_000)]
)
def test_measured_data_is_small_on_its_way(get: Get, name: str, most: int) -> None:
    data = get(figure.address_of(f"data/{name}.json"), Accept_Encoding="gzip")
    assert data.headers["content-encoding"] == "gzip"
    assert data.headers["content-type"] == "application/json"
    assert len(data.body) < most


def test_digits_for_training_travel_packed_and_in_one_piece(get: Get) -> None:
    answer = get(figure.address_of("data/training.bin"), Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert len(answer.body) < 550_000
    digits = load_dataset("digits")
    pictures = np.concatenate([digits.x_train[:2000], digits.x_test])
    pixels = np.frombuffer(gzip.decompress(answer.body), np.uint8)[: pictures.size] / 100
    assert np.array_equal(pixels, to_pixels(pictures).ravel())


def test_the_digest_covers_whatever_computed_data_follows_from() -> None:
    sources = figure.find_sources()
    own = {"lessons/why_cnn/data.py", "lessons/live_network/data.py", "cnn_core/moved_pictures.py"}
    assert own <= set(sources)
    weights = [name for name in sources if name.endswith("weights/three_nets.npz")]
    assert len(weights) == 1
    assert [name for name in sources if name.endswith(".jpg")]
    assert figure.digest_of(figure.find_contents() | sources) == figure.DIGEST


def test_a_file_of_another_version_is_served_but_not_kept(get: Get) -> None:
    answer = get(f"{figure.PREFIX}/0000000000000000/kit/figure/mount_figure.js")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        *("__init__.py", "kit/i18n/labels.json", "kit/grid/grid.css", "words/../../app.json"),
        *("maxpool2d/questions.json", "convolution/en.md"),
        *("../app.py", "..%2fapp.py", "kit/../../app.py", ""),
    ],
)
def test_nothing_but_scripts_styles_and_tables_of_lessons_is_served(get: Get, path: str) -> None:
    answer = get(f"{figure.PREFIX}/{figure.DIGEST}/{path}")
    assert answer.status in {400, 404}
    assert b"import" not in answer.body


def test_another_byte_gives_another_digest() -> None:
    before = figure.digest_of({"entry.js": lambda: b"1"})
    assert figure.digest_of({"entry.js": lambda: b"2"}) != before
    assert figure.digest_of({"other.js": lambda: b"1"}) != before


@pytest.mark.parametrize("path", ["/", "/convolution", "/nope", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(get: Get, path: str) -> None:
    headers = get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["permissions-policy"] == "camera=(self), microphone=(), geolocation=()"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "http" not in policy


def test_the_policy_allows_inline_scripts_by_the_digest_of_their_text() -> None:
    policy = security_policy("<script>alert(1)</script><script src='x.js'></script>")
    assert policy.count("'sha256-") == 1
    assert "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in policy


@pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.name)
def test_a_page_has_an_address(get: Get, lesson: Lesson) -> None:
    address = lesson.address
    assert get(address).status == 200
    assert get(f"{address}?lang=ko").status == 200


@pytest.mark.parametrize(
    "path", ["/nope", "/convolution/nope", "/index.php", "/lessons/kit/kit.css", "/pages/frame.py"]
)
def test_what_does_not_exist_is_a_404_in_both_languages(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status == 404
    for language in ("en", "ko"):
        assert label("state.not_found", language) in answer.text


@pytest.mark.parametrize(
    ("query", "headers", "first"),
    [
        ("?lang=ko", {}, "ko"),
        ("?lang=en", {"Accept_Language": "ko"}, "en"),
        ("", {"Accept_Language": "ko-KR,ko;q=0.9"}, "ko"),
        ("", {"Accept_Language": "ko", "Cookie": "language=en"}, "en"),
        ("?lang=%22%3E", {}, "en"),
    ],
)
def test_the_404_speaks_the_visitors_language(
    get: Get, query: str, headers: dict[str, str], first: str
) -> None:
    text = get(f"/nope{query}", **headers).text
    found = re.search(r'<html lang="(..)">', text)
    assert found
    assert found[1] == first
    assert re.findall(r'<section lang="(..)">', text)[0] == first


@pytest.mark.parametrize(("query", "location"), [("", "/"), ("?lang=ko", "/?lang=ko")])
def test_home_has_one_address_whatever_host_is_named(get: Get, query: str, location: str) -> None:
    answer = get(f"/home{query}", Host="evil.example")
    assert (answer.status, answer.headers["location"]) == (307, location)


def test_the_servers_own_measurements_are_not_public(get: Get) -> None:
    for path in ("/_stcore/metrics", "/convolution/_stcore/metrics"):
        assert get(path).status == 404


@pytest.mark.parametrize(
    ("accepted", "is_taken"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5, *;q=0", True),
        ("deflate, GZIP ; q=1.0", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("br;q=1, gzip; q=0.000", False),
    ],
)
def test_gzip_is_sent_only_to_who_takes_it(accepted: str, is_taken: bool) -> None:
    assert takes_gzip(accepted) is is_taken


def test_a_kept_connection_does_not_wait_for_acknowledgements(base_url: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=30)
    state = {setting.name: setting.default for setting in TABLES["maxpool2d"].asked}
    times: list[float] = []
    for _ in range(10):
        started = time.monotonic()
        path = f"/-/ask/maxpool2d/code?modules={figure.DIGEST}"
        connection.request("POST", path, json.dumps(state), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["printed"][0]) == (200, "(1, 1, 3, 3)")
        times.append(time.monotonic() - started)
    connection.close()
    assert min(times[1:]) < 0.03  # delayed by 0.04 each when an answer's head is sent before its body


def test_streamlits_scripts_come_packed(get: Get) -> None:
    found = re.search(r'src="\.?(/static/js/[^"]+\.js)"', get("/").text)
    assert found
    script = found[1]
    plain, packed = get(script), get(script, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) * 2 < len(plain.body)


def test_packing_does_not_open_other_folders(get: Get) -> None:
    for path in ("/static/../../../web/cli.js", "/static/%2e%2e/%2e%2e/x.js"):
        assert get(path, Accept_Encoding="gzip").status in {400, 404}


def test_the_settings_that_were_measured_are_in_force() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert settings["server"]["fileWatcherType"] == "none"
    assert settings["runner"]["postScriptGC"] is False
    assert settings["runner"]["fastReruns"] is False
    assert settings["runner"]["magicEnabled"] is False
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["logger"]["hideWelcomeMessage"] is True
    assert settings["client"] == {"toolbarMode": "minimal", "showErrorDetails": "none"}
