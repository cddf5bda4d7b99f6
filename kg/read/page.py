"""Where in a web page the document is: the container that holds its paragraphs, and the title beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SKIPPED = frozenset((
    "script", "style", "noscript", "head", "nav", "footer", "form", "button", "select", "option", "textarea",
    "iframe", "svg", "object", "template", "audio", "video", "canvas", "map", "input",
))  # fmt: skip
_KNOWN = (
    ("id", "UCAP-CONTENT"), ("class", "TRS_Editor"), ("class", "trs_editor_view"), ("class", "TRS_UEDITOR"),
    ("id", "zoom"), ("id", "Zoom"), ("id", "zoomcon"), ("id", "downloadContent"), ("id", "content_body"),
    ("class", "policy-article-content"), ("class", "article-content"), ("id", "info_cont"), ("id", "articleContent"),
    ("class", "pages_content"), ("class", "moe-detail-box"), ("class", "article_con"), ("class", "info_cont"),
    ("class", "view"), ("class", "b12c"),
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_TITLES = ('//meta[@name="ArticleTitle"]/@content', "//h1", '//*[contains(@class,"title")]')
_SITE = re.compile(r"\s*[_|－-]{1,2}\s*[^_|－-]{2,30}$")
_DOMINANT = 0.75


def is_hidden(element: HtmlElement) -> bool:
    """Whether a browser would not show the element, or shows no words of it."""
    if not isinstance(element.tag, str) or element.tag in SKIPPED:
        return True
    # a body is hidden only until its scripts have run
    return element.tag not in ("html", "body") and bool(_HIDDEN.search(element.get("style", "")))


def main(tree: HtmlElement) -> tuple[HtmlElement, bool]:
    """The element that holds the document, and whether a known template says so."""
    weights = _weights(tree)
    total = weights.get(tree, 0)
    for attribute, value in _KNOWN:
        found = tree.xpath(f'//*[contains(concat(" ", normalize-space(@{attribute}), " "), " {value} ")]')
        best = max(found, key=lambda e: weights.get(e, 0), default=None)
        if best is not None and weights.get(best, 0) > max(20, total * 0.3):
            return best, True
    return _descend(tree, weights), False


def _weights(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of running text in each element, those of links not counted."""
    weights: dict[HtmlElement, int] = {}

    def visit(element: HtmlElement, linked: bool) -> int:
        linked = linked or element.tag == "a"
        own = 0 if linked else len((element.text or "").strip())
        for child in element:
            if not is_hidden(child):
                own += visit(child, linked)
            own += 0 if linked else len((child.tail or "").strip())
        weights[element] = own
        return own

    visit(tree, False)
    return weights


def _descend(element: HtmlElement, weights: dict[HtmlElement, int]) -> HtmlElement:
    """Down to the innermost element that still holds nearly all running text."""
    while True:
        heaviest = max(element, key=lambda child: weights.get(child, 0), default=None)
        if heaviest is None or weights.get(heaviest, 0) <= weights[element] * _DOMINANT:
            return element
        if heaviest.tag in ("p", "span", "tr", "tbody", "li", "h1", "h2"):
            return element
        element = heaviest


def title(tree: HtmlElement) -> str | None:
    """The title the page gives its document: in its data, its heading, or its own title without the site's name."""
    for path in _TITLES[:2]:
        for found in tree.xpath(path):
            text = found if isinstance(found, str) else found.text_content()
            words = " ".join(text.split())
            if 6 <= len(words) <= 200 and _chinese(words):
                return words
    for found in tree.xpath("//title"):
        words = " ".join(found.text_content().split())
        while (shorter := _SITE.sub("", words)) != words and len(shorter) >= 6:
            words = shorter
        if 6 <= len(words) <= 200 and _chinese(words):
            return words
    return None


@cache
def _chinese(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]{3}", text))
