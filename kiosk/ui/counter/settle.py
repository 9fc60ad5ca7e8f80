"""The question what came of one of a visit's applicants, before the others are finished with."""

from kiosk.language import Text
from kiosk.ui.counter import words
from kiosk.ui.counter.dialog import OTHER, Dialog, Option
from kiosk.wire.catalogue import ShownRequirement
from kiosk.wire.command import Settle
from kiosk.wire.counter import CounterVisit


def unsettled(visit: CounterVisit) -> tuple[int, ...]:
    """The visit's applicants of whom nothing is said yet."""
    settled = {each.applicant for each in visit.settled}
    return tuple(n for n in range(1, visit.people + 1) if n not in settled)


def settle(visit: CounterVisit, requirements: tuple[ShownRequirement, ...], at: float) -> Dialog:
    """What came of one of the applicants."""
    papers = (*(Option(r.id, r.name) for r in requirements), Option(OTHER, words.OTHER_PAPER))
    return Dialog(
        "F",
        Text("SATU ORANG DARI {t}", "ONE APPLICANT OF {t}").format(t=visit.ticket),
        Text("simpan", "save"),
        Text(
            "Orang itu tidak mendapat berkas, atau berkasnya kembali; yang lain dilayani terus.",
            "They get no case, or their file goes back; serving the others goes on.",
        ),
        at,
        visit.id,
        lambda d, c: Settle(
            counter=c.id,
            expect=c.revision,
            applicant=int(d.reasons[d.reason].id),
            outcome=next(o for o in words.SETTLED if o == d.answer),
            missing=tuple(p.id for p in d.papers if p.id in d.marked) if d.asks_papers else (),
        ),
        options=tuple(Option(outcome, text) for outcome, text in words.SETTLED.items()),
        reasons=tuple(Option(str(n), Text(str(n), str(n))) for n in unsettled(visit)),
        beside=Text("orang", "applicant"),
        note=Text("{t} dilayani terus", "{t} goes on").format(t=visit.ticket),
        papers=papers,
    )
