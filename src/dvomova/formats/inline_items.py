"""The items of a paragraph put in order: what nests in what, and which of them translators are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dvomova.formats.inline import Item, Wrapper
from dvomova.text.markup import is_translatable

_DEEPEST = 60
"""Wrappers in wrappers within which ranges still are codes; people make two or three."""
_SHOWN = frozenset({"text", "sign", "void"})


def nested(items: Sequence[Item]) -> list[Item]:
    """The items with what is open around each; ranges that cross others are none any more."""
    broken = frozenset[Wrapper]()
    while (crossing := _nest(items, broken)) - broken:
        broken |= crossing
    return [_alone(item) if item.wrapper in broken else item for item in items]


def _alone(item: Item) -> Item:
    return replace(item, kind=item.alone, wrapper=None)


def _nest(items: Sequence[Item], broken: frozenset[Wrapper]) -> frozenset[Wrapper]:
    """Fill in what is open around each item; which ranges cross others or do not end."""
    stack: list[Wrapper] = []
    crossing = set[Wrapper]()
    for item in items:
        wrapper = None if item.wrapper in broken else item.wrapper
        if wrapper is None:
            item.wrappers = tuple(stack)
        elif item.kind == "open" and wrapper.is_range and len(stack) >= _DEEPEST:
            crossing.add(wrapper)
        elif item.kind == "open":
            item.wrappers = tuple(stack)
            stack.append(wrapper)
        elif wrapper not in crossing:
            while stack and stack[-1] is not wrapper and stack[-1].is_range:
                crossing.add(stack.pop())
            if stack and stack[-1] is wrapper:
                stack.pop()
            else:
                crossing.add(wrapper)
            item.wrappers = tuple(stack)
    return frozenset(crossing.union(wrapper for wrapper in stack if wrapper.is_range))


def split(items: Sequence[Item]) -> list[Item]:
    """Texts without the blanks at their ends, which are items of their own: they may look as they like."""
    found: list[Item] = []
    for item in items:
        visible = item.text.strip()
        if item.kind != "text" or not visible or len(visible) == len(item.text):
            found.append(item)
            continue
        begin = item.text.index(visible[0])
        for start, end in ((0, begin), (begin, begin + len(visible)), (begin + len(visible), len(item.text))):
            if start < end:
                place = item.start
                found.append(replace(item, text=item.text[start:end], start=place + start, end=place + end))
    return found


def shown(items: Sequence[Item]) -> list[Item]:
    """The items that translators see: neither blanks and codes at the ends, nor numbers before a tab there.

    Empty where nobody has to translate any.
    """
    found = [item for item in items if item.kind in _SHOWN]
    found = _without_head(_without_head(found)[::-1])[::-1]
    return found if is_translatable(_text(found)) else []


def _without_head(items: list[Item]) -> list[Item]:
    begin = _visible(items, 0)
    for number in range(begin, len(items)):
        if items[number].text == "\t":
            if is_translatable(_text(items[begin:number])):
                break
            begin = _visible(items, number)
    return items[begin:]


def _visible(items: Sequence[Item], begin: int) -> int:
    while begin < len(items) and (items[begin].kind == "void" or items[begin].is_blank):
        begin += 1
    return begin


def _text(items: Sequence[Item]) -> str:
    return "".join(item.text for item in items)
