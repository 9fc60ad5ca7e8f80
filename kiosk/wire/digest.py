"""SHA-256 as it travels: hexadecimal."""

from typing import Annotated

from kiosk.language import tr
from kiosk.structure.value import Like

Digest = Annotated[str, Like(r"[0-9a-f]{64}", tr("SHA-256"))]
