"""Commands of the staff: signing on at a terminal, and leaving it."""

from typing import Annotated, ClassVar

from attrs import field, frozen

from kiosk.schema.fields import Pattern
from kiosk.text.language import tr

PersonCode = Annotated[str, Pattern(r"[A-Z0-9]{2,8}", tr("2 sampai 8 huruf besar atau angka"))]
"""What somebody of the staff is known by: RM."""


@frozen
class SignOn:
    """Somebody of the staff is at this terminal from now on."""

    do: ClassVar[str] = "sign-on"
    person: PersonCode
    pin: str = field(default="", repr=False)
    """Looked at where it arrives and taken out there: it is in nothing that is decided on, kept or said."""
    new_pin: str | None = field(default=None, repr=False)
    """Is theirs from now on in place of *pin*, and as secret."""

    @property
    def proven(self) -> "SignOn":
        """The command once its PIN was found right."""
        return SignOn(self.person)


@frozen
class SignOff:
    """Whoever is signed on at this terminal leaves it."""

    do: ClassVar[str] = "sign-off"


StaffCommand = SignOn | SignOff
