"""Files of messages: texts under keys, some of them in plural forms. What the formats have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from dvomova.model import Block, Form, Span

CARDINAL = ("one", "few", "many", "other")
"""Every category that numbers of things have in Ukrainian or English (CLDR 46, plurals.xml)."""
ORDINAL = ("one", "two", "few", "other")
"""The same of ordinal numbers (CLDR 46, ordinals.xml)."""

_UNSPEAKABLE = re.compile(r"[\x00\ud800-\udfff]")


class Entry(NamedTuple):
    """A text under its key."""

    path: tuple[str, ...]
    """The keys that lead to it; the places in lists are counted from 0."""
    text: str
    span: Span
    """Where it stands, its quotation marks included."""
    outer: Span
    """Where it stands with its key; empty in a list, where the places of the others count."""
    listed: Span
    """As in ``Form``."""
    lead: str
    """What stands between the entry before it and its text, but for the separator: white space, key."""
    style: str
    """As in ``Block``."""
    prefix: str = ""


class Plural(NamedTuple):
    """Entries that are the plural forms of one message."""

    path: tuple[str, ...]
    """The keys that lead to the message."""
    entries: Mapping[str, Entry]
    """By category; ``other`` is among them."""
    ordinal: bool = False
    """Whether they are those of an ordinal number."""


def is_text(entry: Entry) -> bool:
    """Whether there is something to read in a text, and nothing that no catalog can hold."""
    return bool(entry.text.strip()) and not _UNSPEAKABLE.search(entry.text)


def blocks(
    entries: Iterable[Entry], plurals: Iterable[Plural], *, separator: str, style: str
) -> tuple[Block, ...]:
    """A block for each message, by where it stands; one with plural forms stands where ``other`` does.

    Args:
        entries: the texts that are not part of a plural.
        plurals: those that are. Cardinals are one message each. The forms of an ordinal are messages of
            their own: a gettext catalog knows the plural forms of cardinal numbers only.
        separator: what is written between two entries.
        style: how a text is written that the file does not have.
    """
    found = [(entry.span.start, 0, entry.path, _message(entry, [_form(entry)])) for entry in entries]
    for plural in plurals:
        anchor = plural.entries["other"].span.start
        absent = _absent(plural, separator, style)
        members = _ordinals(plural, absent) if plural.ordinal else [(plural.path, _cardinal(plural, absent))]
        found += [(anchor, number, path, block) for number, (path, block) in enumerate(members)]
    found.sort(key=lambda item: item[:2])
    paths = [path for _start, _number, path, _block in found]
    contexts = zip(_contexts(paths), found, strict=True)
    return tuple(replace(block, context=context) for context, (_start, _number, _path, block) in contexts)


def _contexts(paths: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The msgctxt of each key: its parts with full stops between, told apart from their own if need be."""
    plain = [".".join(path) for path in paths]
    owners: dict[str, set[tuple[str, ...]]] = {}
    for context, path in zip(plain, paths, strict=True):
        owners.setdefault(context, set()).add(path)
    for context, path in zip(plain, paths, strict=True):
        ambiguous = len(owners[context]) > 1
        yield ".".join(part.replace(".", "\\.") for part in path) if ambiguous else context


def _message(entry: Entry, forms: Iterable[Form], **fields: Any) -> Block:
    text = fields.pop("text", entry.text)
    return Block(
        "message",
        entry.span,
        text,
        (),
        entry.prefix,
        whole=True,
        style=entry.style,
        forms=tuple(forms),
        **fields,
    )


def _form(entry: Entry, category: str = "") -> Form:
    return Form(category, entry.span, entry.outer, entry.listed, "", entry.style, entry.prefix, entry.text)


def _absent(plural: Plural, separator: str, style: str) -> dict[str, Form]:
    """The forms that a file does not have; each would be written behind the one that CLDR has before it."""
    found, before = {}, None
    for name in ORDINAL if plural.ordinal else CARDINAL:
        if name in plural.entries:
            before = name
        else:
            known = before or max(plural.entries, key=lambda name: plural.entries[name].outer.end)
            head, _known, tail = plural.entries[known].lead.rpartition(known)
            place = Span(plural.entries[known].outer.end, plural.entries[known].outer.end)
            found[name] = Form(name, place, place, place, separator + head + name + tail, style)
    return found


def _cardinal(plural: Plural, absent: Mapping[str, Form]) -> Block:
    """A message with plural forms: what it says of one, and of any number."""
    other, entries = plural.entries["other"], plural.entries
    one = next(entries[name] for name in (*CARDINAL, *entries) if name in entries)
    forms = [_form(entry, name) for name, entry in entries.items()]
    more = (f"{name}: {entry.text}" for name, entry in entries.items() if entry not in (one, other))
    note = "; ".join(more)
    return _message(other, [*forms, *absent.values()], text=one.text, plural=other.text, note=note)


def _ordinals(plural: Plural, absent: Mapping[str, Form]) -> Iterator[tuple[tuple[str, ...], Block]]:
    """Each form as a message; one that is not there has to be made from what is said of any number."""
    other = plural.entries["other"]
    for name in (*ORDINAL, *(name for name in plural.entries if name not in ORDINAL)):
        path = (*plural.path[:-1], f"{plural.path[-1]}_ordinal_{name}")
        if name in plural.entries:
            yield path, _message(plural.entries[name], [_form(plural.entries[name])])
        else:
            form = absent[name]._replace(category="")
            yield path, replace(_message(other, [form]), span=form.span, style=form.style, prefix="")


def skeleton(
    entries: Iterable[Entry], plurals: Iterable[Plural], others: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    """Which keys there are, whatever their order and whichever plural forms; ``others`` hold no texts."""
    keys = [("text", entry.path) for entry in entries]
    keys += [("plural", (*plural.path, "ordinal" * plural.ordinal)) for plural in plurals]
    keys += [("other", path) for path in others]
    return tuple(sorted("\0".join([kind, *path]) for kind, path in keys))
