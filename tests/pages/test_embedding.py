"""Who may frame a figure, and what its address tells programs that show links."""

import re
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from lessons.catalog import lesson
from pages import embedding, serving
from pages.embedding import ANCESTORS, PUBLIC, EmbeddingError, answer_oembed, head_of

COURSE = "https://course.example"
STATE = "/input-shape?view=mend&snippet=channels_last&lang=ko"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("", "'self'"),
        (
            "https://school.example  http://*.lms.example:8080",
            "https://school.example http://*.lms.example:8080",
        ),
        ("'none'", "'none'"),
    ],
)
def test_the_environment_says_who_may_frame(monkeypatch: pytest.MonkeyPatch, named: str, said: str) -> None:
    monkeypatch.setenv(ANCESTORS, named)
    assert embedding.frame_ancestors() == said
    policy = serving.security_policy("", embedding.frame_ancestors())
    assert policy.endswith(f"frame-ancestors {said}")


@pytest.mark.parametrize(
    "named", ["school.example;", "https://a.example;script-src", "javascript:x", "data:"]
)
def test_what_is_no_source_stops_the_start(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv(ANCESTORS, named)
    with pytest.raises(EmbeddingError, match=ANCESTORS):
        serving.middleware()


@pytest.mark.parametrize("named", ["course.example", "https://course.example/path", "https://a.example?x"])
def test_the_public_address_is_the_root_of_a_host(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv(PUBLIC, named)
    with pytest.raises(EmbeddingError, match=PUBLIC):
        serving.middleware()


def test_only_a_figure_alone_can_be_framed() -> None:
    assert embedding.is_figure_alone("/convolution", "stride=2&view=figure")
    assert embedding.is_figure_alone("/input-shape/", "view=mend&view=figure")
    for path, query in (("/convolution", ""), ("/input-shape", "view=mend"), ("/note", "view=figure")):
        assert not embedding.is_figure_alone(path, query)


def test_oembed_gives_the_frame_of_exactly_this_state() -> None:
    status, said = answer_oembed({"url": COURSE + STATE, "maxwidth": "500", "format": "json"}, COURSE)
    found = re.search(r'src="([^"]+)"', str(said["html"]))
    assert status == 200
    assert found
    source = urlsplit(found[1].replace("&amp;", "&"))
    assert f"{source.scheme}://{source.netloc}{source.path}" == f"{COURSE}/input-shape"
    assert parse_qsl(source.query) == [*parse_qsl(urlsplit(STATE).query), ("view", "figure")]
    assert lesson("input_shape").prose("ko").title in str(said["title"])
    assert (said["width"], said["height"], said["type"], said["version"]) == (500, 640, "rich", "1.0")
    assert said["thumbnail_url"] == f"{COURSE}/-/preview.png"
    data = embedding.PICTURE.read_bytes()
    sides = tuple(int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert sides == (said["thumbnail_width"], said["thumbnail_height"])


@pytest.mark.parametrize(
    ("url", "course", "form", "status"),
    [
        (COURSE + STATE, "", "json", 404),
        ("https://evil.example/convolution", COURSE, "json", 404),
        (f"{COURSE}.evil.example/convolution", COURSE, "json", 404),
        (f"{COURSE}/note", COURSE, "json", 404),
        (f"{COURSE}/convolution", COURSE, "xml", 501),
    ],
)
def test_oembed_says_nothing_of_what_is_not_ours(url: str, course: str, form: str, status: int) -> None:
    assert answer_oembed({"url": url, "format": form}, course) == (status, {})


def test_what_an_address_says_stays_text() -> None:
    url = f'{COURSE}/convolution?x="><script>alert(1)</script>'
    _, said = answer_oembed({"url": url}, COURSE)
    assert "<script" not in str(said["html"])


def test_links_have_a_preview_where_the_address_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PUBLIC, raising=False)
    assert head_of("/convolution", "stride=2", "en") == ""
    monkeypatch.setenv(PUBLIC, f"{COURSE}/")
    head = head_of("/convolution", "stride=2", "ko")
    assert f'<meta property="og:image" content="{COURSE}/-/preview.png">' in head
    assert f'href="{COURSE}/-/oembed?url={quote(f"{COURSE}/convolution?stride=2", safe="")}"' in head
    assert lesson("convolution").prose("ko").idea in head
    assert head_of("/note", "", "en") == ""
