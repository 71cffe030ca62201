"""Content: addresses of all kinds, footnote marks, images."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from dvomova.checks.base import Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import URL_SIGNS, Pair
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str

_LANGUAGE_PARTS = re.compile(
    r"(?<=[/.=_-])(?:uk|ua|en|us|gb|uk-UA|en-US|en-GB|ukr|eng)(?=[/._?&#-]|\Z)|(?<=//)(?:uk|ua|en)(?=\.)"
)
_LOCALISED_HOSTS = (
    "wikipedia.org",
    "wikimedia.org",
    "wiktionary.org",
    "wikidata.org",
    "youtube.com",
    "goo.gl",
)
"""Where the same page in another language has another address altogether."""


def _linked(batch: Batch) -> Numbers:
    columns = batch.source, batch.target
    signed = {
        number
        for column in columns
        for number in column.marked("/]=")
        if any(sign in column.texts[number] for sign in URL_SIGNS)
    }
    return signed.union(*(column.having("www.") for column in columns))


def _neutral(url: str) -> str:
    """An address as it is in whichever language."""
    return _LANGUAGE_PARTS.sub("", url).rstrip("/").replace("//", "/").lower()


def _missing(one: list[tuple[Span, str]], other: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Those of ``one`` that the other list has not, in whichever language."""
    rest = Counter(_neutral(url) for _span, url in other)
    found = []
    for span, url in one:
        if rest[_neutral(url)]:
            rest[_neutral(url)] -= 1
        else:
            found.append((span, url))
    return found


def _compare(pair: Pair) -> tuple[list[tuple[Span, str]], list[tuple[Span, str]]]:
    source, target = pair.source.urls, pair.target.urls
    if not source and not target:
        return [], []
    return _missing(source, target), _missing(target, source)


@check(
    "link-lost",
    "content",
    Severity.ERROR,
    title=N_("A link of the source is not in the translation"),
    why=N_("A link is the proof of what is said."),
    hint=_linked,
)
def link_lost(pair: Pair) -> Iterator[Flaw]:
    """More addresses in the source than in the translation."""
    lost, added = _compare(pair)
    if len(lost) > len(added):
        for span, url in lost[len(added) :]:
            yield Flaw(_("the link is missing: {url}").format(url=url), (span,))


@check(
    "link-added",
    "content",
    Severity.WARNING,
    title=N_("The translation has a link that the source has not"),
    why=N_("Readers of one language are sent where those of the other are not."),
    hint=_linked,
)
def link_added(pair: Pair) -> Iterator[Flaw]:
    """More addresses in the translation than in the source."""
    lost, added = _compare(pair)
    if len(added) > len(lost):
        for span, url in added[len(lost) :]:
            yield Flaw(_("the source has no such link: {url}").format(url=url), (), (span,))


@check(
    "url",
    "content",
    Severity.ERROR,
    title=N_("An address is another one in the translation"),
    why=N_(
        "One letter makes another address; a Cyrillic letter that looks Latin makes one that leads nowhere."
    ),
    rule="RFC 3986",
    hint=_linked,
)
def url(pair: Pair) -> Iterator[Flaw]:
    """Addresses that changed, apart from the language in them."""
    lost, added = _compare(pair)
    for (span, one), (place, other) in zip(lost, added, strict=False):
        if not _may_differ(one, other):
            message = _("{source} in the source, {target} in the translation")
            yield Flaw(message.format(source=one, target=other), (span,), (place,))


def _may_differ(one: str, other: str) -> bool:
    """Whether two addresses may be those of one page in two languages."""
    try:
        first, second = urlsplit(one).netloc.lower(), urlsplit(other).netloc.lower()
    except ValueError:
        return False
    if not other.isascii() and one.isascii() and "wiki" not in second:
        return False
    if first.endswith(_LOCALISED_HOSTS) and second.endswith(_LOCALISED_HOSTS):
        return True
    return (
        bool(_LANGUAGE_PARTS.search(one) or _LANGUAGE_PARTS.search(other))
        and first.split(".")[-2:] == second.split(".")[-2:]
    )


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MENTION = re.compile(r"(?<![\w@/.])@[A-Za-z_][\w.]*\w")
_HASHTAG = re.compile(r"(?<![\w#&/])#[^\W\d_][\w]{2,}")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]|\[#?\d+\]_|\[#[\w-]+\]_")
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?([^\s()<>]+)|<img\b[^>]*?\bsrc=[\"']([^\"']*)")


def _at(batch: Batch) -> Numbers:
    return batch.source.marked("@")


@check(
    "email",
    "content",
    Severity.ERROR,
    title=N_("An e-mail address is another one in the translation, or missing"),
    why=N_("Letters to it go nowhere, or to a stranger."),
    rule="RFC 5322",
    hint=_at,
)
def email(pair: Pair) -> Iterator[Flaw]:
    """Compare e-mail addresses."""
    yield from _counted(pair, _EMAIL, _("the e-mail address is missing: {text}"))


@check(
    "mention",
    "content",
    Severity.WARNING,
    title=N_("A mention or hashtag is lost"),
    why=N_(
        "An account is called the same in every language; a hashtag may be translated, and is then one too."
    ),
    marks="@#",
)
def mention(pair: Pair) -> Iterator[Flaw]:
    """Compare mentions by name and hashtags by number."""
    yield from _counted(pair, _MENTION, _("the mention is missing: {text}"))
    source, target = (_HASHTAG.findall(side.prose) for side in pair.sides)
    if len(source) > len(target):
        place = pair.source.text.find(source[-1])
        message = _("a hashtag is missing: {text}").format(text=source[-1])
        yield Flaw(message, (Span(place, place + len(source[-1])),))


def _with_footnotes(batch: Batch) -> Numbers:
    return batch.source.matching(_FOOTNOTE, code=True)


@check(
    "footnote",
    "content",
    Severity.ERROR,
    title=N_("A footnote mark is lost or changed"),
    why=N_("A footnote without its mark is not shown, a mark without its footnote stays as it is written."),
    hint=_with_footnotes,
)
def footnote(pair: Pair) -> Iterator[Flaw]:
    """Compare footnote marks."""
    yield from _counted(pair, _FOOTNOTE, _("the footnote mark is missing: {text}"))


def _illustrated(batch: Batch) -> Numbers:
    return batch.source.having("![", "<img")


@check(
    "image",
    "content",
    Severity.ERROR,
    title=N_("An image is lost, or another one"),
    why=N_("The path of an image is not translated; one that differs on purpose has the language in it."),
    hint=_illustrated,
)
def image(pair: Pair) -> Iterator[Flaw]:
    """Compare the sources of images."""
    found = [
        [(Span(*m.span(m.lastindex or 0)), m[m.lastindex or 0]) for m in _IMAGE.finditer(side.text)]
        for side in pair.sides
    ]
    for span, path in _missing(found[0], found[1]):
        yield Flaw(_("the image is missing: {path}").format(path=path), (span,))


def _counted(pair: Pair, expression: re.Pattern[str], message: str) -> Iterator[Flaw]:
    there = Counter(match[0] for match in expression.finditer(pair.target.text))
    for match in expression.finditer(pair.source.text):
        if there[match[0]]:
            there[match[0]] -= 1
        else:
            yield Flaw(message.format(text=match[0]), (Span(*match.span()),))
