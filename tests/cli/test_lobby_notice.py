"""A lobby in a terminal of its own, and an emergency that somebody puts up at the endpoint."""

from pathlib import Path

from endpoint.api.test_notices import QUAKE
from endpoint.house import enrol, opened, post
from pseudo import kiosk
from waiting import until


def test_an_emergency_covers_the_lobby_over_a_restart_until_it_is_taken_back(tmp_path: Path) -> None:
    data, cache = tmp_path / "data", ("--cache", str(tmp_path / "cache"))
    kept, tokens = tmp_path / "cache" / "board.json", enrol(data)
    with opened(data, tokens=tokens) as house:
        with kiosk("lobby", *cache, "--endpoint", house.url) as lobby:
            lobby.until(lambda text: "Paspor" in text)
            number = post(house.client("atas"), "/v1/commands", QUAKE).json()["version"]
            red = lobby.until(lambda text: "GEMPA BUMI" in text and "Jangan memakai lift." in text)
            assert "██" in red and "Paspor" not in red
            until(lambda: kept.exists() and "emergency" in kept.read_text("utf-8"))  # which comes after it is shown
        clock = house.clock
    with kiosk("lobby", *cache, "--endpoint", house.url) as lobby:
        lobby.until(lambda text: "GEMPA BUMI" in text)
    with opened(data, tokens=tokens, clock=clock) as house, kiosk("lobby", *cache, "--endpoint", house.url) as lobby:
        lobby.until(lambda text: "GEMPA BUMI" in text)
        post(house.client("atas"), "/v1/commands", {"do": "take-notice", "notice": number})
        assert "Paspor" in lobby.until(lambda text: "DARURAT" not in text and "Paspor" in text)
