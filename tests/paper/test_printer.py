"""Real commands, files and sockets as printers: well ones, silent ones, and those that give up midway."""

import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from waiting import until

from kiosk.config.address import PrintCommand, PrinterDevice, PrinterHost, printer_address
from kiosk.paper.printer import Printer, escpos_bytes
from kiosk.paper.slip import Paper, SlipLine
from kiosk.schema.errors import InvalidValue

SLIP = (SlipLine("TANDA TERIMA", "middle"), SlipLine("K7Q2-M9XA-3", "big"), SlipLine("Siap  Senin, 30 November"))


def script(folder: Path, body: str) -> PrintCommand:
    """A command that is a Python script."""
    file = folder / "print.py"
    file.write_text(f"import sys, os, time, pathlib\n{body}\n")
    return PrintCommand((sys.executable, str(file), str(folder / "out")))


def refused(printer: Printer, slip: tuple[SlipLine, ...] = SLIP) -> str:
    """What is said when *printer* does not print."""
    with pytest.raises(InvalidValue) as wrong:
        printer.print(slip)
    assert wrong.value.hint
    return wrong.value.text["en"]


def test_a_command_gets_the_text_on_its_standard_input(tmp_path: Path) -> None:
    command = script(tmp_path, "pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())")
    Printer(command, Paper(32)).print((*SLIP, SlipLine("José")))
    assert (tmp_path / "out").read_text("utf-8") == (
        "          TANDA TERIMA\n          K7Q2-M9XA-3\nSiap  Senin, 30 November\nJosé\n"
    )


def test_a_command_that_fails_is_quoted(tmp_path: Path) -> None:
    said = refused(Printer(script(tmp_path, "sys.exit('lp: no \\x1b[31mdestination')")))
    assert said.endswith("failed: lp: no �[31mdestination")


def test_a_command_that_fails_without_a_word_is_told_by_its_status(tmp_path: Path) -> None:
    assert refused(Printer(script(tmp_path, "sys.exit(3)"))).endswith("failed: status 3")


def test_a_command_that_is_not_there_is_told() -> None:
    assert refused(Printer(PrintCommand(("/no/such/lp",)))) == "no printer there (that file or its folder is not there)"


def test_a_command_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    body = "child = os.fork()\nif child: pathlib.Path(sys.argv[1]).write_text(str(child))\ntime.sleep(600)"
    assert refused(Printer(script(tmp_path, body), patience=2.0)) == "the printer takes nothing"
    child = int((tmp_path / "out").read_text())
    state = Path(f"/proc/{child}/stat")
    until(lambda: not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def test_a_device_gets_the_bytes(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.touch()
    Printer(PrinterDevice(device)).print(SLIP)
    assert device.read_bytes() == escpos_bytes(SLIP)


def test_a_device_that_is_not_there_or_that_nobody_may_write_is_told(tmp_path: Path) -> None:
    assert (
        refused(Printer(PrinterDevice(tmp_path / "lp0"))) == "no printer there (that file or its folder is not there)"
    )
    assert refused(Printer(PrinterDevice(tmp_path))) == "no printer there (that is a folder, not a file)"


def test_a_device_out_of_paper_holds_nobody_up(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    full = os.open(device, os.O_WRONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(BlockingIOError):
            while True:
                os.write(full, b" " * 4096)
        assert refused(Printer(PrinterDevice(device), patience=0.05)) == "the printer takes nothing"
    finally:
        os.close(full)
        os.close(reader)


@contextmanager
def listening() -> Iterator[tuple[socket.socket, PrinterHost]]:
    """A port of this machine."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server, PrinterHost("127.0.0.1", server.getsockname()[1])


def test_a_network_printer_gets_the_bytes() -> None:
    with listening() as (server, address):
        got = bytearray()

        def read() -> None:
            line, _ = server.accept()
            with closing(line):
                while some := line.recv(4096):
                    got.extend(some)

        reader = Thread(target=read)
        reader.start()
        Printer(address).print(SLIP)
        reader.join(10)
    assert got == escpos_bytes(SLIP)


def test_a_network_printer_that_hangs_up_midway_has_not_printed() -> None:
    with listening() as (server, address):

        def hang_up() -> None:
            line, _ = server.accept()
            line.recv(10)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()

        reader = Thread(target=hang_up)
        reader.start()
        assert refused(Printer(address)) == "the printer hung up in the middle of the slip"
        reader.join(10)


def test_a_network_printer_that_is_off_is_told() -> None:
    with listening() as (_, address):
        pass
    assert refused(Printer(address)) == "no printer there (the connection is refused)"


def test_printers_are_written_as_a_command_a_device_or_a_host() -> None:
    assert printer_address("lp -d 'struk loket'") == PrintCommand(("lp", "-d", "struk loket"))
    assert printer_address("escpos:/dev/usb/lp0") == PrinterDevice(Path("/dev/usb/lp0"))
    assert printer_address("escpos://10.0.0.9") == PrinterHost("10.0.0.9", 9100)
    assert printer_address("escpos://[fe80::1]:9101/") == PrinterHost("fe80::1", 9101)


@pytest.mark.parametrize(
    "text", ["", "  ", "lp 'x", "escpos:", "escpos://", "escpos:lp0", "escpos://h:x", "escpos://a@h", "escpos://h/x"]
)
def test_what_is_no_printer_is_refused_with_examples(text: str) -> None:
    with pytest.raises(InvalidValue) as wrong:
        printer_address(text)
    assert wrong.value.hint and "escpos:/dev/usb/lp0" in wrong.value.hint["id"]
