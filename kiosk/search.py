"""Finding by words, as people type them: parts of words, several words in any order, slips of the finger.

The standard library's difflib forgives the slips: over the few thousand words of a thousand SOPs it takes milliseconds
(bench/search.py). rapidfuzz is faster but compiled, and terminals run on pure Python.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from attrs import frozen

from kiosk.language import Text

_WORD: Final = re.compile(r"[^\W_]+")

_OF_TITLE: Final = 5.0
_OF_ROW: Final = 2.0

_EXACT: Final = 1.0
_BEGINNING: Final = 0.8
_WITHIN: Final = 0.6
_SLIP: Final = 0.5
"""How good a match is: the word itself, its beginning, a part of it (*panjang* in *perpanjangan*), one slip away."""

_SHORTEST_WITHIN: Final = 4
_SHORTEST_SLIP: Final = 4
"""Letters of a word from which it is looked for within words, and slips in it are forgiven."""

_LEAST_ALIKE: Final = 0.75
_MOST_SLIPS: Final = 8
"""How alike a word with slips is to the one meant, as difflib reckons, and how many words it may mean."""


@frozen
class Entry:
    """Something to be found."""

    id: str
    texts: tuple[tuple[float, str], ...]
    """What it says, each with its weight: a title weighs more than a remark."""


def entry_of(id: str, titles: Iterable[Text | None], rows: Iterable[Text | None] = ()) -> Entry:
    """What goes by those *titles* and says those *rows*, to be found in both languages."""
    weighed = ((_OF_TITLE, titles), (_OF_ROW, rows))
    texts = {said: weight for weight, texts in weighed for text in texts if text for said in (text.id, text.en) if said}
    return Entry(id, tuple((weight, text) for text, weight in texts.items()))


def number_forms(ticket: str) -> tuple[str, str, str]:
    """A number as it is on the wall and as people say it: A012, A12, 12."""
    letter, digits = ticket[:1], ticket[1:].lstrip("0")
    return ticket, f"{letter}{digits}", digits


@frozen
class Hit:
    """Something found."""

    id: str
    text: str
    """Of its texts the one that the words were found in best."""


class Index:
    """Entries made ready for finding. Texts that several entries share are kept once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._order: dict[str, int] = {}
        self._said: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for entry in entries:
            self._order[entry.id] = len(self._order)
            for weight, text in entry.texts:
                self._said[text].append((entry.id, weight))
        self._texts: defaultdict[str, list[str]] = defaultdict(list)
        for text in self._said:
            for word in set(words_of(text)):
                self._texts[word].append(text)
        self._words = sorted(self._texts)

    def find(self, words: str, most: int = 20) -> tuple[Hit, ...]:
        """At most *most* entries, best first: those that have most of *words*, where they weigh most."""
        found = [self._found(word) for word in dict.fromkeys(words_of(words))]
        ranks = {entry: _rank([texts[entry] for texts in found if entry in texts]) for entry in set().union(*found)}
        most_words = max((rank.words for rank in ranks.values()), default=0)
        best = [entry for entry, rank in ranks.items() if rank.words == most_words]
        best.sort(key=lambda entry: (-ranks[entry].score, self._order[entry]))
        return tuple(Hit(entry, ranks[entry].text) for entry in best[:most])

    def _found(self, word: str) -> dict[str, dict[str, float]]:
        """The entries that have *word*, each with its texts that have it and how much that weighs."""
        found: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for known, quality in self._alike(word).items():
            for text in self._texts[known]:
                for entry, weight in self._said[text]:
                    found[entry][text] = max(found[entry].get(text, 0.0), quality * weight)
        return found

    def _alike(self, word: str) -> dict[str, float]:
        """The known words that *word* may mean, each with how well it matches."""
        found = dict.fromkeys(self._beginning_with(word), _BEGINNING)
        if word in self._texts:
            found[word] = _EXACT
        if len(word) >= _SHORTEST_WITHIN:
            found.update({known: _WITHIN for known in self._words if word in known and known not in found})
        if word not in self._texts and len(word) >= _SHORTEST_SLIP:
            near = get_close_matches(word, self._words, n=_MOST_SLIPS, cutoff=_LEAST_ALIKE)
            found = {**dict.fromkeys(near, _SLIP), **found}
        return found

    def _beginning_with(self, word: str) -> Iterator[str]:
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                return
            yield self._words[place]


def words_of(text: str) -> list[str]:
    """The words of *text* in small letters without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _WORD.findall(plain)


@frozen
class _Rank:
    """How well an entry answers."""

    words: int
    """Of those asked for, how many it has."""
    score: float
    text: str


def _rank(found: list[dict[str, float]]) -> _Rank:
    """The rank of an entry that has each word in those texts: words that stand together count twice."""
    together: defaultdict[str, float] = defaultdict(float)
    for texts in found:
        for text, score in texts.items():
            together[text] += score
    text = max(together, key=lambda text: together[text])
    return _Rank(len(found), sum(max(texts.values()) for texts in found) + together[text], text)
