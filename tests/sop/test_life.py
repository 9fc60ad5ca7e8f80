from datetime import date
from typing import Any

import attrs
import pytest
from sop.folder import Folder

from kiosk.sop.content import decode_sop, encode_sop
from kiosk.sop.life import Approval, ApprovalState, LifeAct, Withdrawal, approval_state, pack_in_force
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)


def approval(sop: Sop, day: date = MONDAY, effective: date = MONDAY) -> Approval:
    return Approval(sop.id, "HK", day, sop.digest, encode_sop(sop), effective)


def sample(pack: Pack) -> Pack:
    file = attrs.evolve(pack.office.file, sample=True)
    return attrs.evolve(pack, office=attrs.evolve(pack.office, file=file))


def renamed(sop: Sop, name: str) -> Sop:
    file = attrs.evolve(sop.file, name=attrs.evolve(sop.file.name, id=name))
    return decode_sop(encode_sop(attrs.evolve(sop, file=file)))


def test_content_comes_back_with_its_digest(folder: Folder) -> None:
    for sop in folder.pack().sops.values():
        back = decode_sop(encode_sop(sop))
        assert back.digest == sop.digest
        assert encode_sop(back) == encode_sop(sop)
        assert attrs.evolve(back, file=sop.file, life=sop.life) == sop
        assert encode_sop(sop).isascii() and "\n" not in encode_sop(sop)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"kind": "kantor"}', '{"kind":"x","id":"a","name":{"id":"A"}}'])
def test_what_is_no_content_is_told(content: str) -> None:
    with pytest.raises(ValueError, match="this is no"):
        decode_sop(content)


def test_content_of_another_program_is_read_as_far_as_it_is_known() -> None:
    content = '{"kind":"kantor","id":"a","name":{"id":"A"},"coming":[1],"life":"berlaku"}'
    assert decode_sop(content).id == "a"


@pytest.mark.parametrize(
    ("make", "today", "life", "since"),
    [
        (lambda a: [], MONDAY, None, None),
        (lambda a: [a(MONDAY, MONDAY)], MONDAY, "berlaku", MONDAY),
        (lambda a: [a(MONDAY, FRIDAY)], TUESDAY, "disahkan", MONDAY),
        (lambda a: [a(MONDAY, FRIDAY)], FRIDAY, "berlaku", FRIDAY),
        (lambda a: [a(MONDAY, MONDAY), a(TUESDAY, FRIDAY)], TUESDAY, "berlaku", MONDAY),
        (lambda a: [a(MONDAY, MONDAY), Withdrawal("paspor", "HK", TUESDAY)], TUESDAY, "dicabut", TUESDAY),
        (
            lambda a: [a(MONDAY, MONDAY), Withdrawal("paspor", "HK", TUESDAY), a(FRIDAY, FRIDAY)],
            FRIDAY,
            "berlaku",
            FRIDAY,
        ),
        (lambda a: [Withdrawal("lain", "HK", MONDAY)], TUESDAY, None, None),
        (lambda a: [a(TUESDAY, MONDAY)], TUESDAY, "berlaku", TUESDAY),
    ],
)
def test_how_far_an_sop_has_come(folder: Folder, make: Any, today: date, life: str, since: date) -> None:
    sop = folder.pack().sops["paspor"]
    acts: list[LifeAct] = make(lambda day, effective: approval(sop, day, effective))
    found = approval_state(acts, "paspor", today)
    assert (found.life, found.since) == (life, since)


def test_nobody_s_acts_are_no_standing() -> None:
    assert approval_state([], "paspor", MONDAY) == ApprovalState(None)


def test_without_a_sample_only_what_was_approved_is_there(folder: Folder) -> None:
    pack = folder.pack()
    assert pack_in_force(pack, [], MONDAY).sops == {}
    made = pack_in_force(pack, [approval(pack.sops["paspor"])], MONDAY)
    assert {name: (sop.life, sop.changed) for name, sop in made.sops.items()} == {"paspor": ("berlaku", False)}


def test_a_sample_shows_drafts_beside_what_was_approved(folder: Folder) -> None:
    pack = sample(folder.pack())
    made = pack_in_force(pack, [approval(pack.sops["anak"])], MONDAY)
    assert {name: sop.life for name, sop in made.sops.items()} == {"anak": "berlaku", "paspor": "uji-coba"}


def test_an_edit_leaves_what_was_approved_in_force_and_shows(folder: Folder) -> None:
    before = sample(folder.pack())
    acts = [approval(before.sops["paspor"])]
    folder.replace("pusat/paspor.toml", 'id = "Paspor", en', 'id = "Paspor sekali", en')
    made = pack_in_force(sample(folder.pack()), acts, FRIDAY).sops["paspor"]
    assert (made.name.id, made.digest, made.changed) == ("Paspor", before.sops["paspor"].digest, True)


def test_a_change_of_what_it_stands_on_changes_no_approved_variation(folder: Folder) -> None:
    before = folder.pack()
    folder.replace("pusat/paspor.toml", "minutes = 10", "minutes = 11")
    made = pack_in_force(folder.pack(), [approval(before.sops["anak"])], FRIDAY).sops["anak"]
    assert made.changed and made.steps == before.sops["anak"].steps


def test_the_older_approval_holds_until_the_day_of_the_newer(folder: Folder) -> None:
    pack = folder.pack()
    old, new = pack.sops["paspor"], renamed(pack.sops["paspor"], "Paspor elektronik")
    acts = [approval(old), approval(new, TUESDAY, FRIDAY)]
    assert pack_in_force(pack, acts, TUESDAY).sops["paspor"].name == old.name
    assert pack_in_force(pack, acts, FRIDAY).sops["paspor"].name == new.name


def test_what_was_withdrawn_is_gone_from_a_sample_too(folder: Folder) -> None:
    pack = sample(folder.pack())
    acts: list[LifeAct] = [approval(pack.sops["paspor"]), Withdrawal("paspor", "HK", TUESDAY)]
    assert list(pack_in_force(pack, acts, TUESDAY).sops) == ["anak"]
