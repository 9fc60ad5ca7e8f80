"""SHA-256 as it travels: hexadecimal."""

from typing import Annotated

from kiosk.language import Text
from kiosk.structure.value import Like

Digest = Annotated[str, Like(r"[0-9a-f]{64}", Text("SHA-256", "a SHA-256"))]
