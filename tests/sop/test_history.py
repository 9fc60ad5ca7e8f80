"""What an SOP has been through, in the order of days, and how far it has come since when."""

from datetime import date

from attrs import evolve
from sop.folder import Folder

from kiosk.sop.content import encode_sop
from kiosk.sop.life import Approval, Withdrawal, history_lines, how_far, life_lines
from kiosk.sop.model import Revision, Sop
from kiosk.text.language import Text

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)


def approval(sop: Sop, day: date, effective: date) -> Approval:
    return Approval(sop.id, "HK", day, sop.digest, encode_sop(sop), effective)


def passport(folder: Folder) -> Sop:
    return folder.pack().sops["paspor"]


def test_what_nobody_has_approved_is_as_far_as_its_file_says(folder: Folder) -> None:
    assert how_far(passport(folder), (), TUESDAY)["id"] == "uji coba"


def test_what_is_in_force_says_since_when_what_comes_and_whether_the_file_was_changed(folder: Folder) -> None:
    sop = passport(folder)
    first, next_one = approval(sop, MONDAY, MONDAY), approval(evolve(sop, digest="b1946ac9"), TUESDAY, FRIDAY)
    assert how_far(sop, (first,), TUESDAY)["id"] == "berlaku sejak Senin, 23 November 2026"
    assert how_far(sop, (first, next_one), TUESDAY)["id"] == (
        "berlaku sejak Senin, 23 November 2026; isi b1946ac9 berlaku Jumat, 27 November 2026;"
        " berkas berubah sejak disahkan"
    )


def test_a_history_tells_what_the_file_says_and_what_was_done_by_whom_day_by_day(folder: Folder) -> None:
    sop = passport(folder)
    revisions = (Revision(1, MONDAY, Text("janji baru")), Revision(2, FRIDAY))
    sop = evolve(sop, file=evolve(sop.file, created=date(2026, 1, 5), trial=date(2026, 3, 2), revision=revisions))
    others = approval(evolve(sop, file=evolve(sop.file, id="anak")), MONDAY, MONDAY)
    acts = (approval(sop, TUESDAY, FRIDAY), others, Withdrawal(sop.id, "RM", date(2026, 12, 1)))
    lines = list(history_lines(sop, acts, date(2026, 12, 2), "id"))
    assert lines[:3] == ["PASPOR", f"paspor, {sop.digest}: dicabut sejak Selasa, 1 Desember 2026", ""]
    assert [line.strip() for line in lines[3:]] == [
        "Sen 5 Jan 2026  konsep",
        "Sen 2 Mar 2026  uji coba",
        "Sen 23 Nov 2026  revisi 1: janji baru",
        f"Sel 24 Nov 2026  disahkan oleh HK, isi {sop.digest}, berlaku Jumat, 27",
        "November 2026",
        "Jum 27 Nov 2026  revisi 2",
        "Sel 1 Des 2026  dicabut oleh RM",
    ]


def test_the_lives_of_a_pack_stand_one_below_the_other(folder: Folder) -> None:
    pack = folder.pack()
    acts = (approval(pack.sops["paspor"], MONDAY, MONDAY),)
    assert list(life_lines(pack, acts, TUESDAY, "en")) == [
        "anak    draft",
        "paspor  in force since Monday, 23 November 2026",
    ]
