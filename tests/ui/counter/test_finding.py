"""Finding at the counter: letters are text, numbers and standards are found, and one is read, in two keys, offline."""

import asyncio

from attrs import evolve
from ui.counter.sample import ANAK, NOW, PASPOR, SEEN, STATIONS

from kiosk.ui.counter.finding import LONGEST, Finding, Number
from kiosk.ui.counter.keys import press
from kiosk.ui.counter.station import Station


def keyed(station: Station, *keys: str) -> Station:
    for key in keys:
        station, command = press(station, key, NOW, 1.0)
        assert command is None
    return station


def finding(*keys: str, name: str = "serving") -> Finding:
    made = keyed(STATIONS[name], "C", *keys).finding
    assert made is not None
    return made


def names(made: Finding) -> list[str]:
    return [thing.ticket if isinstance(thing, Number) else thing.id for thing in made.found]


def test_without_words_all_standards_are_listed() -> None:
    assert names(finding()) == [sop.id for sop in (SEEN.catalogue.sops if SEEN.catalogue else ())]


def test_letters_are_text_and_no_acts() -> None:
    made = finding(*"SBX", "space", "1")
    assert made.text == "sbx 1"
    assert finding(*"HILX", "backspace", "A").text == "hila"
    assert len(finding(*"A" * 60).text) == LONGEST


def test_numbers_are_found_by_what_is_on_the_wall() -> None:
    for typed in ("A013", "A13", "13"):
        assert names(finding(*typed)) == ["A013"]
    assert finding(*"A009").marked == Number("A009", "paspor-baru", finding(*"A009").found[0].said)  # type: ignore[union-attr]


def test_a_standard_is_found_with_a_slip_and_read() -> None:
    made = finding(*"ANKA", "enter")
    assert made.opened == ANAK
    assert finding(*"ANKA", "enter", "escape").opened is None
    assert keyed(STATIONS["serving"], "C", *"ANKA", "enter", "escape", "escape").finding is None


def test_a_number_leads_to_the_standard_of_its_service() -> None:
    assert finding(*"A013", "enter").opened == PASPOR


def test_the_standard_at_hand_is_one_key_away_and_one_key_leads_back() -> None:
    read = keyed(STATIONS["serving"], "O")
    assert read.finding and read.finding.opened == PASPOR
    assert keyed(read, "escape").finding is None
    assert keyed(read, "X", "S").finding == read.finding


def test_it_works_without_the_endpoint_and_while_an_answer_is_waited_for() -> None:
    offline = evolve(STATIONS["serving"], seen=evolve(SEEN, live=False))
    assert keyed(offline, "C").finding is not None
    sent, command = press(offline, "space", NOW, 1.0)
    assert sent.under_way is not None and command is not None
    assert keyed(sent, "O").finding is not None


def test_without_a_catalogue_it_says_so() -> None:
    bare = evolve(STATIONS["serving"], seen=evolve(SEEN, catalogue=None))
    for key in "CO":
        after = keyed(bare, key)
        assert after.said and "belum datang" in after.said.text.id


def test_without_a_number_o_points_to_c() -> None:
    after = keyed(STATIONS["empty"], "O")
    assert after.said and "C mencari SOP" in after.said.text.id


def test_the_cursor_stays_among_what_is_found() -> None:
    assert finding("up").cursor == 0
    last = finding(*["down"] * 50)
    assert last.cursor == len(last.found) - 1
    assert finding("down", "P").cursor == 0
    assert finding(*"ZZZZ", "down", "enter").opened is None


def test_typed_letters_count_however_close_they_come() -> None:
    async def play() -> str:
        from collections.abc import AsyncIterator

        from kiosk.clock import SystemClock
        from kiosk.feed.answer import Answer
        from kiosk.feed.seen import Seen
        from kiosk.ui.counter.app import CounterApp
        from kiosk.ui.theme import CONSOLE
        from kiosk.wire.command import Command

        async def follow() -> AsyncIterator[Seen]:
            yield SEEN
            await asyncio.Event().wait()

        async def send(_: Command, __: str) -> Answer:
            raise AssertionError

        app = CounterApp(SEEN, follow, send, SystemClock(), "id", CONSOLE)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("c")
            for _ in range(200):
                if app.station.finding is not None:
                    break
                await pilot.pause(0.02)
            await pilot.press(*"passpor")
            await pilot.pause()
            assert app.station.finding is not None
            return app.station.finding.text

    assert asyncio.run(play()) == "passpor"
