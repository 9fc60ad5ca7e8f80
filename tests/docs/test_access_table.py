"""The table of docs/akses.md is that of the endpoint; its cells are tested in tests/endpoint/api/test_access.py."""

from pathlib import Path

from kiosk.endpoint.api.access import PERMISSIONS
from kiosk.wire.access import ROLES

PAGE = Path(__file__).parents[2] / "docs/akses.md"


def table() -> list[str]:
    """The rows that the page must have."""
    head = [
        "| perintah atau alamat / command or address | " + " | ".join(ROLES) + " |",
        "| --- |" + " :-: |" * len(ROLES),
    ]
    cells = (
        (do, [("1" if role == "counter" else "x") if role in roles else " " for role in ROLES])
        for do, roles in PERMISSIONS.items()
    )
    return head + [f"| `{do}` | " + " | ".join(marks) + " |" for do, marks in cells]


def test_the_page_shows_what_the_endpoint_goes_by() -> None:
    wanted = "\n".join(table())
    assert wanted in PAGE.read_text("utf-8"), f"docs/akses.md must have\n{wanted}"
