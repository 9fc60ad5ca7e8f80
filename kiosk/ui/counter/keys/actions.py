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

    def do(model: CounterModel, _: PressTime) -> Transition:
        document = model.document
        return (
            send_command(model, key, kind(counter=document.id, expect=document.revision)) if document else (model, None)
        )

    return do


def start(model: CounterModel, when: PressTime) -> Transition:
    """M: whoever was called has come, or is still being served."""
    return at_once(Start if model.situation == "called" else StillServing, "M")(model, when)


def space(model: CounterModel, when: PressTime) -> Transition:
    """SPACE: start, or the step under the cursor done or, with the reason, not done."""
    if model.situation == "called":
        return at_once(Start, "space")(model, when)
    document, visit, step = model.document, model.visit, model.step
    if document is None or visit is None or step is None:
        return model, None
    if not step.here:
        text = tr("SPASI: tahap itu dikerjakan di tempat lain.")
        return show_message(model, text, "attention"), None
    if step.done_at is not None:
        return evolve(model, dialog=ask.undo_step(visit, step.id, model.step_name(visit, step.id), when.at)), None
    return send_command(model, "space", StepDone(counter=document.id, expect=document.revision, step=step.id))


def finish(key: str) -> Do:
    """S or B: ask what came of it; B does not ask where every step here is done."""

    def do(model: CounterModel, when: PressTime) -> Transition:
        document, visit = model.document, model.visit
        forgotten = model.asks_still(when.now)
        if document is None or visit is None:
            return model, None
        if key == "B" and model.done_here and not forgotten:
            command = Finish(counter=document.id, expect=document.revision, outcome="done")
            return send_command(model, "B", command, then_next=True)
        made = ask.finish(key, visit, model.requirements, model.done_here, forgotten, when.at)
        return evolve(model, dialog=made), None

    return do


def about_visit(make: Callable[[CounterVisit, float], Dialog]) -> Do:
    """Ask what *make* asks about the visit at hand."""

    def do(model: CounterModel, when: PressTime) -> Transition:
        return (evolve(model, dialog=make(model.visit, when.at)) if model.visit else model), None

    return do


def transfer(model: CounterModel, when: PressTime) -> Transition:
    """A: which service, and why."""
    if model.visit is None:
        return model, None
    return evolve(model, dialog=ask.transfer(model.visit, model.other_services, when.at)), None


def tick(model: CounterModel, _: PressTime) -> Transition:
    """D: the first step of the applicant's that is not ticked yet."""
    document, step = model.document, next(iter(to_tick(model)), None)
    if document is None or step is None:
        return model, None
    return send_command(model, "D", Tick(counter=document.id, expect=document.revision, step=step))


def settle(model: CounterModel, when: PressTime) -> Transition:
    """F: what came of one of several applicants."""
    if model.visit is None:
        return model, None
    return evolve(model, dialog=dialogs.settle(model.visit, model.requirements, when.at)), None


def choose(model: CounterModel, when: PressTime) -> Transition:
    """N: which number of the line."""
    if model.document is None:
        return model, None
    return evolve(model, dialog=dialogs.choose(model.document, model.service_name, when.at)), None


def resume(model: CounterModel, when: PressTime) -> Transition:
    """L: the only parked number comes at once, as the key names it; of several one is chosen."""
    if model.document is None:
        return model, None
    if len(model.document.parked) == 1:
        only = model.document.parked[0]
        return send_command(model, "L", Resume(only.visit, only.revision))
    return evolve(model, dialog=dialogs.resume(model.document, when.at)), None


def restore(model: CounterModel, when: PressTime) -> Transition:
    """I: which of the absent has come after all."""
    if model.document is None:
        return model, None
    return evolve(model, dialog=dialogs.restore(model.document, model.service_name, when.at)), None


def counter(model: CounterModel, when: PressTime) -> Transition:
    """J: open, or ask whether it is a break or the end."""
    if model.document is None or model.document.state == "open":
        return evolve(model, dialog=dialogs.stop(when.at)), None
    opening = SetCounter(counter=model.document.id, expect=model.document.revision, state="open")
    return send_command(model, "J", opening)


def sign_off(model: CounterModel, when: PressTime) -> Transition:
    """E: ask whether whoever is signed on leaves."""
    if model.document is None:
        return model, None
    return evolve(model, dialog=dialogs.sign_off(model.document, when.at)), None


def find(model: CounterModel, _: PressTime) -> Transition:
    """C: look for a number, a service or a standard."""
    if model.feed.catalogue is None:
        return model, None
    return evolve(model, search=search.open_search(model.document, model.feed.catalogue)), None


def read(model: CounterModel, _: PressTime) -> Transition:
    """O: the standard of the service at hand."""
    if model.sop is None or model.feed.catalogue is None:
        return model, None
    return evolve(model, search=search.open_standard(model.document, model.feed.catalogue, model.sop)), None


def print_again(model: CounterModel, _: PressTime) -> Transition:
    """R: the slip that was printed last, or the visit's."""
    if model.print_queue is None:
        return model, None
    return evolve(model, print_queue=model.print_queue.ask(model.print_queue.again(model.visit))), None


def lock_screen(model: CounterModel, _: PressTime) -> Transition:
    """Q: nobody acts here until a person says who they are."""
    return lock(model), None


def all_keys(model: CounterModel, _: PressTime) -> Transition:
    """The question mark: every key with its meaning."""
    return evolve(model, all_keys=True), None
