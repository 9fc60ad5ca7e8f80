"""Commands on the office as a whole: its service date, its staff, and the notices in its lobby.

A notice or an emergency is taken back by its number: the `version` of the answer to the command that put it up.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from attrs import field, frozen

from kiosk.schema.fields import ListLength, Pattern
from kiosk.text.language import Text, tr
from kiosk.wire.board import Notice

StopReason = Literal["full", "system", "staff", "other"]


@frozen
class StopTickets:
    """No numbers are given out for the rest of the day; whoever holds one is served."""

    do: ClassVar[str] = "stop-tickets"
    reason: StopReason


@frozen
class AllowTickets:
    """Numbers are given out again."""

    do: ClassVar[str] = "allow-tickets"


@frozen
class EndDay:
    """The service date is over: every number ends. There is no undoing it."""

    do: ClassVar[str] = "end-day"
    date: date


DayCommand = StopTickets | AllowTickets | EndDay


PersonCode = Annotated[str, Pattern(r"[A-Z0-9]{2,8}", tr("2 sampai 8 huruf besar atau angka"))]
"""The code of one of the staff: RM."""


@frozen
class SignOn:
    """Somebody of the staff is at this terminal from now on."""

    do: ClassVar[str] = "sign-on"
    person: PersonCode
    pin: str = field(default="", repr=False)
    """Checked and taken out where it arrives: it is in nothing that is decided on, stored or shown."""
    new_pin: str | None = field(default=None, repr=False)
    """Replaces *pin* from now on, and is as secret."""

    @property
    def without_pins(self) -> "SignOn":
        """The command once its PIN has been checked."""
        return SignOn(self.person)


@frozen
class SignOff:
    do: ClassVar[str] = "sign-off"


StaffCommand = SignOn | SignOff


NoticeSentence = Annotated[str, Pattern(r".{1,150}", tr("1 sampai 150 karakter"))]
"""What is read from a wall in passing, and what the smallest lobby has room for below an emergency."""

EmergencyLine = Annotated[
    str, Pattern(r"[A-Z0-9][A-Z0-9 .-]{0,13}", tr("1 sampai 14 huruf besar, angka, spasi, titik, atau tanda hubung"))
]
"""What the big letters can draw, and a wall of 120 columns can hold; with 11 characters at most they are bigger."""

EmergencyKindName = Annotated[str, Pattern(r".{1,30}", tr("1 sampai 30 karakter"))]
"""What has happened, beside the word for emergency."""


@frozen
class NoticeText:
    id: NoticeSentence
    en: NoticeSentence | None = None


@frozen
class EmergencyKind:
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
        """The notice as the board has it, but for its number."""
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
        """The notice as the board has it, but for its number."""
        text, kind = Text(self.text.id, self.text.en), Text(self.kind.id, self.kind.en)
        return Notice("emergency", text, kind, self.lines, self.line_en, until=self.until)


@frozen
class TakeNotice:
    """Take a notice or an emergency back."""

    do: ClassVar[str] = "take-notice"
    notice: int


NoticeCommand = PutNotice | PutEmergency | TakeNotice
