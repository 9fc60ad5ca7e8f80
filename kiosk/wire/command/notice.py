"""Commands on what the lobby tells everybody in the room: a notice or an emergency, put up and taken back.

Either goes by a number, which is the `version` of the answer to the command that put it up; the board says it too.
"""

from datetime import datetime
from typing import Annotated, ClassVar

from attrs import frozen

from kiosk.schema.fields import ListLength, Pattern
from kiosk.text.language import Text, tr
from kiosk.wire.board import Notice

NoticeSentence = Annotated[str, Pattern(r".{1,150}", tr("1 sampai 150 karakter"))]
"""What is read from a wall in passing, and what the smallest lobby has room for below an emergency."""

EmergencyLine = Annotated[
    str,
    Pattern(r"[A-Z0-9][A-Z0-9 .-]{0,13}", tr("1 sampai 14 huruf besar, angka, spasi, titik, atau tanda hubung")),
]
"""What the big letters can draw, and a wall of 120 columns can hold; with 11 characters at most they are bigger."""

EmergencyKindName = Annotated[str, Pattern(r".{1,30}", tr("1 sampai 30 karakter"))]
"""What has happened, beside the word for emergency."""


@frozen
class NoticeText:
    """A sentence in Indonesian and, for guests, in English."""

    id: NoticeSentence
    en: NoticeSentence | None = None


@frozen
class EmergencyKind:
    """What has happened: "Gempa bumi"."""

    id: EmergencyKindName
    en: EmergencyKindName | None = None


@frozen
class PutNotice:
    """Show a sentence to everybody until that instant; without one, until the service date ends."""

    do: ClassVar[str] = "put-notice"
    text: NoticeText
    until: datetime | None = None

    @property
    def notice(self) -> Notice:
        """As the board has it, before it goes by a number."""
        return Notice("info", Text(self.text.id, self.text.en), until=self.until)


@frozen
class PutEmergency:
    """Let nothing but this be on the lobby's screens, in place of any emergency there is, until it is taken back.

    Over the end of days too; only where `until` is given it ends by itself.
    """

    do: ClassVar[str] = "put-emergency"
    kind: EmergencyKind
    lines: Annotated[tuple[EmergencyLine, ...], ListLength(1, 3)]
    """What to do, in big letters."""
    text: NoticeText
    line_en: EmergencyLine | None = None
    """The same in English, one line."""
    until: datetime | None = None

    @property
    def notice(self) -> Notice:
        """As the board has it, before it goes by a number."""
        text, kind = Text(self.text.id, self.text.en), Text(self.kind.id, self.kind.en)
        return Notice("emergency", text, kind, self.lines, self.line_en, until=self.until)


@frozen
class TakeNotice:
    """Take a notice or an emergency back."""

    do: ClassVar[str] = "take-notice"
    notice: int


NoticeCommand = PutNotice | PutEmergency | TakeNotice
