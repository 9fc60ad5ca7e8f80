"""The findings of a review as plain text for a terminal: file by file, each with what to do."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kiosk.language import Language, tr
from kiosk.sop.text.lines import hanging
from kiosk.toml.fault import TomlFault


def review_lines(findings: Sequence[TomlFault], language: Language) -> Iterator[str]:
    """Every finding under its file, with line, place, words and what to do; how many there are."""
    if not findings:
        yield tr("Tidak ada temuan.")[language]
        return
    for file, of_file in groupby(findings, lambda finding: finding.file):
        yield file
        for finding in of_file:
            place = f"{finding.path}: " if finding.path else ""
            yield from hanging(f"{finding.line:>6}  ", place + finding.text[language])
            yield from hanging(f"{'':6}  -> ", finding.hint[language]) if finding.hint else ()
        yield ""
    files = len({finding.file for finding in findings})
    yield tr("temuan: {n}, berkas: {f}").format(n=len(findings), f=files)[language]
