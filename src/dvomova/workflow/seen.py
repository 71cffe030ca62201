"""What a catalog's header knows of the translated document: as whom it was last seen, what is its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Self

from dvomova.catalogs import naming, po
from dvomova.model import Catalog, Unit

BUILT = "X-Dvomova-Built"
"""Header field: digests of the document as it was last built or taken in, and as it was before that: a
process may be killed between writing catalog and document. What is neither was edited since. Behind
them ``t`` and the digest of the translations at that time."""
OWN = "X-Dvomova-Own"
"""Header field, only where the document is not what the original alone would give: ``yes``, and the
keys of its texts that are no translation."""
AWAITED = "X-Dvomova-Awaited"
"""Header field: keys of the units that the document does not hold yet."""

_TRANSLATIONS = "t"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a translated document."""

    built: tuple[str, ...] = ()
    """Digests of what it may be without having been edited, the newest first; empty: nothing is known."""
    translations: str = ""
    """Digest of the translations that the catalog had then; empty: not known."""
    own: frozenset[str] | None = None
    """Keys of the texts that only it has; None: it is what the original gives, translated."""
    awaited: frozenset[str] = frozenset()
    """Keys of units that it does not hold yet."""

    @classmethod
    def of(cls, catalog: Catalog) -> Self:
        """What the header of a catalog says."""
        words = catalog.field(BUILT).split()
        own = catalog.field(OWN).split()
        return cls(
            tuple(word for word in words if not word.startswith(_TRANSLATIONS)),
            next((word[1:] for word in words if word.startswith(_TRANSLATIONS)), ""),
            frozenset(own[1:]) if own else None,
            frozenset(catalog.field(AWAITED).split()),
        )

    def put(self, catalog: Catalog) -> Catalog:
        """``catalog`` with a header that says so."""
        built = [*self.built, *([_TRANSLATIONS + self.translations] if self.translations else [])]
        own = [] if self.own is None else ["yes", *sorted(self.own)]
        for name, words in ((BUILT, built), (OWN, own), (AWAITED, sorted(self.awaited))):
            catalog = (
                po.with_field(catalog, name, " ".join(words)) if words else po.without_field(catalog, name)
            )
        return catalog

    def knows(self, data: bytes) -> bool:
        """Whether a document is as it was last seen."""
        return digest(data) in self.built

    def is_dirty(self, units: Iterable[Unit]) -> bool:
        """Whether translations were changed in the catalog since."""
        return bool(self.translations) and self.translations != self.said_by(units)

    def said_by(self, units: Iterable[Unit]) -> str:
        """The digest of the translations that the document may hold: not of those it does not hold yet."""
        return digest_of(unit for unit in units if not self.awaited or key_of(unit) not in self.awaited)

    def after(self, data: bytes, units: Iterable[Unit], present: bytes | None = None) -> Self:
        """What is known once the document becomes ``data``; ``present`` is what it still is."""
        new = digest(data)
        before = digest(present) if present is not None else new
        built = self.built if self.built[:1] == (new,) else (new,) if before == new else (new, before)
        return replace(self, built=built, translations=self.said_by(units))


def digest(data: bytes) -> str:
    """The same whatever the line ends: version control may turn them on its way to another machine."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return blake2b(lines, digest_size=8).hexdigest()


def digest_of(units: Iterable[Unit]) -> str:
    """What tells the translations of a catalog from others, in whatever order."""
    said = sorted({"\x04".join(unit.targets) for unit in units if any(unit.targets)})
    return blake2b("\x05".join(said).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def is_all_ours(data: bytes, catalog: Catalog) -> bool:
    """Whether a document is as the catalog last knew it, and has nothing of its own."""
    seen = Seen.of(catalog)
    return seen.own is None and seen.knows(data)


def key_of(unit: Unit) -> str:
    """How a unit is named in the header."""
    return naming.key(unit.source, unit.context)


def keys_of(texts: Collection[str]) -> frozenset[str]:
    """How texts of the document's own are named in the header."""
    return frozenset(map(naming.key, texts))
