"""The elements of HTML by how they are read (HTML Standard, §4, §13.1.2, §15.3)."""

from __future__ import annotations

VOID = frozenset(
    "area base basefont bgsound br col command embed frame hr image img input keygen link meta param "
    "source track wbr".split()
)
"""Those that have no content and no end tag."""

RAW = frozenset("iframe noembed noframes script style xmp".split())
"""Those in which nothing is markup but their own end tag."""
RCDATA = frozenset("textarea title".split())
"""Those in which nothing is markup but their own end tag and references to characters."""

FOREIGN = frozenset("math svg".split())
"""Drawings and formulas: other languages than HTML."""
INTEGRATION = frozenset("annotation-xml desc foreignobject mi mn mo ms mtext title".split())
"""Where HTML may stand in them."""

BLOCK = frozenset(
    "address article aside audio blockquote body button canvas caption center col colgroup datalist dd "
    "details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hgroup hr html iframe label legend li listing main map menu nav noembed noframes noscript "
    "object ol optgroup option p plaintext pre search section select style summary table tbody td template "
    "textarea tfoot th thead title tr ul video xmp".split()
)
"""Those whose text is no part of the text around them. All others, also unknown ones, are inline."""

UNREAD = frozenset(
    "canvas code iframe listing noembed noframes plaintext pre script style template textarea xmp".split()
)
"""Those whose text is not prose."""

CLOSES_P = frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search "
    "section summary table ul xmp".split()
)
"""Those that end a paragraph that is open."""

_CELLS = frozenset("td th".split())
_ROWS = frozenset("tr td th caption colgroup".split())
_GROUPS = frozenset("tbody thead tfoot".split())
ENDS: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dd": frozenset("dd dt".split()),
    "dt": frozenset("dd dt".split()),
    "option": frozenset({"option"}),
    "optgroup": frozenset("option optgroup".split()),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _ROWS,
    "tbody": _ROWS | _GROUPS,
    "thead": _ROWS | _GROUPS,
    "tfoot": _ROWS | _GROUPS,
    "body": frozenset({"head"}),
    "rt": frozenset("rp rt".split()),
    "rp": frozenset("rp rt".split()),
}
"""What a start tag ends that was left open, if nothing of ``BARRIERS`` stands between."""
BARRIERS = frozenset(
    "blockquote body button caption dir dl fieldset html menu object ol section select table td template th "
    "ul article aside details figure footer header main nav form".split()
)
"""What keeps the tags inside of it from ending anything outside."""

KINDS = {
    **dict.fromkeys("h1 h2 h3 h4 h5 h6 summary".split(), "heading"),
    **dict.fromkeys("td th".split(), "table cell"),
    **dict.fromkeys("figcaption caption".split(), "caption"),
    **dict.fromkeys("dd dt".split(), "definition"),
    **dict.fromkeys("button label legend option".split(), "label"),
    "title": "title",
    "li": "list item",
    "blockquote": "quote",
}
"""What the text in an element is called."""
WHOLE = frozenset({"heading", "label", "title"})
"""Kinds of text that are one segment each."""

WITH_TEXT = frozenset("p li h1 h2 h3 h4 h5 h6 blockquote figcaption caption address".split())
"""Elements that go with their text when it is left out."""
