"""Runs while they are written: what is open, and what has to be closed before something else is."""

from __future__ import annotations

from dvomova.formats.inline.records import Dialect, Formatting, Level, Place, Wrapper


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
        """What is written as soon as no run is open within the wrappers ``home``."""
        self.home: tuple[Wrapper, ...] = ()
        self._dialect = dialect
        self._wrappers, self._level, self._looks = place.wrappers, place.level, looks
        self._close = place.run.close if place.run else ""
        """What ends the run that is open."""
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
        self._level, self._looks, self._close, self._foreign = Level.RUN, looks, looks.close, False

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
        if self.first and wrappers == self.home:
            self.pieces.append(self.first)
            self.first = ""

    def between(self, source: str) -> None:
        """Write what stands between runs."""
        self._close_run()
        self.pieces.append(source)

    def go(self, place: Place) -> None:
        """Be where the source goes on."""
        if self.first:
            self.leave(self.home)
        run = place.run
        stays = run and self._level and self._close == run.close
        if not (run and stays and self._is_alike(place.wrappers, run.formatting)):
            self.leave(place.wrappers)
            if run:
                self.pieces.append(run.open)
                self._level = Level.RUN
        elif self._held is None and self._drops and place.element < 0:
            self._to(Level.RUN)  # what follows counts on its spaces
        self._to(place.level)
        self.pieces += [self._owed] if self._owed else ()
        if self._held is not None:
            self._open_held(self._dialect.text_open if place.element >= 0 else self._dialect.text_spaced)
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
            text = "".join(self._held)
            spaced = not text or text != text.strip()
            self._open_held(self._dialect.text_spaced if spaced else self._dialect.text_open)
        elif spaces := self._owed or self._gap:
            self.pieces += self._dialect.text_close, self._dialect.text_spaced, spaces
        self.pieces.append(self._dialect.text_close)
        self._level, self._gap, self._owed = Level.RUN, "", ""

    def _open_held(self, tag: str) -> None:
        """Open the element for the text that is held by that tag, so that no space of it is dropped."""
        text, self._held = "".join(self._held or ()), None
        inner = text.lstrip()
        if not inner:
            tag = self._dialect.text_spaced
        elif tag == self._dialect.text_open and text != inner:
            before = text[: -len(inner)]
            self.pieces += self._dialect.text_spaced, before, self._dialect.text_close
            text = inner
        self.pieces += tag, text

    def _close_run(self) -> None:
        if self._level:
            self._to(Level.RUN)
            self.pieces.append(self._close)
            self._level = Level.PARAGRAPH
