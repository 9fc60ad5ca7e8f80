"""The form for signing on and unlocking: a staff code, a PIN, perhaps a new PIN. Only here are letters and digits text.

The PINs leave the terminal once, and are forgotten whatever the answer.
"""

from typing import Final, Literal

from attrs import evolve, frozen

from kiosk.codes.secret import LONGEST, SHORTEST, is_pin, pin_fault
from kiosk.text.language import Text, tr

LONGEST_CODE: Final = 8
"""Characters of a staff code at most."""

CODE_ASKED: Final = tr("Ketik kode petugas, lalu ENTER.")
PIN_ASKED: Final = tr("PIN terdiri dari {a} sampai {b} angka.").format(a=SHORTEST, b=LONGEST)

FormField = Literal["person", "pin", "new", "again"]
FIELDS: Final[tuple[FormField, ...]] = ("person", "pin", "new", "again")


@frozen
class SignOnForm:
    """The characters typed so far. *who* is the code of whoever is signed on at the counter."""

    person: str = ""
    """A code in place of whoever is signed on; empty where it is they."""
    pin: str = ""
    new: str = ""
    """The PIN to have from now on; empty where the present one stays."""
    again: str = ""
    at: FormField = "pin"

    def field(self, who: str | None) -> FormField:
        """Return where the next character goes: to a PIN only once it is known whose."""
        return self.at if self.person or who else "person"

    @property
    def changing(self) -> bool:
        """A new PIN is being typed, or was."""
        return self.at in ("new", "again") or bool(self.new)

    def whose(self, who: str | None) -> str:
        return self.person or who or ""

    def insert(self, key: str, who: str | None) -> "SignOnForm":
        """Add a character; a letter among the digits of a PIN begins somebody else's code."""
        match self.field(who):
            case "pin" if key.isdigit():
                return evolve(self, pin=(self.pin + key)[:LONGEST])
            case "new" if key.isdigit():
                return evolve(self, new=(self.new + key)[:LONGEST], again="")
            case "again" if key.isdigit():
                return evolve(self, again=(self.again + key)[:LONGEST])
            case "person":
                return SignOnForm((self.person + key)[:LONGEST_CODE], at="person")
            case _:
                return SignOnForm(key, at="person")

    def erase(self, who: str | None) -> "SignOnForm":
        """Remove the last character; before an empty PIN it is one of the code."""
        match self.field(who):
            case "new":
                return evolve(self, new=self.new[:-1], again="")
            case "again":
                return evolve(self, again=self.again[:-1])
            case "pin" if self.pin or not self.person:
                return evolve(self, pin=self.pin[:-1])
            case _:
                return SignOnForm(self.person[:-1], at="person")

    def move(self, by: int = 1) -> "SignOnForm":
        """Move to the next field, or the one before; beyond the PIN are those of a new one."""
        return evolve(self, at=FIELDS[(FIELDS.index(self.at) + by) % len(FIELDS)])

    def gap(self, who: str | None) -> tuple[FormField, Text] | None:
        """Return the first field that is not full yet, and what must be typed there."""
        if 0 < len(self.person) < 2 or (not self.person and (who is None or self.at == "person")):
            return "person", CODE_ASKED
        if not is_pin(self.pin):
            return "pin", PIN_ASKED
        if not self.changing:
            return None
        if wrong := pin_fault(self.new):
            return "new", tr("PIN baru: {w}.").format(w=wrong)
        return None if self.again == self.new else ("again", tr("Ulangi PIN baru yang sama."))
