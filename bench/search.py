"""Finding among 1,000 SOPs of different words, every word asked for misspelt, beside reading all their texts once.

Hold: found among the first three >= 95 %; <= 0.3 x the yardstick, so that each key typed at a counter answers at once.
Usage: `python bench/search.py`.
"""

import random
import time

from kiosk.config.resources import resource_folder
from kiosk.search.index import SearchEntry, SearchIndex, search_words
from kiosk.sop.file.load import load_pack

SOPS = 1000
QUESTIONS = 200


def entries(chance: random.Random) -> list[SearchEntry]:
    """SOPs with the rows of the shipped ones, names of their own and some rows of their own."""
    sops = load_pack(resource_folder("sops")).sops.values()
    rows = [[*(step.name.id for step in sop.steps), *(paper.name.id for paper in sop.file.requirement)] for sop in sops]
    syllables = [a + b for a in "bcdfghjklmnprstwy" for b in "aiueo"]
    names = ["".join(chance.choices(syllables, k=3)) + chance.choice(["", "n", "ng", "r"]) for _ in range(3000)]

    def said(words: int) -> str:
        return " ".join(chance.choices(names, k=words))

    def entry(name: str) -> SearchEntry:
        of_its_own = (said(5) for _ in range(6))
        return SearchEntry(name, ((5.0, said(4)), *((2.0, row) for row in (*chance.choice(rows), *of_its_own))))

    return [entry(f"s{n}") for n in range(SOPS)]


def slipped(word: str, chance: random.Random) -> str:
    """*word* with one slip: a letter more, less, other, or two swapped."""
    place = chance.randrange(len(word) - 1)
    before, two, after = word[:place], word[place : place + 2], word[place + 2 :]
    other = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return before + chance.choice([two[1], two[0] + other + two[1], other + two[1], two[::-1]]) + after


def main() -> None:
    chance = random.Random(1)
    made = entries(chance)
    start = time.process_time()
    index = SearchIndex(made)
    built = time.process_time() - start
    asked = [
        (e.id, " ".join(slipped(w, chance) for w in e.texts[0][1].split()[:2]))
        for e in chance.choices(made, k=QUESTIONS)
    ]
    start = time.process_time()
    answers = [[hit.id for hit in index.find(words, 3)] for _, words in asked]
    ours = (time.process_time() - start) / QUESTIONS
    start = time.process_time()
    for entry in made:
        for _, text in entry.texts:
            search_words(text)
    yardstick = time.process_time() - start
    found = sum(name in answer for (name, _), answer in zip(asked, answers, strict=True)) / QUESTIONS
    print(f"index of {SOPS} SOPs made in     {built * 1000:7.1f} ms of CPU")
    print(f"all their texts read once     {yardstick * 1000:7.1f} ms")
    print(f"an answer, every word misspelt {ours * 1000:6.1f} ms   {ours / yardstick:4.2f} x   (hold <= 0.3)")
    print(f"the one meant among the first three: {found:.1%}   (hold >= 95 %)")


if __name__ == "__main__":
    main()
