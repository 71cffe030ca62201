"""XML as a tree with line numbers, by expat, and without any entities: no file makes us read another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import NoReturn
from xml.parsers import expat

from dvomova.errors import FileError

_DEEPEST = 100
"""TBX has some ten levels."""


@dataclass(slots=True)
class Element:
    """An element."""

    name: str
    """Without its name space."""
    attributes: dict[str, str]
    """By name without name space."""
    line: int
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    """Its text, and that of what is in it, as it comes."""

    @property
    def text(self) -> str:
        """Its text on one line."""
        return " ".join("".join(self.pieces).split())

    @property
    def kind(self) -> str:
        """The data category: what its type says, else (style DCT) its name."""
        return self.attributes.get("type", self.name)

    def all(self, names: Collection[str]) -> Iterator[Element]:
        """The elements in it that are so called, in order."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.all(names)


def parsed(data: bytes, name: str) -> Element:
    """The root of an XML file.

    Raises:
        FileError: it is not well-formed, or has entities of its own; with the line.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    open_ones = [Element("", {}, 0)]

    def begin(tag: str, attributes: dict[str, str]) -> None:
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(tag.rpartition(" ")[2], own, parser.CurrentLineNumber)
        if len(open_ones) > _DEEPEST:
            raise FileError(_("its elements are too deep"), path=name, line=element.line)
        open_ones[-1].children.append(element)
        open_ones.append(element)

    def end(_tag: str) -> None:
        done = open_ones.pop()
        open_ones[-1].pieces += done.pieces

    def entity(*_of: object) -> NoReturn:
        raise FileError(
            _("it has entities of its own, which are not read"),
            path=name,
            line=parser.CurrentLineNumber,
            cure=_("export it without them"),
        )

    def characters(text: str) -> None:
        open_ones[-1].pieces.append(text)

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = parser.SkippedEntityHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FileError(
            _("this is not the XML of a TBX file ({detail})").format(detail=expat.ErrorString(error.code)),
            path=name,
            line=error.lineno,
            cure=_("export it again, or mend the line; nothing was taken in"),
        ) from None
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise FileError(
            _("this is not the XML of a TBX file ({detail})").format(detail=error), path=name, line=1
        ) from None
    return open_ones[0].children[0]
