"""What `GET /healthz` answers: whether the endpoint can do its work."""

from typing import Literal

from attrs import frozen


@frozen
class Health:
    """The endpoint's health, and how far its data are."""

    status: Literal["ok", "failed"]
    epoch: str
    version: int
