"""What the keys of the counter do: ask, show something, or send a command."""

from collections.abc import Callable

from attrs import evolve

from kiosk.language import tr
from kiosk.ui.counter.keys import dialogs
from kiosk.ui.counter.keys import dialogs as ask
from kiosk.ui.counter.keys.guards import to_tick
from kiosk.ui.counter.keys.key import PressTime, Transition, send_command
from kiosk.ui.counter.model import search
from kiosk.ui.counter.model.counter import CounterModel, lock, show_message
from kiosk.ui.counter.model.dialog import Dialog
from kiosk.wire.command.counter import CallNext, Finish, Recall, SetCounter, Start, StepDone, StillServing, Tick, Undo
from kiosk.wire.command.visit import Resume
from kiosk.wire.counter import CounterVisit

Do = Callable[[CounterModel, PressTime], Transition]


def at_once(kind: type[CallNext | Recall | Start | StillServing | Undo], key: str) -> Do:
    """Send the command of that *kind*, which needs nothing but the counter."""

    def do(station: CounterModel, _: PressTime) -> Transition:
        document = station.document
        return (
            send_command(station, key, kind(counter=document.id, expect=document.revision))
            if document
            else (station, None)
        )

    return do


def start(station: CounterModel, when: PressTime) -> Transition:
    """M: whoever was called has come, or is still being served."""
    return at_once(Start if station.situation == "called" else StillServing, "M")(station, when)


def space(station: CounterModel, when: PressTime) -> Transition:
    """SPACE: start, or the step under the cursor done or, with the reason, not done."""
    if station.situation == "called":
        return at_once(Start, "space")(station, when)
    document, visit, step = station.document, station.visit, station.step
    if document is None or visit is None or step is None:
        return station, None
    if not step.here:
        text = tr("SPASI: tahap itu dikerjakan di tempat lain.")
        return show_message(station, text, "attention"), None
    if step.done_at is not None:
        return evolve(station, dialog=ask.undo_step(visit, step.id, station.step_name(visit, step.id), when.at)), None
    return send_command(station, "space", StepDone(counter=document.id, expect=document.revision, step=step.id))


def finish(key: str) -> Do:
    """S or B: ask what came of it; B does not ask where every step here is done."""

    def do(station: CounterModel, when: PressTime) -> Transition:
        document, visit = station.document, station.visit
        forgotten = station.asks_still(when.now)
        if document is None or visit is None:
            return station, None
        if key == "B" and station.done_here and not forgotten:
            command = Finish(counter=document.id, expect=document.revision, outcome="done")
            return send_command(station, "B", command, then_next=True)
        made = ask.finish(key, visit, station.requirements, station.done_here, forgotten, when.at)
        return evolve(station, dialog=made), None

    return do


def about_visit(make: Callable[[CounterVisit, float], Dialog]) -> Do:
    """Ask what *make* asks about the visit at hand."""

    def do(station: CounterModel, when: PressTime) -> Transition:
        return (evolve(station, dialog=make(station.visit, when.at)) if station.visit else station), None

    return do


def transfer(station: CounterModel, when: PressTime) -> Transition:
    """A: which service, and why."""
    if station.visit is None:
        return station, None
    return evolve(station, dialog=ask.transfer(station.visit, station.other_services, when.at)), None


def tick(station: CounterModel, _: PressTime) -> Transition:
    """D: the first step of the applicant's that is not ticked yet."""
    document, step = station.document, next(iter(to_tick(station)), None)
    if document is None or step is None:
        return station, None
    return send_command(station, "D", Tick(counter=document.id, expect=document.revision, step=step))


def settle(station: CounterModel, when: PressTime) -> Transition:
    """F: what came of one of several applicants."""
    if station.visit is None:
        return station, None
    return evolve(station, dialog=dialogs.settle(station.visit, station.requirements, when.at)), None


def choose(station: CounterModel, when: PressTime) -> Transition:
    """N: which number of the line."""
    if station.document is None:
        return station, None
    return evolve(station, dialog=dialogs.choose(station.document, station.service_name, when.at)), None


def resume(station: CounterModel, when: PressTime) -> Transition:
    """L: the only parked number comes at once, as the key names it; of several one is chosen."""
    if station.document is None:
        return station, None
    if len(station.document.parked) == 1:
        only = station.document.parked[0]
        return send_command(station, "L", Resume(only.visit, only.revision))
    return evolve(station, dialog=dialogs.resume(station.document, when.at)), None


def restore(station: CounterModel, when: PressTime) -> Transition:
    """I: which of the absent has come after all."""
    if station.document is None:
        return station, None
    return evolve(station, dialog=dialogs.restore(station.document, station.service_name, when.at)), None


def counter(station: CounterModel, when: PressTime) -> Transition:
    """J: open, or ask whether it is a break or the end."""
    if station.document is None or station.document.state == "open":
        return evolve(station, dialog=dialogs.stop(when.at)), None
    opening = SetCounter(counter=station.document.id, expect=station.document.revision, state="open")
    return send_command(station, "J", opening)


def sign_off(station: CounterModel, when: PressTime) -> Transition:
    """E: ask whether whoever is signed on leaves."""
    if station.document is None:
        return station, None
    return evolve(station, dialog=dialogs.sign_off(station.document, when.at)), None


def find(station: CounterModel, _: PressTime) -> Transition:
    """C: look for a number, a service or a standard."""
    if station.seen.catalogue is None:
        return station, None
    return evolve(station, finding=search.open_search(station.document, station.seen.catalogue)), None


def read(station: CounterModel, _: PressTime) -> Transition:
    """O: the standard of the service at hand."""
    if station.sop is None or station.seen.catalogue is None:
        return station, None
    return evolve(station, finding=search.open_standard(station.document, station.seen.catalogue, station.sop)), None


def print_again(station: CounterModel, _: PressTime) -> Transition:
    """R: the slip that was printed last, or the visit's."""
    if station.slips is None:
        return station, None
    return evolve(station, slips=station.slips.ask(station.slips.again(station.visit))), None


def lock_screen(station: CounterModel, _: PressTime) -> Transition:
    """Q: nobody acts here until a person says who they are."""
    return lock(station), None


def all_keys(station: CounterModel, _: PressTime) -> Transition:
    """The question mark: every key with its meaning."""
    return evolve(station, all_keys=True), None
