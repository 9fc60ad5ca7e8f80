"""What the lobby tells everybody in the room: who may be told what, for how long, and what is in force at a moment.

An emergency is never ended by a day's end or a restart: only by whoever takes it back, by another in its place, or by
the instant that was given with it. All of this is possible at any hour, since a fire waits for no service date.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kiosk.text.language import tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.event.office import NoticeBody, NoticePut, NoticeTaken
from kiosk.visit.state import State
from kiosk.wire.board import Notice
from kiosk.wire.command.notice import NoticeCommand, PutEmergency, TakeNotice

MAX_NOTICES: Final = 5
"""Notices in force at once, beside an emergency; nobody waits for the turn of more."""


def notices_in_force(notices: Iterable[Notice], now: datetime) -> tuple[Notice, ...]:
    """What of *notices* is in force at *now*: the emergency, then the others in the order they were put up."""
    kept = [notice for notice in notices if notice.in_force(now)]
    return tuple(sorted(kept, key=lambda notice: notice.level != "emergency"))


def notices_outliving_day(notices: Iterable[Notice], now: datetime) -> tuple[Notice, ...]:
    """What of *notices* goes on when the service date ends at *now*: an emergency, and whatever has an end of its own.

    A notice without one was meant for that date.
    """
    return tuple(n for n in notices_in_force(notices, now) if n.level == "emergency" or n.until is not None)


def decide_notice(state: State, command: NoticeCommand, now: datetime) -> tuple[NoticeBody, ...]:
    """The events of a command on notices."""
    there = notices_in_force(state.notices, now)
    if isinstance(command, TakeNotice):
        if command.notice not in {notice.id for notice in there}:
            raise RuleViolation(
                "no-such-notice",
                tr("tidak ada pengumuman {n}").format(n=command.notice),
                tr("yang tampil sekarang: {k}").format(k=", ".join(str(notice.id) for notice in there) or "-"),
                status=404,
            )
        return (NoticeTaken(command.notice),)
    if command.until is not None and command.until <= now:
        raise RuleViolation(
            "already-over",
            tr("batas waktunya sudah lewat"),
            tr("beri waktu yang akan datang"),
            status=422,
        )
    if isinstance(command, PutEmergency):
        replaced = (NoticeTaken(n.id) for n in state.notices if n.level == "emergency" and n.id is not None)
        return (*replaced, NoticePut(command.notice))
    if state.date is None and command.until is None:
        raise RuleViolation(
            "day-ended",
            tr("hari layanan ini sudah diakhiri"),
            tr("beri batas waktu"),
        )
    if sum(notice.level == "info" for notice in there) >= MAX_NOTICES:
        raise RuleViolation(
            "too-many-notices",
            tr("sudah ada {n} pengumuman").format(n=MAX_NOTICES),
            tr("cabut salah satu dahulu"),
        )
    return (NoticePut(command.notice),)
