"""What each line of a document is for: title, addressee, text, annex list, signature, head of an annex or part.

One walk over the lines; nothing is looked at more than a few times, so the cost grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.numerals import to_int
from kg.structure import markers, titles
from kg.structure.lines import Line
from kg.structure.markers import Marker
from kg.structure.toc import contents_end
from kg.structure.words import DATE, GENRE_END

Role = Literal[
    "title", "meta", "chrome", "addressee", "toc", "text", "marker", "table", "annexlist", "annex", "sign", "part"
]  # fmt: skip

_ANNEX = re.compile(
    r"(?P<word>附\s*件|附\s*表|附\s*录|附\s*图|附)(?P<gap>[\s\u3000]*)(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Z](?![A-Za-z]))?"
    r"(?:\s*[-－—–.．]\s*(?P<sub>\d{1,2}))?(?P<sep>[\s\u3000]*[:：.．、]?[\s\u3000]*)(?P<rest>.*)$"
)
_LISTED = re.compile(r"[\d一二三四五六七八九十]{1,3}\s*[.．、]\s*\S")
_LAYS_OUT = re.compile(r"(?:表|册|图|单|书|卡|证|式|样|法|录|则|案|定|见|引|南|准|点|知|纲|划|系|例|工|约)$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ``first`` to ``last`` (exclusive) with one role."""

    role: Role
    first: int
    last: int
    marker: Marker | None = None
    number: int | None = None
    printed: str | None = None
    title: tuple[int, int] | None = None
    """Lines of a title; for an annex named on one line, offsets into the line's text with ``inline``."""
    inline: bool = False


def blocks(lines: Sequence[Line], title: str | None = None) -> list[Block]:
    """The lines of a document by what they are for; ``title`` is what its page says it is called."""
    return _Walk(lines, title).walk()


class _Walk:
    def __init__(self, lines: Sequence[Line], title: str | None) -> None:
        self.lines = lines
        self.title = titles.norm(title or "")
        self.decimal = markers.is_decimal([line.text for line in lines if line.table is None])
        self.found: list[Block] = []
        self.ended = False
        self.last: dict[str, int] = {}
        self.top: str | None = None
        self.listed: list[str] = []

    def walk(self) -> list[Block]:
        i = self._front()
        while i < len(self.lines):
            i = self._step(i)
        return self.found

    def _add(self, role: Role, first: int, last: int) -> int:
        if last > first:
            self.found.append(Block(role, first, last))
        return last

    # ---------------------------------------------------------------- front
    def _front(self) -> int:
        """Title and what stands around it; the first line of the body."""
        limit = self._front_limit()
        first, last = self._title(limit)
        words = "".join(titles.norm(line.text) for line in self.lines[first:last])
        for i in range(first):
            self._add(self._before_title(i, words), i, i + 1)
        self._add("title", first, last)
        return self._head(last, addressed=True)

    def _before_title(self, i: int, title: str) -> Role:
        """What stands over the title: fields and the title once more are known, the rest is not."""
        text = self.lines[i].text
        known = self._is_field(text)
        same = titles.norm(text) == self.title or (len(titles.norm(text)) > 5 and titles.norm(text) in title)
        red_head = bool(
            re.fullmatch(r".{2,30}(?:文件|令)(?:（.{1,10}）)?|特急|加急|★.*|机密.*|秘密.*", titles.norm(text))
        )
        return "meta" if known or same or red_head or self.lines[i].table is not None else "chrome"

    def _front_limit(self) -> int:
        """The first line that can be no part of the head: a mark, a sentence."""
        for i, line in enumerate(self.lines[:400]):
            text = line.text
            bare = re.sub(r"《[^》]*》|[（(][^）)]*[）)]", "", text)
            if (len(text) > 100 or "。" in bare) and not titles.is_label(text) and not titles.is_addressee(text):
                return i
            if markers.read(text) and not self._joins_title(i):
                return i
        return min(len(self.lines), 400)

    def _joins_title(self, i: int) -> bool:
        return bool(self.title) and titles.norm(self.lines[i].text) in self.title and i < 5

    def _title(self, limit: int) -> tuple[int, int]:
        """Lines of the title: the last run before the body that is called so or ends in a genre."""
        for last in range(limit, 0, -1):
            line = self.lines[last - 1]
            if self.title and self.title.endswith(titles.norm(line.text)[-8:] or "\n"):
                for first in range(last - 1, max(-1, last - 7), -1):
                    if "".join(titles.norm(x.text) for x in self.lines[first:last]) == self.title:
                        return first, last
            if titles.is_short(line, 100) and len(line.text) > 1 and GENRE_END.search(titles.norm(line.text)):
                first = titles.title_start(self.lines, 0, last - 1)
                words = "".join(titles.norm(x.text) for x in self.lines[first:last])
                if len(words) >= 6 and not titles.is_number(line.text):
                    return first, last
        return self._plain_title(limit)

    def _plain_title(self, limit: int) -> tuple[int, int]:
        """The first line of the head that can be a name, where no line ends in a genre."""
        for i in range(limit):
            text = self.lines[i].text
            known = titles.is_number(text) or titles.is_date(text) or titles.is_note(text)
            if len(text) >= 4 and not known and titles.is_short(self.lines[i], 80):
                return i, i + 1
        return 0, 0

    def _head(self, i: int, addressed: bool) -> int:
        """Number, date, bodies, addressees under a title; the first line after them."""
        stop = min(len(self.lines), i + 16)
        while i < stop:
            line = self.lines[i]
            text = line.text
            if line.table is not None:
                break
            if addressed and titles.is_addressee(text):
                return self._add("addressee", i, i + 1)
            if (end := contents_end(self.lines, i)) is not None:
                i = self._add("toc", i, end)
            elif self._is_field(text) or (titles.is_organ(text) and self._head_goes_on(i + 1)):
                i = self._add("meta", i, i + 1)
            else:
                break
        return i

    @staticmethod
    def _is_field(text: str) -> bool:
        return titles.is_number(text) or titles.is_note(text) or titles.is_date(text) or titles.is_label(text)

    def _head_goes_on(self, i: int) -> bool:
        if i >= len(self.lines):
            return False
        text = self.lines[i].text
        return self._is_field(text) or titles.is_addressee(text)

    # ----------------------------------------------------------------- body
    def _step(self, i: int) -> int:
        line = self.lines[i]
        if line.table is not None:
            return self._add("table", i, i + 1)
        for attempt in (self._annex, self._contents, self._signature, self._part, self._marker):
            if (end := attempt(i)) is not None:
                return end
        if self.ended:
            return self._add("meta" if titles.is_after_end(line.text) else "chrome", i, i + 1)
        return self._add("text", i, i + 1)

    def _contents(self, i: int) -> int | None:
        end = contents_end(self.lines, i)
        return None if end is None else self._add("toc", i, end)

    def _marker(self, i: int) -> int | None:
        text = self.lines[i].text
        marker = (markers.read_decimal(text) if self.decimal else None) or markers.read(text)
        if marker is None:
            return None
        expected = self.last.get(marker.style, 0) + 1
        if marker.doubtful and not self._in_run(marker, expected):
            return None
        if self.ended:
            if marker.number != expected and marker.number != 1:
                return None
            if marker.number == 1:
                self._open()
                self.found.append(Block("part", i, i))
            self.ended = False
        if self.top is None or markers.RANKS[marker.style] < markers.RANKS[self.top]:
            self.top = marker.style
        for style in [s for s in self.last if markers.RANKS[s] > max(3.0, markers.RANKS[marker.style]) and s != "cnp"]:
            del self.last[style]
        self.last[marker.style] = marker.number
        self.found.append(Block("marker", i, i + 1, marker))
        return i + 1

    @staticmethod
    def _in_run(marker: Marker, expected: int) -> bool:
        """Whether a doubtful mark goes on with the numbering before it."""
        if marker.style == "ar":
            return marker.number == expected
        return marker.number == 1 or -1 <= marker.number - expected <= 3

    def _open(self) -> None:
        """A new container: numbering begins anew."""
        self.ended = False
        self.last = {}
        self.top = None

    def _signature(self, i: int) -> int | None:
        """Bodies or persons and a date under them; what stands behind it is no text."""
        if not self.found or not (titles.is_short(self.lines[i], 80) or titles.is_date(self.lines[i].text)):
            return None
        for k in range(i, min(i + 9, len(self.lines))):
            line = self.lines[k]
            if line.table is not None:
                return None
            if titles.is_date(line.text) or self._dated_signer(line.text):
                self.ended = True
                return self._after_signature(self._add("sign", i, k + 1))
            if not titles.is_signer(line.text) or (markers.read(line.text) and not titles.is_organ(line.text)):
                return None
        return None

    def _dated_signer(self, text: str) -> bool:
        found = list(DATE.finditer(text)) if len(text) <= 90 else []
        if not found or found[-1].end() < len(text) - 1 or found[-1].start() == 0:
            return False
        return titles.is_signer(text[: found[-1].start()].strip(" \u3000（("))

    def _after_signature(self, i: int) -> int:
        while i < len(self.lines) and self.lines[i].table is None and titles.is_after_end(self.lines[i].text, True):
            if self._annex_head(i) is not None:
                break
            i = self._add("meta", i, i + 1)
        return i

    # ---------------------------------------------------------------- parts
    def _part(self, i: int) -> int | None:
        """A document inside this one: its title, after a signature or before numbering that begins anew."""
        if not self.found or not titles.is_short(self.lines[i], 80):
            return None
        last = titles.title_end(self.lines, i, strict=not self.ended)
        if last is None or not (self._begins_anew(last) if not self.ended else self._has_body(last)):
            return None
        self._open()
        self.found.append(Block("part", i, last, title=(i, last)))
        return self._head(last, addressed=True)

    def _begins_anew(self, i: int) -> bool:
        if self.top is None or self.last.get(self.top, 0) < 2:
            return False
        for line in self.lines[i : i + 8]:
            marker = markers.read(line.text)
            if marker is not None:
                return marker.number == 1 and markers.RANKS[marker.style] <= markers.RANKS[self.top]
        return False

    def _has_body(self, i: int) -> bool:
        for line in self.lines[i : i + 8]:
            if line.table is not None or markers.read(line.text) or "。" in line.text or len(line.text) > 60:
                return True
            if _ANNEX.match(line.text):
                return False
        return False

    # --------------------------------------------------------------- annexes
    def _annex(self, i: int) -> int | None:
        head = self._annex_head(i)
        if head is None:
            return None
        m, rest = head
        if rest and self._is_list(i, m):
            return self._annex_list(i)
        listed = i + 1 < len(self.lines) and bool(_LISTED.match(self.lines[i + 1].text))
        if not rest and m["sep"].strip() and listed and self._ends_here(self._list_end(i)):
            return self._annex_list(i)
        self._open()
        number = to_int(m["sub"] or m["number"]) if (m["sub"] or m["number"]) else None
        printed = "".join(self.lines[i].text[: m.start("sep")].split())
        if rest:
            block = Block("annex", i, i + 1, None, number, printed, (m.start("rest"), m.end("rest")), True)
            self.found.append(block)
            return self._head(i + 1, addressed=False)
        last = self._annex_title(i + 1)
        title = (i + 1, last) if last > i + 1 else None
        self.found.append(Block("annex", i, last, None, number, printed, title))
        return self._head(last, addressed=False)

    def _annex_head(self, i: int) -> tuple[re.Match[str], str] | None:
        text = self.lines[i].text.strip("【】[] ")
        if not text.startswith("附") or len(text) > 120 or text != self.lines[i].text:
            return None
        m = _ANNEX.match(text)
        if m is None:
            return None
        rest = m["rest"].strip()
        bare = m["word"] == "附" and m["number"] is None and ":" not in m["sep"] and "：" not in m["sep"]
        if bare and rest:
            return None
        if rest and not (m["number"] or m["sep"].strip() or m["gap"]):
            return None
        if rest and (rest.endswith(("。", "；", "，")) or re.match(r"[的所中、，和至及]|规定", rest)):
            return None
        return m, rest

    def _is_list(self, i: int, m: re.Match[str]) -> bool:
        """Whether a line that names an annex only lists it."""
        if _LISTED.match(m["rest"]) and not m["number"]:
            return True
        return self._ends_here(self._list_end(i))

    def _ends_here(self, i: int) -> bool:
        """Whether the text ends at line ``i``: signature, head of an annex, last line."""
        if i >= len(self.lines):
            return True
        text = self.lines[i].text
        if self.lines[i].table is not None:
            return False
        if titles.is_date(text) or titles.is_after_end(text) or titles.is_organ(text) or self._dated_signer(text):
            return True
        head = self._annex_head(i)
        return head is not None and bool(not head[1] or self._same_annex_later(i, head[1]))

    def _same_annex_later(self, i: int, rest: str) -> bool:
        return any(titles.norm(rest) == listed for listed in self.listed)

    def _list_end(self, i: int) -> int:
        """The line after an annex list that begins at ``i``."""
        m = _ANNEX.match(self.lines[i].text)
        first = re.match(r"\d+", m["rest"]) if m else None
        number = int(first.group()) if first else 0
        j = i + 1
        while j < len(self.lines) and self.lines[j].table is None and len(self.lines[j].text) <= 120:
            text = self.lines[j].text
            head = self._annex_head(j)
            marker = markers.read(text)
            if head is not None and head[1]:
                number = 0
            elif (
                marker is not None and marker.style in ("ar", "cn") and marker.number == number + 1 and "。" not in text
            ):
                number += 1
            else:
                break
            j += 1
        return j

    def _annex_list(self, i: int) -> int:
        j = self._list_end(i)
        for line in self.lines[i:j]:
            words = re.sub(r"^附\s*[件表录图]?\s*\d*\s*[:：]?\s*", "", line.text)
            self.listed.append(titles.norm(re.sub(r"^[\d一二三四五六七八九十]{1,3}\s*[.．、]\s*", "", words)))
        return self._add("annexlist", i, j)

    def _annex_title(self, i: int) -> int:
        """The line after the title of an annex that may begin at line ``i``."""
        words = ""
        for j in range(i, min(i + 5, len(self.lines))):
            if not titles.is_short(self.lines[j], 80) or titles.is_note(self.lines[j].text) or self._annex_head(j):
                break
            words += titles.norm(self.lines[j].text)
            if words in self.listed:
                return j + 1
        last = i
        while last < min(i + 4, len(self.lines)) and titles.is_short(self.lines[last]) and not self._annex_head(last):
            text = self.lines[last].text
            if titles.is_note(text) or titles.is_date(text) or (last > i and len(text) > 40):
                break
            last += 1
            if _LAYS_OUT.search(re.sub(r"[（(][^（）()]*[）)]$", "", text)) or not self._title_goes_on(last):
                break
        return last

    def _title_goes_on(self, i: int) -> bool:
        if i >= len(self.lines):
            return False
        text = self.lines[i].text
        return bool(_LAYS_OUT.search(re.sub(r"[（(][^（）()]*[）)]$", "", text))) and titles.is_short(self.lines[i], 40)
