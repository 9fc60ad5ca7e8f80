"""All standards of a pack as plain text for a terminal."""

from collections.abc import Iterator

from kiosk.language import Language, tr
from kiosk.sop.pack import Pack
from kiosk.sop.text.lines import hanging
from kiosk.sop.words import KIND_WORDS, LIVES


def pack_lines(pack: Pack, language: Language) -> Iterator[str]:
    """Every SOP on a line or two, under its kind."""
    wide = max((len(name) for name in pack.sops), default=0) + 2
    for kind, words in KIND_WORDS.items():
        sops = [sop for sop in pack.sops.values() if sop.kind == kind]
        if sops:
            yield from ("", words[language].upper())
        for sop in sops:
            queue = pack.office.queue_of(sop.id)
            line = f"{sop.name[language]}; {LIVES[sop.life][language]}"
            if queue:
                line += "; " + tr("antrean {l}").format(l=queue.letter)[language]
            yield from hanging(f"  {sop.id:{wide}}", line)
