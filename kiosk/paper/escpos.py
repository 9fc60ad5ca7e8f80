"""A slip as the bytes that receipt printers take (ESC/POS)."""

from kiosk.language import tr
from kiosk.paper.sheet import Slip
from kiosk.structure.fault import Wrong


def escpos_bytes(slip: Slip) -> bytes:
    """The printer set back, *slip* on it, the paper fed and cut.

    Raises:
        Wrong: when the `printer` extra is not installed.
    """
    try:
        from escpos.printer import Dummy  # noqa: PLC0415 (an extra, and 60 ms)
    except ImportError:
        raise Wrong(
            tr("pencetak escpos butuh paket python-escpos"),
            tr("pasang: pip install 'kiosk-antrean[printer]'"),
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
