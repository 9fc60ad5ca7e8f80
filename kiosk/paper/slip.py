"""Slips for applicants: the receipt of a case, and a ticket. In the words of their pages, so that all say the same."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from kiosk.paper.sheet import Paper, Slip, SlipLine
from kiosk.text.language import Language, Text, clock, long_date, tr
from kiosk.time.instant import zone_of
from kiosk.wire.board import OfficeNow
from kiosk.wire.case import CaseShown
from kiosk.wire.case_text import case_details, promise_details
from kiosk.wire.ticket import TicketStatus


@frozen
class SlipLayout:
    """Slips of one office on one kind of paper; *now* is said on them."""

    office: OfficeNow
    paper: Paper
    now: datetime

    def case(self, case: CaseShown, language: Language, page: str | None = None) -> Slip:
        """The receipt of *case*; *page* is the address of the case's page, for applicants who can reach it."""
        open_still = case.state in ("in-process", "on-hold", "ready")
        return self.paper.slip(
            (
                *self._head(tr("TANDA TERIMA BERKAS"), case.name, language),
                *self._big(case.code),
                *self.paper.rows(case_details(case, zone_of(self.office.timezone), language)),
                *(self._bring(case, language) if open_still else ()),
                *self._foot(language, page),
            )
        )

    def ticket(self, status: TicketStatus, code: str, language: Language, page: str | None = None) -> Slip:
        """The number of a visit; *code* is that of its page, at the address *page*."""
        return self.paper.slip(
            (
                *self._head(tr("NOMOR ANTREAN"), status.name, language),
                *self._big(status.ticket),
                *(self.paper.middle(status.why[language]) if status.why else ()),
                *self.paper.rows((*promise_details(status, language), (tr("Kode")[language], code))),
                *self._foot(language, page),
            )
        )

    def _head(self, head: Text, service: Text, language: Language) -> Iterator[SlipLine]:
        yield from self.paper.middle(self.office.name.upper())
        if self.office.sample:
            yield from self.paper.middle(tr("DATA CONTOH")[language])
        yield from self.paper.rule()
        yield from self.paper.middle(head[language])
        yield from self.paper.middle(service[language])

    def _big(self, words: str) -> Iterator[SlipLine]:
        yield SlipLine("")
        yield from self.paper.big(words)
        yield SlipLine("")

    def _bring(self, case: CaseShown, language: Language) -> Iterator[SlipLine]:
        yield from self.paper.rule()
        yield from self.paper.text(tr("Bawa saat mengambil:")[language])
        receipt = tr("tanda terima ini")
        for thing in (receipt, *case.bring):
            yield from self.paper.item(thing[language])

    def _foot(self, language: Language, page: str | None) -> Iterator[SlipLine]:
        yield from self.paper.rule()
        if page:
            yield from self.paper.text(tr("Keadaan terakhir:")[language])
            yield from self.paper.text(page)
        if self.office.complaint:
            words = tr("Pengaduan: {c}").format(c=self.office.complaint)
            yield from self.paper.text(words[language])
        zone = zone_of(self.office.timezone)
        day = long_date(self.now.astimezone(zone).date(), language)
        words = tr("Dicetak {d}, {t}").format(d=day, t=clock(self.now, zone))
        yield from self.paper.text(words[language])
