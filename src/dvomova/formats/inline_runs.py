"""Runs while they are written: what is open, and what has to be closed before something else is."""

from __future__ import annotations

from dvomova.formats.inline import Dialect, Formatting, Level, Place, Wrapper


class Runs:
    """Runs from one place of a paragraph to another."""

    def __init__(self, dialect: Dialect, place: Place, looks: Formatting, gap: str) -> None:
        """Begin at a place of the source.

        Args:
            dialect: how runs are spelt.
            place: where the source stops.
            looks: of the run that is open there.
            gap: spaces that stand there last, in the element that is open.
        """
        self.pieces: list[str] = []
        """What has been written."""
        self.first = ""
        """What is written as soon as no run is open."""
        self._dialect = dialect
        self._wrappers, self._level, self._looks = place.wrappers, place.level, looks
        self._foreign = bool(place.run and place.run.foreign)
        self._drops = place.element >= 0
        """Whether the element that is open is one of the source and drops spaces at its end."""
        self._gap = gap
        """Spaces that stand there last, and would be dropped at its end."""
        self._owed = ""
        """Spaces that are still to be written, in it or behind it."""
        self._held: list[str] | None = None
        """The text of a new element, whose tag depends on it."""

    def enter(self, wrappers: tuple[Wrapper, ...], looks: Formatting) -> None:
        """Be in a run that looks so, within these wrappers."""
        if self._level and not self._foreign and self._is_alike(wrappers, looks):
            return
        self.leave(wrappers)
        self.pieces.append(looks.open)
        self._level, self._looks, self._foreign = Level.RUN, looks, False

    def text(self, text: str) -> None:
        """Write text, as the format spells it, into the run that is open."""
        self._to(Level.TEXT)
        if self._held is not None:
            self._held.append(text)
        else:
            visible = text.rstrip() if self._drops else text
            self.pieces += self._owed, visible
            self._gap, self._owed = "", text[len(visible) :]

    def sign(self, source: str) -> None:
        """Write what stands in a run beside text."""
        self._to(Level.RUN)
        self.pieces.append(source)

    def leave(self, wrappers: tuple[Wrapper, ...]) -> None:
        """Be in no run, within these wrappers."""
        self._close_run()
        kept = 0
        for mine, theirs in zip(self._wrappers, wrappers, strict=False):
            if mine is not theirs:
                break
            kept += 1
        self.pieces += (wrapper.close for wrapper in reversed(self._wrappers[kept:]))
        self.pieces += (wrapper.open for wrapper in wrappers[kept:])
        self._wrappers = wrappers

    def between(self, source: str) -> None:
        """Write what stands between runs."""
        self._close_run()
        self.pieces.append(source)

    def go(self, place: Place) -> None:
        """Be where the source goes on."""
        if self.first:
            self.between("")
        if not (place.run and self._level and self._is_alike(place.wrappers, place.run.formatting)):
            self.leave(place.wrappers)
            if place.run:
                self.pieces.append(place.run.open)
                self._level = Level.RUN
        elif self._held is None and self._drops and place.element < 0:
            self._to(Level.RUN)  # what follows counts on its spaces
        self._to(place.level)
        self.pieces += [self._owed] if self._owed else ()
        if self._held is not None:
            self._open_held(drops=place.element >= 0)
        if place.level == Level.CDATA:
            self.pieces.append("<![CDATA[")

    def _is_alike(self, wrappers: tuple[Wrapper, ...], looks: Formatting) -> bool:
        return self._wrappers == wrappers and self._looks.looks_like(looks)

    def _to(self, level: Level) -> None:
        """Up or down within a run."""
        if self._level == Level.CDATA:
            self.pieces.append("]]>")
            self._level = Level.TEXT
        if self._level == Level.TEXT and level < Level.TEXT:
            self._close_text()
        elif self._level == Level.RUN and level > Level.RUN:
            self._level, self._held, self._drops = Level.TEXT, [], False

    def _close_text(self) -> None:
        if self._held is not None:
            self._open_held(drops=False)
        elif spaces := self._owed or self._gap:
            self.pieces += self._dialect.text_close, self._dialect.text_spaced, spaces
        self.pieces.append(self._dialect.text_close)
        self._level, self._gap, self._owed = Level.RUN, "", ""

    def _open_held(self, *, drops: bool) -> None:
        """Open the element for the text that is held; one that drops spaces if the source does so here."""
        text, self._held = "".join(self._held or ()), None
        inner = text.strip()
        if drops and inner:
            before = text[: text.index(inner)]
            self.pieces += (self._dialect.text_spaced, before, self._dialect.text_close) if before else ()
            self.pieces += self._dialect.text_open, text[len(before) :]
        else:
            plain = inner == text != ""
            self.pieces += self._dialect.text_open if plain else self._dialect.text_spaced, text

    def _close_run(self) -> None:
        if self._level:
            self._to(Level.RUN)
            self.pieces.append(self._looks.close)
            self._level = Level.PARAGRAPH
        self.pieces += [self.first] if self.first else ()
        self.first = ""
