"""Printers: a command, a device or a host in the network, each given a slip within a time limit."""

import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import BinaryIO, Final, assert_never

from attrs import field, frozen

from kiosk.config.address import PrintCommand, PrinterAddress, PrinterDevice, PrinterHost
from kiosk.paper.slip import Paper, Slip, as_text
from kiosk.schema.errors import InvalidValue
from kiosk.text.language import tr
from kiosk.text.os_error_text import os_error_text
from kiosk.text.sanitize import fit, sanitize


def escpos_bytes(slip: Slip) -> bytes:
    """Return the bytes that reset the printer, print *slip*, and feed and cut the paper.

    Raises:
        InvalidValue: when the `printer` extra is not installed.
    """
    try:
        from escpos.printer import Dummy  # noqa: PLC0415 (an extra, and 60 ms)
    except ImportError:
        raise InvalidValue(
            tr("pencetak escpos butuh paket python-escpos"), tr("pasang: pip install 'kiosk-antrean[printer]'")
        ) from None
    printer = Dummy()
    printer.hw("INIT")
    for line in slip:
        big = line.kind == "big"
        align = "left" if line.kind == "text" else "center"
        printer.set(align=align, normal_textsize=not big, double_width=big, double_height=big)
        printer.textln(line.text)
    printer.cut()
    output: bytes = printer.output
    return output


PATIENCE: Final = 10.0
"""Seconds that a printer has for one slip."""

_CLOSE_WAIT: Final = 1.0
"""Seconds to wait until a network printer closes the connection; one that never does has printed all the same."""

_MAX_COMPLAINT: Final = 60
"""Columns shown of the error output of a command that failed."""

_MAX_READ: Final = 4096
"""Bytes read of it."""

_CHECK_PRINTER: Final = tr("periksa kertas, kabel, dan daya")
_HUNG_UP: Final = tr("pencetak memutus sambungan di tengah slip")
_SILENT: Final = tr("pencetak tidak menerima data")


@frozen
class Printer:
    """One printer and its paper."""

    address: PrinterAddress
    paper: Paper = field(factory=Paper)
    patience: float = PATIENCE

    def print(self, slip: Slip) -> None:
        """Print *slip*, and return when the printer has all of it.

        Raises:
            InvalidValue: when the printer did not take it all, with what to do where that is known.
        """
        try:
            match self.address:
                case PrintCommand(command):
                    _run(command, as_text(slip, self.paper.width), self.patience)
                case PrinterDevice(path):
                    _write(str(path), escpos_bytes(slip), self.patience)
                case PrinterHost(host, port):
                    _send(host, port, escpos_bytes(slip), self.patience)
                case _:
                    assert_never(self.address)
        except TimeoutError:
            raise InvalidValue(_SILENT, _CHECK_PRINTER) from None
        except OSError as error:
            raise InvalidValue(
                tr("pencetak tidak tercapai ({e})").format(e=os_error_text(error)), _CHECK_PRINTER
            ) from None


def _run(words: tuple[str, ...], text: str, patience: float) -> None:
    """Run a command with *text* as its input. Files in memory, not pipes, which could block both sides."""
    with _memory_file(text.encode()) as given, _memory_file(b"") as complaint:
        child = subprocess.Popen(  # noqa: S603 (the command that IT named)
            words, stdin=given, stdout=subprocess.DEVNULL, stderr=complaint, start_new_session=True
        )
        try:
            status = child.wait(patience)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise TimeoutError from None
        complaint.seek(0)
        message = fit(sanitize(complaint.read(_MAX_READ).decode(errors="replace")), _MAX_COMPLAINT)
    if status:
        failed = tr("{c} gagal: {w}")
        raise InvalidValue(
            failed.format(c=sanitize(words[0], _MAX_COMPLAINT), w=message or f"status {status}"), _CHECK_PRINTER
        )


@contextmanager
def _memory_file(content: bytes) -> Iterator[BinaryIO]:
    with os.fdopen(os.memfd_create("kiosk-slip"), "w+b") as file:
        file.write(content)
        file.seek(0)
        yield file


def _write(path: str, data: bytes, patience: float) -> None:
    """Write to a device, which may be out of paper, for no longer than *patience*."""
    until = time.monotonic() + patience
    device = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        waiting = select.poll()
        waiting.register(device, select.POLLOUT)
        while data:
            left = until - time.monotonic()
            if left <= 0 or not waiting.poll(left * 1000):
                raise TimeoutError
            with suppress(BlockingIOError):
                data = data[os.write(device, data) :]
    finally:
        os.close(device)


def _send(host: str, port: int, data: bytes, patience: float) -> None:
    """Send over the network, and require that the printer reads everything before it hangs up."""
    until = time.monotonic() + patience
    with closing(socket.create_connection((host, port), patience)) as line:
        line.settimeout(max(0.1, until - time.monotonic()))
        try:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            line.settimeout(_CLOSE_WAIT)
            with suppress(TimeoutError):
                while line.recv(1024):
                    pass
        except TimeoutError:
            raise
        except OSError:
            raise InvalidValue(_HUNG_UP, _CHECK_PRINTER) from None
