"""The filter that tells a key pressed by a person, a scanner's burst and a key held down apart.

A person's fingers leave silence round a key; a scanner and a pasted text do not; a held key repeats itself. Telling
them apart takes only time, which comes in as seconds of any clock that never goes back.
"""

from typing import Final

from attrs import frozen

SILENCE: Final = 0.060
"""Seconds after which a single key was a person's; what comes closer together is a burst."""

REPEAT: Final = 0.300
"""Seconds without a key after which it counts as pressed anew."""

REPEAT_SILENCE: Final = 0.150
"""Seconds of silence that the key acted upon last needs: keyboards wait up to 0.7 s before a held key repeats itself,
longer than `REPEAT`, and then repeat it at least every 0.1 s."""

LONGEST_BURST: Final = 80
"""Characters kept of a burst; the longest code is a fraction of it."""

MOVES: Final = frozenset(("up", "down", "left", "right", "escape"))
"""Keys that no scanner sends and that do no harm when held: they act at once."""


@frozen
class KeyPress:
    """A key that a person pressed: a capital, a digit, a sign, or a name such as `space`."""

    key: str


@frozen
class ScannedCode:
    """The characters of a burst, without ENTER."""

    code: str


KeyInput = KeyPress | ScannedCode


class KeyFilter:
    def __init__(self) -> None:
        self._burst: list[str] = []
        self._at = float("-inf")
        self._seen: dict[str, float] = {}
        self._dropped = ""
        self._acted = ""

    def add(self, key: str, at: float) -> tuple[KeyInput, ...]:
        """Add *key*, which came *at*; return what the silence before it has settled, and *key* if it needs none."""
        if key in MOVES:
            return (KeyPress(key),)
        settled = self._before(key, at)
        held = at - self._seen.get(key, float("-inf")) < REPEAT
        self._seen[key] = at
        if self._dropped and at - self._at < SILENCE:
            self._burst = [self._dropped]
        self._dropped = "" if self._burst or not held else key
        if not self._dropped:
            self._burst.append(key)
        self._at = at
        return settled

    def settle(self, at: float) -> tuple[KeyInput, ...]:
        """Return what the silence until *at* has settled."""
        return self._take() if self._burst and at - self._at >= self._patience() else ()

    def due(self, at: float) -> float | None:
        """Return the seconds from *at* until `settle` may give something; None where nothing waits."""
        return max(0.0, self._at + self._patience() - at) if self._burst else None

    def _patience(self) -> float:
        return REPEAT_SILENCE if self._burst == [self._acted] else SILENCE

    def _before(self, key: str, at: float) -> tuple[KeyInput, ...]:
        if not self._burst or at - self._at < SILENCE:
            return ()
        if self._burst == [key]:
            self._burst = []  # the same key again within its patience is held down
            return ()
        return self._take()

    def _take(self) -> tuple[KeyInput, ...]:
        burst, self._burst = self._burst, []
        if len(burst) == 1:
            self._acted = burst[0]
            return (KeyPress(burst[0]),)
        if len(set(burst)) == 1:
            return ()
        code = "".join(" " if key == "space" else key for key in burst if len(key) == 1 or key == "space")
        return (ScannedCode(code[:LONGEST_BURST]),) if code else ()
