"""Events of what the lobby tells everybody in the room."""

from typing import ClassVar

from attrs import frozen

from kiosk.wire.board import Notice


@frozen
class NoticePut:
    """A notice or an emergency was put up; from then on it goes by the version of this event."""

    kind: ClassVar[str] = "notice-put"
    notice: Notice


@frozen
class NoticeTaken:
    """It was taken back, or an emergency was put up in its place."""

    kind: ClassVar[str] = "notice-taken"
    notice: int


NoticeBody = NoticePut | NoticeTaken
