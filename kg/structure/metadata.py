"""What the text says of itself: title, number, issuers, date, addressees, genre, place; merged with the page's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.authority import places
from kg.model import Metadata
from kg.numerals import to_int
from kg.structure.titles import is_organ
from kg.structure.words import DATE, LABEL, NUMBER, ORGAN_END, forms

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
    "o": "0",
    "０": "0",
}
_MANY = re.compile(r"等\s*[\d一二三四五六七八九十]*\s*(?:个)?(?:部门|单位|部委)?$")
_HELD = re.compile(
    r"^(?:自治|直属|国务院|中央)?(?:各)?(?:省|自治区|直辖市|市|县|区|委|办|局|厅|部|州|盟|旗|县（区）|市（州）|县（市、区）)$"
)
_SHORT_OF = re.compile(r"各(?:委|办|局|厅|部|省|市|县|区|自治区|州|盟)$")
_UNLISTED = re.compile(
    r"[\u4e00-\u9fff]{2,5}(?:市|县|区|州|盟|旗|自治县)(?=人民政府|[\u4e00-\u9fff]{2,12}(?:局|委|办公室|办)$|“|\"|《)"
)
_NO_PLACE = re.compile(r"国|中|全|最高|关于|各|在|社区|地区")
_FULL = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|省|市|州|盟|新区|区|县|旗)")


@dataclass(slots=True)
class Said:
    """The lines of a document that tell about it."""

    title: str = ""
    head: list[str] = field(default_factory=list)
    addressee: str = ""
    signature: list[str] = field(default_factory=list)
    first_part: str = ""


def metadata(page: Metadata, said: Said) -> tuple[Metadata, list[str]]:
    """The metadata of page and text as one; where they disagree the page's word stands, with a warning."""
    warnings: list[str] = []
    labels = _labels(said.head)
    title = said.title or labels.get("标题", "") or labels.get("名称", "")
    number = _number(said.head, labels)
    issuers = _issuers(title, said.signature, labels) or _bodies(title.removesuffix("令"))
    issued = _issued(said, labels)
    _compare(warnings, "标题", page.title, title)
    _compare(warnings, "发文字号", page.number, number)
    _compare(warnings, "日期", page.issued.isoformat() if page.issued else None, issued.isoformat() if issued else None)
    if title.endswith("令") and "关于" not in title:
        number = f"{title}{number}" if number and number.startswith("第") else number
        title = said.first_part or title
    known = page.title or title
    chosen = _chosen_issuers(page.issuers, issuers)
    return (
        Metadata(
            title=known or None,
            number=page.number or number,
            issuers=chosen,
            issued=page.issued or issued,
            addressees=page.addressees or addressees(said.addressee),
            genre=page.genre or genre(known),
            url=page.url,
            place=page.place or place((*chosen, *issuers, known, said.first_part)),
        ),
        warnings,
    )


def _compare(warnings: list[str], what: str, page: str | None, text: str | None) -> None:
    def bare(value: str) -> str:
        return re.sub(r"[\s《》〈〉“”\"〔〕\[\]（）()【】]", "", value)

    if page and text and bare(page) != bare(text):
        warnings.append(f"{what}不一致：网页“{page}”，正文“{text}” / page and text disagree")


def _labels(head: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head:
        if (m := LABEL.match(line)) and m["value"].strip():
            found.setdefault("".join(m["label"].split()), m["value"].strip())
    return found


def _number(head: Sequence[str], labels: dict[str, str]) -> str | None:
    for line in (*head, labels.get("文号", ""), labels.get("发文字号", "")):
        bare = line.strip("（）()[]【】 \u3000")
        if m := NUMBER.fullmatch(bare):
            return printed_number(m.group())
    return None


def printed_number(number: str) -> str:
    """A document number as GB/T 9704 prints it.

    >>> printed_number("国发 [2019] 4 号")
    '国发〔2019〕4号'
    """
    bare = "".join(number.split())
    return re.sub(r"[〔［\[（(【﹝](\d{4})[〕］\]）)】﹞]第?", r"〔\1〕", bare)


def genre(title: str) -> str | None:
    """The last word of a title: 意见, 通知, 办法."""
    bare = re.sub(r"[（(][^（）()]*[）)]|[《》”“\s]", "", title)
    return next((g for g in forms("genre") if bare.endswith(g)), None)


def addressees(line: str) -> tuple[str, ...]:
    """The bodies of an address; 各省、自治区、直辖市人民政府 and 各委、办、局 stay whole.

    >>> addressees("各省、自治区、直辖市人民政府，市政府各委、办、局：")
    ('各省、自治区、直辖市人民政府', '市政府各委、办、局')
    """
    found: list[str] = []
    for group in re.split(r"[，,；;]", line.strip().rstrip("：:")):
        held = ""
        for piece in group.split("、"):
            if held and _holds(held, piece):
                held = f"{held}、{piece}"
                continue
            if held:
                found.append(held)
            held = piece
        found += [held] if held else []
    return tuple("".join(name.split()) for name in found if name.strip())


def _holds(held: str, piece: str) -> bool:
    """Whether a name that has begun goes on over 、: a bracket is open, or it lists kinds of places or bodies."""
    first, last = held.split("、")[0], held.split("、")[-1]
    if held.count("（") > held.count("）") or _HELD.match(last):
        return True
    return len(piece) <= 3 and bool(_SHORT_OF.search(first))


def _issuers(title: str, signature: Sequence[str], labels: dict[str, str]) -> tuple[str, ...]:
    """Who speaks: the bodies before 关于 in the title, else under the text, else as the page's label says."""
    signed = [body for line in signature for body in _bodies(DATE.sub("", line))]
    prefix = re.split(r"关于|印发|转发|批转|公布|发布|贯彻|实施|办公室令|令$", title, maxsplit=1)[0].strip()
    many = bool(_MANY.search(prefix))
    if prefix and prefix != title.strip() and is_organ(prefix) and not many:
        return _bodies(prefix)
    if signed:
        return tuple(dict.fromkeys(signed))
    if prefix != title.strip() and many:
        return _bodies(_MANY.sub("", prefix))
    said = next((labels[k] for k in ("发文机关", "发布机构", "发布机关", "发文单位", "制定机关") if k in labels), "")
    return _bodies(said)


def _bodies(text: str) -> tuple[str, ...]:
    """The bodies a line names; two of one place may stand together without a space."""
    parts = [p for p in re.split(r"[\s\u3000、，,;；]+", text.strip("（）() \u3000")) if p]
    if len(parts) > 1 and all(len(p) == 1 for p in parts):
        parts = ["".join(parts)]
    found: list[str] = []
    for part in parts:
        m = _FULL.match(part)
        cuts = [i.start() for i in re.finditer(re.escape(m.group()), part)] if m else []
        pieces = [part[a:b] for a, b in zip(cuts, [*cuts[1:], len(part)], strict=True)] if len(cuts) > 1 else [part]
        found += pieces if all(ORGAN_END.search(p) for p in pieces) else [part]
    return tuple(body for body in found if ORGAN_END.search(body) and len(body) > 1)


def _chosen_issuers(page: tuple[str, ...], text: tuple[str, ...]) -> tuple[str, ...]:
    """The page names one body where the text names all that signed."""
    if not page or (len(text) > len(page) and all(any(p[:4] == t[:4] for t in text) for p in page)):
        return text or page
    return page


def _issued(said: Said, labels: dict[str, str]) -> date | None:
    for line in (*reversed(said.signature), labels.get("成文日期", "")):
        if not LABEL.match(line) and (found := parse_date(line)):
            return found
    for line in said.head:
        dates = [m for m in DATE.finditer(line) if not LABEL.match(line)]
        made = [m for m in dates if not re.match(r"起?(?:施行|实施|生效)", line[m.end() :])]
        if made and (found := parse_date(made[-1].group())):
            return found
    return parse_date(labels.get("成文日期", "") or labels.get("发文日期", "") or labels.get("印发日期", ""))


def parse_date(text: str) -> date | None:
    """The first date in ``text``.

    >>> parse_date("一九九六年六月二十九日"), parse_date("二〇一九年一月三十日"), parse_date("2025-04-03")
    (datetime.date(1996, 6, 29), datetime.date(2019, 1, 30), datetime.date(2025, 4, 3))
    """
    m = DATE.search(text)
    if m is None:
        return None
    year = "".join(_DIGITS.get(c, c) for c in (m["y"] or m["y2"]))
    month, day = to_int(m["m"] or m["m2"]), to_int(m["d"] or m["d2"])
    try:
        return date(int(year), month or 0, day or 0)
    except ValueError:
        return None


def place(names: Sequence[str]) -> str | None:
    """The place whose bodies speak: the first name that begins with one.

    >>> place(("教育部", "天津市人民政府")), place(("国务院",)), place(("关于印发句容市工作方案的通知",))
    ('天津市', None, '句容市')
    """
    for name in names:
        bare = re.sub(r"^(?:中共|关于(?:印发|转发|公布|发布|调整|加强)?|印发|转发|《)+", "", "".join(name.split()))
        known = next((bare[:n] for n in range(min(12, len(bare)), 1, -1) if bare[:n] in places()), None)
        if known is not None:
            found = places()[known][0]
            if found.level in ("country", "region"):
                continue
            return found.name + _below(bare[len(known) :], found.name)
        m = _UNLISTED.match(bare)
        if m is not None and not _NO_PLACE.match(m.group()):
            return m.group()
    return None


def _below(rest: str, parent: str) -> str:
    """A district or county right behind the name of its city."""
    for n in range(min(10, len(rest)), 1, -1):
        if any(p.parent == parent for p in places().get(rest[:n], ())):
            return rest[:n] if rest[:n][-1] in "市县区州盟旗" else ""
    return ""
