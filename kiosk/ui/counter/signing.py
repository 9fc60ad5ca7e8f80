"""Signing on and unlocking: a staff code, a PIN, and ENTER. Here alone letters and digits are text.

Nothing typed here is kept: the PIN leaves the terminal once, and is forgotten whatever the answer.
"""

from typing import Final, Literal

from attrs import evolve, frozen

from kiosk.language import Text
from kiosk.pin import LONGEST, SHORTEST, is_pin

LONGEST_CODE: Final = 8
"""Characters of a staff code at most."""

_SHORTEST_CODE: Final = 2

CODE_ASKED: Final = Text("Ketik kode petugas, lalu ENTER.", "Type the staff code, then ENTER.")
PIN_ASKED: Final = Text("PIN terdiri dari {a} sampai {b} angka.", "A PIN has {a} to {b} digits.").format(
    a=SHORTEST, b=LONGEST
)

Field = Literal["person", "pin"]


@frozen
class Form:
    """What is typed."""

    person: str = ""
    """A code in place of whoever is signed on; empty: it is they."""
    pin: str = ""
    at: Field = "pin"

    def field(self, who: str | None) -> Field:
        """Where the next character goes, with *who* signed on: the PIN only once it is known whose."""
        return self.at if self.person or who else "person"

    def whose(self, who: str | None) -> str:
        """Whose PIN it is."""
        return self.person or who or ""

    def typed(self, key: str, who: str | None) -> "Form":
        """A character more: a letter among the digits of a PIN begins somebody else's code."""
        at = self.field(who)
        if at == "pin" and key.isdigit():
            return evolve(self, pin=(self.pin + key)[:LONGEST])
        person = key if at == "pin" else (self.person + key)[:LONGEST_CODE]
        return Form(person, at="person")

    def erased(self, who: str | None) -> "Form":
        """A character less; before an empty PIN it is one of the code."""
        if self.field(who) == "pin" and (self.pin or not self.person):
            return evolve(self, pin=self.pin[:-1])
        return Form(self.person[:-1], at="person")

    def moved(self) -> "Form":
        """To the other field."""
        return evolve(self, at="person" if self.at == "pin" else "pin")

    def lacks(self, who: str | None) -> Text | None:
        """What must still be typed before the field is full."""
        if self.field(who) == "person":
            return CODE_ASKED if len(self.person) < _SHORTEST_CODE else None
        return None if is_pin(self.pin) else PIN_ASKED
