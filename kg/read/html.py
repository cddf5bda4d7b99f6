"""Web pages: the document in them as lines, its tables, and what the page says of it (lxml).

>>> page = "<html><div id='UCAP-CONTENT'><p>国务院关于<br>开展试点工作的若干意见</p><p>各省人民政府：</p></div><p>版权所有</p></html>"
>>> read(page, "a.html").text
'国务院关于\\n开展试点工作的若干意见\\n各省人民政府：\\n'
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree, html
from lxml.html import HtmlElement

from kg.errors import InputError
from kg.model import Source
from kg.read.builder import Builder
from kg.read.facts import labelled, metadata
from kg.read.limits import PAGE_BYTES
from kg.read.page import main, title
from kg.read.pagetext import Block, document_blocks, lines_of

_HEAD = 400  # characters in which the title must stand
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_OPEN_END = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}$")
_END = "policykg-end-of-file"


def read(text: str, name: str) -> Source:
    """The document in a page, and what the page says of it."""
    if len(text) > PAGE_BYTES:
        raise InputError(f"{name}: larger than {PAGE_BYTES >> 20} MB for a page; save it without pictures")
    if _OPEN_END.search(text[-2001:]):
        raise InputError(f"{name}: ends inside a tag, so it is cut off; fetch or save it again")
    tree = _tree(text, name)
    body, known = main(tree)
    if _is_cut(tree, body, text):
        raise InputError(f"{name}: ends in the middle of the document, so it is cut off; fetch or save it again")
    blocks, inside = document_blocks(body, known)
    told = metadata(labelled([*inside, *lines_of(tree, without=body)]))
    heading = told.title or title(tree)
    builder = _built(blocks, heading)
    if not builder.text.strip():
        raise InputError(f"{name}: no text in this page; it may load its text by script, save it from a browser")
    return Source(builder.text, "html", name, replace(told, title=heading), tuple(builder.tables))


def _tree(text: str, name: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    marked = _DECLARED.sub("", text.replace("\x00", "")) + f'<i id="{_END}"></i>'
    try:
        return html.document_fromstring(marked.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{name}: no web page inside ({error}); save it again") from error


def _is_cut(tree: HtmlElement, body: HtmlElement, text: str) -> bool:
    """Whether the file ends before the element that holds the document does."""
    if re.search(r"</(?:body|html)\s*>", text, re.I) or body.tag in ("body", "html"):
        return False
    ends = tree.xpath(f'//*[@id="{_END}"]')
    return not ends or any(ancestor is body for ancestor in ends[-1].iterancestors())


def _built(blocks: list[Block], heading: str | None) -> Builder:
    """The text; the page's heading stands before it where the document itself does not print it."""
    builder = Builder()
    head = "".join(block for block in blocks[:12] if isinstance(block, str))
    if heading and not _stands_in(heading, head):
        builder.paragraph(heading)
    for block in blocks:
        if isinstance(block, str):
            builder.paragraph(block)
        else:
            builder.table(block)
    return builder


def _stands_in(heading: str, head: str) -> bool:
    """Whether the heading, or nearly it, is printed in the first lines."""
    wanted, given = _plain(heading), _plain(head)[: _HEAD + len(heading)]
    if wanted in given:
        return True
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    return not pairs or sum(pair in given for pair in pairs) / len(pairs) >= 0.9


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
