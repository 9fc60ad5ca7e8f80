"""What an SOP has been through, and how far it has come, as plain text for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kiosk.sop.labels import LIFE_LABELS
from kiosk.sop.life import Approval, LifeAct, approval_state
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.sop.text.layout import hanging
from kiosk.text.language import Language, Text, dated, short_date, tr

CHANGED = tr("berkas berubah sejak disahkan")


def history_lines(sop: Sop, acts: Sequence[LifeAct], today: date, language: Language) -> Iterator[str]:
    """How far the SOP of the file *sop* has come, what it says of itself and what was done to it, each with its day."""
    yield sop.name[language].upper()
    yield f"{sop.id}, {sop.digest}: {how_far(sop, acts, today)[language]}"
    yield ""
    for day, words in sorted((*_by_file(sop), *_by_acts(sop.id, acts)), key=lambda row: row[0]):
        yield from hanging(f"  {short_date(day, language):>12}  ", words[language])


def life_lines(pack: Pack, acts: Sequence[LifeAct], today: date, language: Language) -> Iterator[str]:
    """How far each SOP has come."""
    wide = max((len(name) for name in pack.sops), default=0) + 2
    for sop in pack.sops.values():
        yield from hanging(f"{sop.id:{wide}}", how_far(sop, acts, today)[language])


def how_far(sop: Sop, acts: Sequence[LifeAct], today: date) -> Text:
    """How far the SOP of the file *sop* has come: since when, and whether the file says something else by now."""
    now = approval_state(acts, sop.id, today)
    if now.life is None or now.since is None:
        return LIFE_LABELS[sop.life]
    said = tr("{l} sejak {d}").format(l=LIFE_LABELS[now.life], d=dated(now.since))
    if now.latest and now.latest.effective > today:
        coming = tr("{s}; isi {i} berlaku {d}")
        said = coming.format(s=said, i=now.latest.digest, d=dated(now.latest.effective))
    if now.latest and now.latest.digest != sop.digest:
        said = Text("{s}; {c}").format(s=said, c=CHANGED)
    return said


def _by_file(sop: Sop) -> Iterator[tuple[date, Text]]:
    if sop.file.created:
        yield sop.file.created, LIFE_LABELS["konsep"]
    if sop.file.trial:
        yield sop.file.trial, LIFE_LABELS["uji-coba"]
    for made in sop.file.revision:
        revision = tr("revisi {n}").format(n=made.number)
        note = Text("{r}: {n}").format(r=revision, n=made.note) if made.note else revision
        yield made.date, note


def _by_acts(sop_id: str, acts: Iterable[LifeAct]) -> Iterator[tuple[date, Text]]:
    approved = tr("disahkan oleh {b}, isi {i}, berlaku {d}")
    withdrawn = tr("dicabut oleh {b}")
    for act in acts:
        if act.sop != sop_id:
            continue
        if isinstance(act, Approval):
            yield act.day, approved.format(b=act.by, i=act.digest, d=dated(act.effective))
        else:
            yield act.day, withdrawn.format(b=act.by)
