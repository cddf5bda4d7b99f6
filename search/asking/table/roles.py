"""What a unit is to a task, as a question says it: 作为牵头部门, 当指导部门的次数, “牵头单位”一栏出现过市医保局, 责任单位括注.

All say that the unit is among those of the task; in which part, the role of the plan tells.
"""

from __future__ import annotations

import re

from search.asking.table.words import Line, Word

ROLE = r"[“\"]?(?:牵头|配合|责任|指导|负责|主管|主责|承担|协同|实施|参与)(?:单位|部门|主体|机构)[”\"]?"
_IS = re.compile(rf"(?:被)?(?:作为|列为|当|担任|充当|任|定为|写成|写为|标为|出任|做)(?:过|了)?(?:是)?{ROLE}(?:的次数)?")
_IN = re.compile(
    rf"(?:在|以)?(?:{ROLE}(?:这|那)?一?(?:栏|列)|{ROLE}?(?:后面|末尾)?的?括[号注]|{ROLE}(?=里|中|是|为|写|含|有|包括|出现))(?:里面?|中|内|上)?"
    r"(?:都|均|同时|也)*(?P<held>(?:写|列|含|出现|包含|包括|点|提到|标)(?:有|着|到|过|明|了|的)*|[有是为])?"
)


def with_roles(line: Line) -> Line:
    """The line with one word for all that says that a unit is among those of a task."""
    for found in reversed(list(_IS.finditer(line.text))):
        line = line.put(found.start(), found.end(), Word("V", found[0], found.start(), found.end()))
    for found in reversed(list(_IN.finditer(line.text))):
        unit = next((w for w in line.words if w.start >= found.end()), None)
        beside = unit is not None and unit.start == found.end()  # 指导部门里科技部和财政部同时出现
        if (found["held"] or beside) and unit is not None and unit.code == "U":
            line = line.put(found.start(), found.end(), Word("V", found[0], found.start(), found.end()))
    return line


def says_role(text: str) -> bool:
    """Whether a question says what a unit is to a task.

    >>> says_role("谁当指导部门的次数多"), says_role("谁担任组长")
    (True, False)
    """
    return _IS.search(text) is not None
