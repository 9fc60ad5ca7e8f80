"""Parking, resuming, undoing and transferring by keys alone, against a real endpoint and its rules."""

import os
import signal
import time
from contextlib import AbstractContextManager
from pathlib import Path

from casework import case_pack
from endpoint.house import PIN, House, act, document, issue, opened
from pseudo import Program, kiosk


def at_counter_3(house: House, token: Path) -> AbstractContextManager[Program]:
    """`kiosk counter` at counter 3, on a terminal of its own."""
    token.touch(0o600)
    token.write_text(house.tokens["loket-3"], "ascii")
    command = ("counter", "--endpoint", house.url, "--token-file", str(token))
    return kiosk(*command, columns=80, rows=24, TERM="linux")


def press(program: Program, key: str, shown: str) -> None:
    """A key, and what the screen then says."""
    program.press(key)
    program.until(lambda text: shown in text)


def time_of_a_finger(program: Program) -> None:
    """As long as a person takes to press the same key again."""
    begun = time.monotonic()
    program.until(lambda _: time.monotonic() - begun > 0.5)


def test_a_person_steps_aside_comes_back_and_a_slip_is_undone(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as house, at_counter_3(house, tmp_path / "token") as program:
        ticket = issue(house.client("mesin"), service="pengaduan")["ticket"]
        program.until(lambda text: "TERKUNCI" in text)
        program.press(f"{PIN}\r")
        program.until(lambda text: "LOKET 3" in text and "J buka loket" in text)
        press(program, "j", f"P panggil {ticket}")
        press(program, "p", "panggilan ke-1")
        press(program, "m", "T tunda")
        press(program, "t", f"TUNDA {ticket}")
        press(program, "1", "→ 1 fotokopi")
        time_of_a_finger(program)
        press(program, "t", f"L lanjutkan {ticket}")
        press(program, "z", f"Diurungkan: tunda {ticket}.")
        assert document(house.client("loket-3"), "3")["visit"]["state"] == "serving"
        time_of_a_finger(program)
        press(program, "t", f"TUNDA {ticket}")
        press(program, "2", "→ 2 pembayaran")
        time_of_a_finger(program)
        press(program, "t", f"L lanjutkan {ticket}")
        press(program, "l", "M mulai")
        assert document(house.client("loket-3"), "3")["visit"]["state"] == "called"
        press(program, "m", "A alihkan")
        press(program, "a", f"ALIHKAN {ticket} KE LAYANAN")
        press(program, "1", "→ 1 ")
        time_of_a_finger(program)
        press(program, "a", f"{ticket} menunggu lagi, untuk layanan")
        assert document(house.client("loket-3"), "3").get("visit") is None
        os.kill(program.process.pid, signal.SIGTERM)
        assert program.status() == 0


def test_somebody_signs_on_locks_is_taken_over_and_signs_off(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "data", staffed=False) as house,
        at_counter_3(house, tmp_path / "token") as program,
        house.client("loket-3") as client,
    ):
        ticket = issue(house.client("mesin"), service="pengaduan")["ticket"]
        program.until(lambda text: "LOKET 3: PETUGAS MASUK" in text)
        press(program, "p3\r", "ENTER masuk")
        press(program, f"{PIN[:-1]}0\r", "Kode petugas atau PIN salah.")
        press(program, f"{PIN}\r", "J buka loket")
        press(program, "j", f"P panggil {ticket}")
        press(program, "p", "panggilan ke-1")
        press(program, "m", "Layanan")
        press(program, "q", "LOKET 3 TERKUNCI")
        assert "masih dilayani, waktu berjalan" in program.text and "Informasi" not in program.text
        assert PIN not in program.text
        press(program, "p1\r", "Petugas   P1")
        press(program, f"{PIN}\r", "petugas P1")
        assert document(client, "3")["who"] == "P1" and document(client, "3")["visit"]["ticket"] == ticket
        press(program, "e", "masih dilayani")
        time_of_a_finger(program)
        press(program, "s", f"SELESAI: {ticket}")
        press(program, "1", "simpan")
        time_of_a_finger(program)
        press(program, "s", "E keluar")
        time_of_a_finger(program)
        press(program, "e", "PETUGAS P1 KELUAR")
        time_of_a_finger(program)
        press(program, "e", "LOKET 3: PETUGAS MASUK")
        assert document(client, "3").get("who") is None and document(client, "3")["state"] == "closed"
        os.kill(program.process.pid, signal.SIGTERM)
        assert program.status() == 0
    assert PIN.encode() not in b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())


def test_a_receipt_typed_by_hand_is_found_and_brought_to_the_visit_at_hand(tmp_path: Path) -> None:
    with opened(tmp_path / "data", pack=case_pack()) as house, at_counter_3(house, tmp_path / "token") as program:
        boss = house.client("atas")
        first = issue(house.client("mesin"), service="paspor")["ticket"]
        act(boss, "set-counter", "1", state="open")
        act(boss, "call-next", "1")
        act(boss, "start", "1")
        act(boss, "step-done", "1", step="periksa")
        program.until(lambda text: "TERKUNCI" in text)
        press(program, f"{PIN}\r", "J buka loket")
        press(program, "j", f"P panggil {first}")
        press(program, "p", "panggilan ke-1")
        press(program, "m", "Layanan")
        press(program, "c", "CARI")
        press(program, first.lower(), "dilayani di loket ini")
        press(program, "\x7f" * 4, "SOP")
        (code,) = (case["code"] for case in document(house.client("loket-3"), "3")["visit"]["cases"])
        press(program, code.lower().replace("-", "").replace("0", "o"), f"→ {code}")
        press(program, "\r", "TAHAP SELESAI")
        assert f"pakai untuk {first}" in program.text
        program.press("\x1b[C")
        program.until(lambda text: "CARI" not in text and "pakai untuk" not in text and code in text)
        os.kill(program.process.pid, signal.SIGTERM)
        assert program.status() == 0
