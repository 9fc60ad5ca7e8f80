"""The life of an SOP: drafted and tried as its file says, approved, in force and withdrawn by acts that are kept.

What was approved stays in force whatever happens to the file: only another approval changes it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from kiosk.sop.collection import collection
from kiosk.sop.content import decode_sop
from kiosk.sop.labels import LIFE_LABELS
from kiosk.sop.layout import hanging_lines
from kiosk.sop.model import Life, Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import Language, Text, dated, short_date, tr
from kiosk.wire.catalogue import COLLECTION


@frozen
class Approval:
    sop: str
    by: str
    """Code of whoever approved it."""
    day: date
    digest: str
    content: str
    """As `kiosk.sop.content.encode_sop`."""
    effective: date
    """From this day on it is in force."""


@frozen
class Withdrawal:
    """An SOP was withdrawn: nothing of it is in force until it is approved again."""

    sop: str
    by: str
    day: date


LifeAct = Approval | Withdrawal


@frozen
class ApprovalState:
    life: Life | None
    """None as long as nobody has approved it: then its file says how far it is."""
    since: date | None = None
    shown: Approval | None = None
    """What is in force, or will be first."""
    latest: Approval | None = None
    """What was approved last: an edited file is compared with it."""


def approval_state(acts: Iterable[LifeAct], sop: str, today: date) -> ApprovalState:
    """How far the SOP of that id has come by *acts*, which are in the order in which they happened."""
    own = [act for act in acts if act.sop == sop]
    if own and isinstance(own[-1], Withdrawal):
        return ApprovalState("dicabut", own[-1].day)
    ended = max((place for place, act in enumerate(own) if isinstance(act, Withdrawal)), default=-1)
    approvals = [act for act in own[ended + 1 :] if isinstance(act, Approval)]
    if not approvals:
        return ApprovalState(None)
    in_force = [approval for approval in approvals if approval.effective <= today]
    if not in_force:
        return ApprovalState("disahkan", approvals[-1].day, approvals[-1], approvals[-1])
    return ApprovalState("berlaku", max(in_force[-1].effective, in_force[-1].day), in_force[-1], approvals[-1])


def pack_in_force(pack: Pack, acts: Sequence[LifeAct], today: date) -> Pack:
    """*pack* as the office goes by it: approved contents in place of the files, and nothing that was withdrawn.

    What nobody has approved is there in a sample only.
    """
    files = (sop for sop in pack.sops.values() if sop.id != COLLECTION)
    made = (_in_force(sop, approval_state(acts, sop.id, today), pack.office.file.sample) for sop in files)
    sops = {sop.id: sop for sop in made if sop is not None}
    if COLLECTION in pack.sops:
        sops[COLLECTION] = collection(sop.file for sop in sops.values())
    return evolve(pack, sops=sops)


def _in_force(sop: Sop, now: ApprovalState, sample: bool) -> Sop | None:
    if now.life and now.shown and now.latest:
        approved = decode_sop(now.shown.content)
        return evolve(approved, life=now.life, changed=sop.digest != now.latest.digest)
    return sop if sample and now.life is None else None


def history_lines(sop: Sop, acts: Sequence[LifeAct], today: date, language: Language) -> Iterator[str]:
    """How far the SOP of the file *sop* has come, what it says of itself and what was done to it, each with its day."""
    yield sop.name[language].upper()
    yield f"{sop.id}, {sop.digest}: {how_far(sop, acts, today)[language]}"
    yield ""
    for day, words in sorted((*_by_file(sop), *_by_acts(sop.id, acts)), key=lambda row: row[0]):
        yield from hanging_lines(f"  {short_date(day, language):>12}  ", words[language])


def life_lines(pack: Pack, acts: Sequence[LifeAct], today: date, language: Language) -> Iterator[str]:
    wide = max((len(name) for name in pack.sops), default=0) + 2
    for sop in pack.sops.values():
        yield from hanging_lines(f"{sop.id:{wide}}", how_far(sop, acts, today)[language])


def how_far(sop: Sop, acts: Sequence[LifeAct], today: date) -> Text:
    """How far the SOP of the file *sop* has come: since when, and whether the file says something else by now."""
    now = approval_state(acts, sop.id, today)
    if now.life is None or now.since is None:
        return LIFE_LABELS[sop.life]
    text = tr("{l} sejak {d}").format(l=LIFE_LABELS[now.life], d=dated(now.since))
    if now.latest and now.latest.effective > today:
        effective = dated(now.latest.effective)
        text = tr("{s}; isi {i} berlaku {d}").format(s=text, i=now.latest.digest, d=effective)
    if now.latest and now.latest.digest != sop.digest:
        text = Text("{s}; {c}").format(s=text, c=tr("berkas berubah sejak disahkan"))
    return text


def _by_file(sop: Sop) -> Iterator[tuple[date, Text]]:
    if sop.file.created:
        yield sop.file.created, LIFE_LABELS["konsep"]
    if sop.file.trial:
        yield sop.file.trial, LIFE_LABELS["uji-coba"]
    for made in sop.file.revision:
        revision = tr("revisi {n}").format(n=made.number)
        yield made.date, Text("{r}: {n}").format(r=revision, n=made.note) if made.note else revision


def _by_acts(sop_id: str, acts: Iterable[LifeAct]) -> Iterator[tuple[date, Text]]:
    for act in acts:
        if act.sop == sop_id and isinstance(act, Approval):
            text = tr("disahkan oleh {b}, isi {i}, berlaku {d}")
            yield act.day, text.format(b=act.by, i=act.digest, d=dated(act.effective))
        elif act.sop == sop_id:
            yield act.day, tr("dicabut oleh {b}").format(b=act.by)
