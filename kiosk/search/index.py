"""A search index for words as people type them: parts of words, initials, any order, typing errors.

The standard library's difflib finds typing errors: over the few thousand words of a thousand SOPs it takes milliseconds
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

from kiosk.text.language import Text, tr
from kiosk.wire.catalogue import ShownSop

_WORD: Final = re.compile(r"[^\W_]+")

_OF_TITLE: Final = 5.0
_OF_ROW: Final = 2.0

_EXACT: Final = 1.0
_BEGINNING: Final = 0.8
_WITHIN: Final = 0.6
_SLIP: Final = 0.5
_INITIALS: Final = 0.5
"""How good a match is: the word itself, its beginning, a part of it (*panjang* in *perpanjangan*), one slip away, the
initials of words in a row (*kk* of *kartu keluarga*)."""

_ELSEWHERE: Final = 0.5
"""What a word counts that is not in the text that answers best, but in another of the same entry."""

_SHORTEST_WITHIN: Final = 4
_SHORTEST_SLIP: Final = 3
_SHORTEST_OF_INITIALS: Final = 4
"""Letters of a word from which it is looked for within words, slips in it are forgiven, and it is no little word that
initials leave out."""

_LONGEST_INITIALS: Final = 4

_LEAST_ALIKE: Final = 0.75
_MOST_SLIPS: Final = 8
"""How alike a word with slips is to the one meant, as difflib reckons, and how many words it may mean."""


@frozen
class SearchEntry:
    id: str
    texts: tuple[tuple[float, str], ...]
    """Each with its weight: a title weighs more than a row."""


def entry_of(id: str, titles: Iterable[Text | None], rows: Iterable[Text | None] = ()) -> SearchEntry:
    """Return an entry to be found by its *titles* and *rows*, in both languages."""
    weighed = ((_OF_TITLE, titles), (_OF_ROW, rows))
    texts = {words: weight for weight, texts in weighed for t in texts if t for words in (t.id, t.en) if words}
    return SearchEntry(id, tuple((weight, text) for text, weight in texts.items()))


def standard_entry(sop: ShownSop, menu_names: Iterable[Text] = ()) -> SearchEntry:
    """Return the entry of a standard: by its names, those of the ticket menu included, and by its rows."""
    steps = (step.name for step in sop.all_steps)
    papers = (paper.name for paper in sop.requirements)
    promises = (promise.text for promise in sop.promises)
    fee = tr("Biaya: {s}").format(s=sop.name) if sop.fee_from is not None else None
    return entry_of(
        sop.id, (sop.name, sop.short, Text(sop.id), *sop.known_as, *menu_names), (*steps, *papers, *promises, fee)
    )


def number_forms(ticket: str) -> tuple[str, str, str]:
    """Return a number as shown and as people say it: A012, A12, 12."""
    letter, digits = ticket[:1], ticket[1:].lstrip("0")
    return ticket, f"{letter}{digits}", digits


@frozen
class IndexHit:
    id: str
    text: str
    """The text of the entry that matches best."""


class SearchIndex:
    """An index of entries. A text that several entries share is held once."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        self._order: dict[str, int] = {}
        self._entries: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for entry in entries:
            self._order[entry.id] = len(self._order)
            for weight, text in entry.texts:
                self._entries[text].append((entry.id, weight))
        self._texts: defaultdict[str, list[str]] = defaultdict(list)
        self._initials: defaultdict[str, list[str]] = defaultdict(list)
        self._lengths: dict[str, int] = {}
        for text in self._entries:
            words = search_words(text)
            self._lengths[text] = len(words)
            for word in set(words):
                self._texts[word].append(text)
            long = [word for word in words if len(word) >= _SHORTEST_OF_INITIALS]
            for initials in _initials_of(words) | _initials_of(long):
                self._initials[initials].append(text)
        self._words = sorted(self._texts)

    def find(self, words: str, most: int = 20) -> tuple[IndexHit, ...]:
        """Return at most *most* entries with the most of *words*, by weight of the matches, best first.

        A single letter among words matches a whole word only: it is part of nearly all.
        """
        asked = list(dict.fromkeys(search_words(words)))
        found = [self._matches(word) for word in asked if len(word) > 1 or len(asked) == 1 or word in self._texts]
        ranks = {
            entry: self._rank([texts[entry] for texts in found if entry in texts]) for entry in set().union(*found)
        }
        most_words = max((rank.words for rank in ranks.values()), default=0)
        best = [entry for entry, rank in ranks.items() if rank.words == most_words]
        best.sort(key=lambda entry: (-ranks[entry].score, self._order[entry]))
        return tuple(IndexHit(entry, ranks[entry].text) for entry in best[:most])

    def _matches(self, word: str) -> dict[str, dict[str, float]]:
        """Return the entries with *word*, each with the texts that have it and the weight of the match."""
        found: defaultdict[str, dict[str, float]] = defaultdict(dict)
        known_words = [(self._texts[known], quality) for known, quality in self._alike(word).items()]
        for texts, quality in (*known_words, (self._initials.get(word, ()), _INITIALS)):
            for text in texts:
                for entry, weight in self._entries[text]:
                    found[entry][text] = max(found[entry].get(text, 0.0), quality * weight)
        return found

    def _rank(self, found: list[dict[str, float]]) -> "_Rank":
        """Return the rank of an entry, by the texts that have each word.

        One text with all words and little else ranks above several with a word each.
        """
        texts = {text for word in found for text in word}
        answers = {text: self._answer(text, found) for text in texts}
        best = max(sorted(texts), key=lambda text: answers[text])
        elsewhere = sum(max(word.values()) for word in found if best not in word)
        return _Rank(len(found), answers[best] + _ELSEWHERE * elsewhere, best)

    def _answer(self, text: str, found: list[dict[str, float]]) -> float:
        scores = [word[text] for word in found if text in word]
        return sum(scores) * len(scores) / len(found) * (3 + len(scores) / self._lengths[text]) / 4

    def _alike(self, word: str) -> dict[str, float]:
        """Return the known words that *word* may mean, each with the quality of the match."""
        found = dict.fromkeys(self._beginning_with(word), _BEGINNING)
        slipped = not found
        if word in self._texts:
            found[word] = _EXACT
        if len(word) >= _SHORTEST_WITHIN:
            found.update({known: _WITHIN for known in self._words if word in known and known not in found})
        if slipped and len(word) >= _SHORTEST_SLIP:
            near = get_close_matches(word, self._words, n=_MOST_SLIPS, cutoff=_LEAST_ALIKE)
            found = {**dict.fromkeys(near, _SLIP), **found}
        return found

    def _beginning_with(self, word: str) -> Iterator[str]:
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                return
            yield self._words[place]


def search_words(text: str) -> list[str]:
    """Return the words of *text* in small letters without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def _initials_of(words: list[str]) -> set[str]:
    """Return the initials of every two to four words in a row."""
    firsts, lengths = "".join(word[0] for word in words), range(2, _LONGEST_INITIALS + 1)
    return {firsts[at : at + n] for n in lengths for at in range(len(firsts) - n + 1)}


@frozen
class _Rank:
    words: int
    """How many of the words it has."""
    score: float
    text: str
