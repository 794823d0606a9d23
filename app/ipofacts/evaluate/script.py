"""Conversion between simplified and traditional characters, loaded when first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


@cache
def converter(config: str) -> Callable[[str], str]:
    """OpenCC's conversion of that name: ``t2s`` to simplified, ``s2t`` to traditional characters."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(config).convert
    return convert
