"""Rows of a table that were wrapped at a column are rows again; rows that merely lack cells stay as they are."""

from __future__ import annotations

import pytest

from ipofacts.text import Cleaner
from ipofacts.text.wraps import width

TABLES = {
    "codes": "公司 代码 招股价 手数 上市日期 保荐人\n岚溪科技 2799 24.80-29.20 200 12月16日 远山国际证券有限公司\n"
    "丙丁餐饮 2788 8.10-9.20 1000 12月17日 远山国际证券有限公司\n戊己医药 2777 10.60 500 12月18日 远山国际证券有限公司",
    "remarks": "日期 类型 代码 名称 板块 发行价 备注\n12-09 周二 申购 001399 甲乙股份 深主板 24.75 保荐 丙丁证券 余股包销\n"
    "12-10 周三 上市 688799 戊己图文 科创板 26.68 首日无涨跌幅\n12-11 周四 申购 920199 庚辛农业 北交所 25.00 顶格二十万股",
    "shares": "简称 发行价 发行量 申购代码 申购日期 中签率 保荐人\n青松重工 12.58 4250.00 787399 2025-12-09 0.0313% 远山国际证券\n"
    "晶华铜业 8.10 1960.00 787398 2025-12-10 0.0421% 远山国际证券\n赤水资源 25.00 1600.00 787397 2025-12-11 0.0512% 远山国际证券",
}


def _wrapped(text: str, columns: int) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        part = ""
        for char in line:
            if width(part + char) > columns:
                lines.append(part)
                part = ""
            part += char
        lines.append(part)
    return "\n".join(lines)


@pytest.mark.parametrize(("table", "columns"), [("codes", 39), ("remarks", 43), ("remarks", 44), ("shares", 50)])
def test_wrapped_rows_are_rows_again(cleaner: Cleaner, table: str, columns: int) -> None:
    table = TABLES[table]
    assert cleaner.clean(_wrapped(table, columns)).text == cleaner.clean(table).text


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("cells", [2, 3])
def test_rows_that_lack_cells_take_none_of_the_next(cleaner: Cleaner, table: str, cells: int) -> None:
    header, *rows = table.split("\n")
    ragged = [header, *(row.rsplit(" ", cells)[0] for row in rows)]
    text = cleaner.clean("\n".join(ragged)).text
    assert len([line for line in text.split("\n") if any(char.isdigit() for char in line)]) == len(rows)
