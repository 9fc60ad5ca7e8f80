"""The question what came of one of a visit's applicants, before the others are finished with."""

from kiosk.language import Text, tr
from kiosk.ui.counter import words
from kiosk.ui.counter.ask.dialog import Dialog, Option, known, options_of, papers_of
from kiosk.wire.catalogue import ShownRequirement
from kiosk.wire.command.counter import Settle
from kiosk.wire.counter import CounterVisit


def unsettled(visit: CounterVisit) -> tuple[int, ...]:
    """The visit's applicants of whom nothing is said yet."""
    settled = {each.applicant for each in visit.settled}
    return tuple(n for n in range(1, visit.people + 1) if n not in settled)


def settle(visit: CounterVisit, requirements: tuple[ShownRequirement, ...], at: float) -> Dialog:
    """What came of one of the applicants."""
    return Dialog(
        "F",
        tr("SATU ORANG DARI {t}").format(t=visit.ticket),
        tr("simpan"),
        tr("Orang itu tidak mendapat berkas, atau berkasnya kembali; yang lain dilayani terus."),
        at,
        visit.id,
        lambda d, c: Settle(
            counter=c.id,
            expect=c.revision,
            applicant=int(d.reasons[d.reason].id),
            outcome=known(words.SETTLED, d.answer),
            missing=d.missing,
        ),
        options=options_of(words.SETTLED),
        reasons=tuple(Option(str(n), Text(str(n), str(n))) for n in unsettled(visit)),
        beside=tr("orang"),
        note=tr("{t} dilayani terus").format(t=visit.ticket),
        papers=papers_of(requirements),
    )
