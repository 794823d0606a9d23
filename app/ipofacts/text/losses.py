"""Characters lost on the way: told, and figures that lost one made unreadable, for what is left of them is another figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipofacts.text.draft import Draft
from ipofacts.text.files import LossRules

_HOLE = "\u25a1"
_LOST_IN_TEXT = (
    "\ufffd|[\u4e00-\u9fff](?<![{asking}])\\?\\?[\u4e00-\u9fffA-Z]|\u951f\u65a4\u62f7"
    "|(?<=[\u4e00-\u9fff])\u25a1(?=[\u4e00-\u9fff])"
)
_SIGNS = ("\ufffd", "??", "\u951f\u65a4\u62f7", _HOLE)


class Losses:
    """Finds what was lost."""

    def __init__(self, rules: LossRules) -> None:
        units, scales = re.escape(rules.units), re.escape(rules.scales)
        self._text = re.compile(_LOST_IN_TEXT.format(asking=re.escape(rules.asking)))
        first = r"(?<![\d.])(?<!\d,)"
        number = rf"{first}\d[\d,]*(?:\.\d+)*[.,]?"
        last, counters = re.escape(rules.ranges), re.escape(rules.counters)
        hole = rf"(?:[\ufffd{_HOLE}]+|\?\?+|\?(?=[\d.,%)\]~:/\-{units}{last}{counters}\ufffd{_HOLE}]|\s*$|[ ,]))"
        holed = rf"(?:{hole}(?:[.,]?\d)*[.,]?(?={hole}|(?<![.,])))+"
        # 12.?元, with the scale behind, which would be read alone; 22.亿, which is no number of a list.
        # An amount may be told in two steps: 23亿6000万 is lost whole.
        # 19.68亿?元: whose money it is, is lost.
        coin = rf"{number}[{scales}]{{1,3}}(?:[\ufffd{_HOLE}]+|\?\?)(?=[{re.escape(rules.coins)}])"
        lost = (
            rf"(?:{number}{holed}(?: ?[{scales}]+(?:\d[\d,.]*[{scales}]+)*)?|(?<=[\u4e00-\u9fff])\d[\d,]*\.[{scales}]+|{coin})"
        )
        # Nor is the other end of a range the figure, nor what is left of a day the date.
        end = rf"\d[\d,.]*[{units}{counters}]{{0,4}}"
        date = re.escape(rules.dates)
        before = rf"(?:{first}{end} ?[{last}] ?|{first}\d[\d,.]*[{scales}]+|(?:{first}\d{{1,4}}[{date}]){{1,2}})?"
        rest = rf"(?:[{date}]\d{{1,2}})+[{date}]?|(?<=[{_HOLE}?\ufffd])[{date}](?!\d)"
        after = rf"(?:[{units}{counters}]{{0,4}} ?[{last}] ?{end}|{rest})?"
        self._figure = re.compile(f"{before}{lost}{after}", re.MULTILINE)
        # What every such figure holds, if no hole: far sooner looked for than a figure.
        self._signs = (("?", re.compile(r"(?<=[\d.,])\?")), (".", re.compile(rf"\.(?<=[\d,]\.)[{scales}]")))

    def are_in(self, drafts: Sequence[Draft]) -> bool:
        """Whether characters were lost anywhere."""
        return any(sign in draft.text for draft in drafts for sign in _SIGNS) and any(
            self._text.search(draft.text) for draft in drafts
        )

    def blank(self, drafts: Sequence[Draft]) -> bool:
        """Puts holes in place of figures that lost a digit or their scale; tells whether there were any."""
        found = False
        for draft in drafts:
            if self._may_be_in(draft.text):
                text = self._figure.sub(_holes, draft.text)
                found = found or text != draft.text
                draft.rewrite(text)
        return found

    def keep_together(self, drafts: Sequence[Draft]) -> None:
        """Puts holes in place of question marks that stand for a character: no sentence ends there."""
        for draft in drafts:
            if "??" in draft.text:
                draft.rewrite(self._text.sub(lambda match: match[0].replace("?", _HOLE), draft.text))

    def _may_be_in(self, text: str) -> bool:
        """Whether a text holds what figures that lost something hold."""
        if _HOLE in text or "\ufffd" in text:
            return True
        return any(sign in text and pattern.search(text) for sign, pattern in self._signs)


def _holes(match: re.Match[str]) -> str:
    return _HOLE * len(match[0])
