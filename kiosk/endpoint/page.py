"""The page of a ticket or a receipt, for a phone: plain HTML without script, that asks again by itself."""

from collections.abc import Iterable
from html import escape
from typing import Final

from attrs import frozen
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kiosk.language import Language, Text, clock_with_seconds
from kiosk.office.model import Office
from kiosk.visit.refusal import Refusal
from kiosk.wire.case import CaseShown
from kiosk.wire.case_said import Told, case_said, promise_said_of
from kiosk.wire.counter import VisitState
from kiosk.wire.ticket import TicketStatus, TicketStep

EVERY: Final = 15
"""Seconds after which a page asks again."""

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
<meta http-equiv="refresh" content="{every}">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.125rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 0 auto; padding: 1rem; }}
h1 {{ font-size: 4rem; line-height: 1; margin: 1rem 0 0.5rem; }}
h1.code {{ font-size: 2.25rem; }}
h2 {{ font-size: 1.125rem; margin: 1.5rem 0 0.25rem; }}
.now {{ font-size: 1.5rem; font-weight: 700; margin: 0; }}
ol {{ margin: 0; padding-left: 1.75rem; }}
.done {{ opacity: 0.65; }}
.current {{ font-weight: 700; }}
dl {{ margin: 0; }}
dt {{ opacity: 0.75; font-size: 1rem; margin-top: 0.5rem; }}
dd {{ margin: 0; }}
footer {{ margin-top: 2rem; opacity: 0.75; font-size: 1rem; }}
</style>
</head>
<body>
<header>{office}</header>
<main>
{body}
</main>
<footer>{footer}</footer>
</body>
</html>
"""

_STATES: Final[dict[VisitState, Text]] = {
    "waiting": Text("Menunggu dipanggil", "Waiting to be called"),
    "called": Text("DIPANGGIL: silakan ke {c}", "CALLED: please go to {c}"),
    "serving": Text("Sedang dilayani di {c}", "Being served at {c}"),
    "parked": Text("Ditunda: kembali ke loket yang menunda", "Set aside: come back to the counter that did so"),
    "absent": Text(
        "Sudah dipanggil dan tidak hadir: lapor ke petugas", "Called, and nobody came: please tell the staff"
    ),
    "ended": Text("Kunjungan selesai", "The visit has ended"),
}


@frozen
class Teller:
    """Writes pages of one office in one language."""

    office: Office
    language: Language

    def say(self, text: Text) -> str:
        """The words, safe in HTML."""
        return escape(text[self.language])

    def page(self, title: str, parts: Iterable[str], footer: str, status: int = 200) -> HTMLResponse:
        """A whole page."""
        made = _PAGE.format(
            language=self.language,
            every=EVERY,
            title=escape(title),
            office=escape(self.office.file.name),
            body="\n".join(parts),
            footer=footer,
        )
        return HTMLResponse(made, status, _HEADERS)

    def told(self, rows: Iterable[Told]) -> str:
        """Labels and what each says."""
        return "<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in rows) + "</dl>"


def wants_page(request: Request) -> bool:
    """Whether it is a browser that asks."""
    return "text/html" in request.headers.get("accept", "")


def ticket_page(status: TicketStatus, office: Office) -> HTMLResponse:
    """The page of a visit."""
    teller = Teller(office, status.language)
    counter = office.counter(status.counter) if status.counter else None
    where = counter.name if counter else Text(status.counter or "")
    parts = [f"<h1>{escape(status.ticket)}</h1>"]
    parts.append(f'<p class="now">{teller.say(_STATES[status.state].format(c=where))}</p>')
    if status.why is not None:
        parts.append(f"<p>{teller.say(status.why)}</p>")
    parts.append(f"<h2>{teller.say(status.name)}</h2>")
    parts.append("<ol>" + "".join(_step(teller, status, step) for step in status.steps) + "</ol>")
    if status.promise is not None:
        parts.append(teller.told(promise_said_of(status, teller.language)))
    parts.extend(_case(teller, case) for case in status.cases)
    seconds = clock_with_seconds(status.at, office.zone)
    as_of = Text("Per {t}. Halaman ini memperbarui diri.", "As of {t}. This page renews itself.").format(t=seconds)
    return teller.page(status.ticket, parts, teller.say(as_of))


def case_page(case: CaseShown, office: Office) -> HTMLResponse:
    """The page of a receipt."""
    teller = Teller(office, case.language)
    renews = Text("Halaman ini memperbarui diri.", "This page renews itself.")
    parts = [f'<h1 class="code">{escape(case.code)}</h1>', _case(teller, case, headed=False)]
    return teller.page(case.code, parts, teller.say(renews))


def refused_page(refusal: Refusal, office: Office) -> HTMLResponse:
    """The page that says why there is none, in both languages: nobody knows whose it is."""
    teller = Teller(office, "id")
    said = [refusal.text, *([refusal.hint] if refusal.hint else [])]
    parts = [f"<p>{escape(text.id)}<br><i lang=en>{escape(text['en'])}</i></p>" for text in said]
    return teller.page(refusal.text.id, parts, "", refusal.status)


def _step(teller: Teller, status: TicketStatus, step: TicketStep) -> str:
    name = teller.say(step.name)
    if step.done_at is not None:
        return f'<li class="done">{name} &#10003;</li>'
    return f'<li class="current" aria-current="step">{name}</li>' if step.id == status.step else f"<li>{name}</li>"


def _case(teller: Teller, case: CaseShown, *, headed: bool = True) -> str:
    head = Text("Berkas {c}", "Case {c}").format(c=case.code)
    heading = [f"<h2>{teller.say(head)}</h2>"] if headed else []
    rows = case_said(case, teller.office.zone, teller.language)
    return "\n".join([*heading, f"<p>{teller.say(case.name)}</p>", teller.told(rows)])
