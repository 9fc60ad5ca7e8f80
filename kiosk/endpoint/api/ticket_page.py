"""The page of a ticket or a receipt, for a phone: plain HTML without script that refreshes itself."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Final, Literal

from attrs import frozen
from starlette.responses import HTMLResponse

from kiosk.office.model import Office
from kiosk.text.language import Language, Text, clock_with_seconds, tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.case import CaseShown, CaseState
from kiosk.wire.case_text import LabelledText, case_details, case_status_text, outcome_details, promise_details
from kiosk.wire.counter import VisitState
from kiosk.wire.ticket import TicketStatus, TicketStep

Tone = Literal["plain", "call", "good", "attention", "bad"]
"""How urgent a state is; a class of `ticket_page.css`."""

REFRESH_SECONDS: Final = 15

_STYLE: Final = Path(__file__).with_suffix(".css").read_text("utf-8")

_HEADERS: Final = {
    "cache-control": "no-store",
    "vary": "accept",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
}

_PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{refresh}<meta name="robots" content="noindex">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>{office}</header>
<main>
{body}
</main>
<footer>
{footer}
</footer>
</body>
</html>
"""

_STATES: Final[dict[VisitState, tuple[Tone, Text]]] = {
    "waiting": ("plain", tr("Menunggu dipanggil")),
    "called": ("call", tr("DIPANGGIL: silakan ke {c}")),
    "serving": ("good", tr("Sedang dilayani di {c}")),
    "parked": ("attention", tr("Ditunda: kembali ke loket yang menunda")),
    "absent": ("bad", tr("Sudah dipanggil dan tidak hadir: lapor ke petugas")),
    "ended": ("plain", tr("Kunjungan selesai")),
}

_CASE_TONES: Final[dict[CaseState, Tone]] = {
    "in-process": "plain",
    "on-hold": "attention",
    "ready": "good",
    "collected": "plain",
    "returned": "bad",
    "void": "bad",
}


@frozen
class PageWriter:
    """Writes pages of one office in one language."""

    office: Office
    language: Language

    def say(self, text: Text) -> str:
        return escape(text[self.language])

    def page(self, title: str, parts: Iterable[str], at: datetime | None, status: int = 200) -> HTMLResponse:
        """Return a page of the state *at* that time, which refreshes itself; without a time it does not."""
        refresh, footer = "", [*self._office_said()]
        if at is not None:
            as_of = tr("Per {t}. Halaman ini memperbarui diri.").format(t=clock_with_seconds(at, self.office.zone))
            footer.insert(0, self.say(as_of))
            refresh = f'<meta http-equiv="refresh" content="{REFRESH_SECONDS}">\n'
        made = _PAGE.format(
            language=self.language,
            refresh=refresh,
            title=escape(title),
            style=_STYLE,
            office=escape(self.office.file.name),
            body="\n".join(parts),
            footer="\n".join(f"<p>{line}</p>" for line in footer),
        )
        return HTMLResponse(made, status, _HEADERS)

    def told(self, rows: Iterable[LabelledText]) -> str:
        listed = "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in rows)
        return f"<dl>{listed}</dl>" if listed else ""

    def now(self, tone: Tone, text: Text) -> str:
        return f'<p class="now {tone}">{self.say(text)}</p>'

    def label(self, text: Text) -> str:
        return f'<p class="label">{self.say(text)}</p>'

    def _office_said(self) -> Iterable[str]:
        file = self.office.file
        if file.complaint is not None:
            yield self.say(tr("Pengaduan: {c}").format(c=file.complaint))
        if file.sample:
            yield "<strong>" + self.say(tr("DATA CONTOH")) + "</strong>"


def ticket_page(shown: TicketStatus | CaseShown | RuleViolation, office: Office, at: datetime) -> HTMLResponse:
    """Return the page of *shown*, as of *at*, or of why there is nothing."""
    match shown:
        case TicketStatus():
            return _ticket_page(shown, office)
        case CaseShown():
            teller = PageWriter(office, shown.language)
            head = (teller.label(tr("Tanda terima berkas")), f'<h1 class="code">{escape(shown.code)}</h1>')
            return teller.page(shown.code, [_case(teller, shown, *head)], at)
        case RuleViolation():
            return _refused_page(shown, office)


def _ticket_page(status: TicketStatus, office: Office) -> HTMLResponse:
    teller = PageWriter(office, status.language)
    counter = office.counter(status.counter) if status.counter else None
    where = counter.name if counter else Text(status.counter or "")
    tone, state = _STATES[status.state]
    why = f'<p class="why">{teller.say(status.why)}</p>' if status.why else ""
    steps = "".join(_step(teller, status, step) for step in status.steps)
    head = (teller.label(tr("Nomor antrean")), f"<h1>{escape(status.ticket)}</h1>")
    outcomes, promises = outcome_details(status, teller.language), promise_details(status, teller.language)
    parts = [
        _card(*head, teller.now(tone, state.format(c=where)), why, teller.told(outcomes)),
        _card(f"<h2>{teller.say(status.name)}</h2>", f"<ol>{steps}</ol>", teller.told(promises)),
        *(_case(teller, case, headed=True) for case in status.cases),
    ]
    return teller.page(status.ticket, parts, status.at)


def _refused_page(refusal: RuleViolation, office: Office) -> HTMLResponse:
    """The page says in both languages why there is nothing: nobody knows whose it is."""
    said = [refusal.text, *([refusal.hint] if refusal.hint else [])]
    parts = [
        f'<p class="{"now attention" if text is refusal.text else "why"}">{_capital(escape(text.id))}.<br>'
        f'<span lang="en">{_capital(escape(text["en"]))}.</span></p>'
        for text in said
    ]
    return PageWriter(office, "id").page(refusal.text.id, [_card(*parts)], None, refusal.status)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _card(*parts: str) -> str:
    return "\n".join(("<section>", *filter(None, parts), "</section>"))


def _step(teller: PageWriter, status: TicketStatus, step: TicketStep) -> str:
    name = teller.say(step.name)
    if step.done_at is not None:
        done = teller.say(tr("selesai"))
        return f'<li class="done" aria-label="{name}, {done}">{name}</li>'
    return f'<li class="current" aria-current="step">{name}</li>' if step.id == status.step else f"<li>{name}</li>"


def _case(teller: PageWriter, case: CaseShown, *head: str, headed: bool = False) -> str:
    """A case; *headed* by its code if others may stand beside it."""
    code = tr("Berkas {c}").format(c=case.code)
    heading = (f"<h2>{teller.say(code)}</h2>",) if headed else head
    said = case_status_text(case)
    state = Text(_capital(said.id), _capital(said["en"]))
    tone: Tone = "attention" if case.uncollected else _CASE_TONES[case.state]
    _, *rows = case_details(case, teller.office.zone, teller.language)
    return _card(*heading, f"<p>{teller.say(case.name)}</p>", teller.now(tone, state), teller.told(rows))
