"""The emergency message: two lines to be read across the room, one in English, one sentence.

A screen too small for all of it as big text shows pages in turn, in Indonesian and then in English.
"""

from collections.abc import Iterator, Sequence

from kiosk.text.language import Language, tr
from kiosk.text.sanitize import cells, fit
from kiosk.ui.big_text import HEIGHTS, big_text, big_text_width, has_glyphs
from kiosk.ui.lobby.grid import GRIDS, Area
from kiosk.ui.lobby.labels import DOT, the_other
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, justify, pad_rows, plain_text, row, wrap
from kiosk.wire.board import Notice

EMERGENCY = tr("DARURAT")
_PAGES = 4
"""Most pages: with more, all is plain text, since whoever comes must see the whole soon."""
Block = tuple[str, ...]
"""Some words as big text, or plain where that is too wide."""


def emergency_rows(view: View, area: Area) -> Rows:
    """White on red from edge to edge, in the biggest letters at which all fits, else in pages."""
    notice = view.emergency
    if notice is None:
        return ()
    indent = GRIDS[area.size].margin
    width = area.width - 2 * indent
    drawn = _at_once(view, notice, width, area.height) or _in_turn(view, notice, width, area.height)
    return tuple(_plate(line, area.width, indent) for line in pad_rows(drawn, area.height))


def _title(notice: Notice, language: Language) -> Row:
    kind = DOT + notice.kind[language].upper() if notice.kind else ""
    return row(EMERGENCY[language] + kind)


def _sentence(notice: Notice, language: Language, width: int) -> Rows:
    """The sentence; where nothing else is in English, in both languages."""
    text = notice.text
    if text is None:
        return ()
    both = dict.fromkeys((text[language], text[the_other(language)])) if notice.line_en is None else (text[language],)
    return tuple(row(line) for words in both for line in wrap(words, width, 3))


def _at_once(view: View, notice: Notice, width: int, room: int) -> Rows:
    """The whole message; nothing where it does not fit."""
    title, said = _title(notice, view.language), _sentence(notice, view.language, width)
    for lines, height, english, small in _ways(notice, width):
        texts = [*((line, height) for line in lines), *((part, small) for part in english)]
        spare = room - 1 - len(said) - sum(tall + 1 for _, tall in texts) + 1
        if lines and spare >= 0 and all(_fits(text, width, tall) for text, tall in texts):
            return _arrange(title, [big_text(*text) for text in texts], said, spare, len(english))
    return ()


def _ways(notice: Notice, width: int) -> Iterator[tuple[list[str], int, list[str], int]]:
    """The lines and their height, the English line in parts and its height, the best way first.

    English as big text comes before the size of the others, since a guest must see it too; then lines that are not
    broken; then height.
    """
    english = notice.line_en
    guests = ((10, [english]), (5, [english]), (5, _break_line(english, width, 5))) if english else ((0, []),)
    for small, parts in guests:
        for whole in (True, False):
            for height in (each for each in HEIGHTS if each > small or each == small == HEIGHTS[-1]):
                broken = [part for line in notice.lines for part in _break_line(line, width, height)]
                yield list(notice.lines) if whole else broken, height, parts, small


def _in_turn(view: View, notice: Notice, width: int, room: int) -> Rows:
    """The page whose turn it is: the lines in Indonesian, then in English, each in its biggest letters."""
    word = (EMERGENCY["id"],) if _fits(EMERGENCY["id"], width, HEIGHTS[-1]) else ()
    told: tuple[tuple[Language, Sequence[str]], ...] = (
        ("id", notice.lines or word),
        ("en", (notice.line_en,) if notice.line_en else ()),
    )
    pages = [
        (language, page)
        for language, lines in told
        for page in _pages(lines, width, room - 1 - len(_sentence(notice, language, width)))
    ]
    if not 0 < len(pages) <= _PAGES:
        texts = (*notice.lines, *filter(None, (notice.line_en,)))
        rows = (row(part) for text in texts for part in wrap(text, width, 4))
        return (_title(notice, view.language), *rows, *_sentence(notice, view.language, width))
    turn = view.page_of_emergency(len(pages))
    language, blocks = pages[turn]
    number = row(f"{turn + 1}/{len(pages)}" if len(pages) > 1 else "")
    said = _sentence(notice, language, width)
    spare = room - 1 - len(said) - _rows(blocks)
    return _arrange(justify(_title(notice, language), number, width), blocks, said, spare, 0)


def _pages(lines: Sequence[str], width: int, room: int) -> list[list[Block]]:
    """*lines* on as few pages as can be, in the biggest letters at which that is so; none where there is no room."""
    ways = [_pages_of_height(lines, width, room, height) for height in HEIGHTS if height <= room]
    words = [sum(len(block) == 1 for page in pages for block in page) for pages in ways]
    return min((pages for pages, plainly in zip(ways, words, strict=True) if plainly == words[-1]), key=len, default=[])


def _pages_of_height(lines: Sequence[str], width: int, room: int, height: int) -> list[list[Block]]:
    """*lines* in letters of *height*; one that is broken stays on one page where it can."""
    pages: list[list[Block]] = []
    for line in lines:
        parts = _break_line(line, width, height)
        blocks = [big_text(part, height) if _fits(part, width, height) else (fit(part, width),) for part in parts]
        for some in [blocks] if _rows(blocks) <= room else [[block] for block in blocks]:
            if pages and _rows([*pages[-1], *some]) <= room:
                pages[-1] += some
            else:
                pages.append(some)
    return pages


def _rows(blocks: Sequence[Block]) -> int:
    """Rows of *blocks* with a blank one between each two."""
    return sum(map(len, blocks)) + max(0, len(blocks) - 1)


def _arrange(head: Row, blocks: Sequence[Block], said: Rows, spare: int, english: int) -> Rows:
    """The parts one below the other; *spare* rows go around the title, before the sentence, and before English.

    What is left over is shared out above and below. The last *english* of the blocks are in English.
    """
    title = (BLANK, head, BLANK) if spare >= 3 else (head,)
    last = (BLANK,) * (spare >= 3 or spare == 1)
    apart = (BLANK,) * (english > 0 and spare >= 5)
    drawn: list[Row] = []
    for place, block in enumerate(blocks):
        if place == len(blocks) - english:
            drawn += apart
        drawn += [*map(row, block), BLANK]
    left_over = spare - (len(title) - 1) - len(last) - len(apart)
    return (*(BLANK,) * (left_over // 2), *title, *drawn[:-1], *last, *said)


def _break_line(line: str, width: int, height: int) -> list[str]:
    """Parts of *line*, broken at words so that each fits as big text."""
    parts: list[str] = []
    for word in line.split():
        longer = f"{parts[-1]} {word}" if parts else word
        if parts and big_text_width(longer, height) <= width:
            parts[-1] = longer
        else:
            parts.append(word)
    return parts


def _fits(text: str, width: int, height: int) -> bool:
    return has_glyphs(text) and big_text_width(text, height) <= width


def _plate(line: Row, width: int, indent: int) -> Row:
    """*line* as a full row of the plate."""
    text = fit(" " * indent + plain_text(line), width)
    return (TextRun(text + " " * (width - cells(text)), "emergency"),)
