"""Finding at the counter: letters are text, numbers and standards are found, and one is read, in two keys, offline."""

import asyncio
from collections.abc import AsyncIterator

from attrs import evolve
from textual.pilot import Pilot
from ui.counter.sample import ANAK, CASE, EMPTY, FOUND, MODELS, NOW, PASPOR, SEEN, VISIT, with_visit
from ui.counter.test_app import Office, at_counter
from waiting import until_shown

from kiosk.feed.errors import SILENT
from kiosk.feed.sender import CommandAnswer, Unreachable
from kiosk.feed.state import FeedState
from kiosk.system.clock import SystemClock
from kiosk.ui.counter.app import CounterApp
from kiosk.ui.counter.model.counter import CounterModel
from kiosk.ui.counter.model.search import LONGEST, SearchAnswer, SearchState, id_of, receive_answer
from kiosk.ui.counter.update import press
from kiosk.ui.theme import CONSOLE
from kiosk.wire.answer import FoundVisit, SearchResult
from kiosk.wire.command.counter import Scan
from kiosk.wire.command.union import Command


def press_keys(model: CounterModel, *keys: str) -> CounterModel:
    for key in keys:
        model, command = press(model, key, NOW, 1.0)
        assert command is None
    return model


def search_after(*keys: str, name: str = "serving") -> SearchState:
    made = press_keys(MODELS[name], "C", *keys).search
    assert made is not None
    return made


def names(made: SearchState) -> list[str]:
    return [thing.ticket if isinstance(thing, FoundVisit) else id_of(thing) for thing in made.hits]


def test_without_words_all_standards_are_listed() -> None:
    assert names(search_after()) == [sop.id for sop in (SEEN.catalogue.sops if SEEN.catalogue else ())]


def test_letters_are_text_and_no_acts() -> None:
    made = search_after(*"SBX", "space", "1")
    assert made.text == "sbx 1"
    assert search_after(*"HILX", "backspace", "A").text == "hila"
    assert len(search_after(*"A" * 60).text) == LONGEST


def test_numbers_are_found_by_what_is_on_the_wall() -> None:
    for typed in ("A013", "A13", "13"):
        assert names(search_after(*typed)) == ["A013"]
    absent = search_after(*"A009").selected
    assert isinstance(absent, FoundVisit) and (absent.state, absent.counter) == ("absent", "3")


def test_a_standard_is_found_with_a_slip_and_read() -> None:
    made = search_after(*"ANKA", "enter")
    assert made.opened == ANAK
    assert search_after(*"ANKA", "enter", "escape").opened is None
    assert press_keys(MODELS["serving"], "C", *"ANKA", "enter", "escape", "escape").search is None


def test_a_number_leads_to_the_standard_of_its_service() -> None:
    assert search_after(*"A013", "enter").opened == PASPOR


def test_the_standard_at_hand_is_one_key_away_and_one_key_leads_back() -> None:
    read = press_keys(MODELS["serving"], "O")
    assert read.search and read.search.opened == PASPOR
    assert press_keys(read, "escape").search is None
    assert press_keys(read, "X", "S").search == read.search


def test_it_works_without_the_endpoint_and_while_an_answer_is_waited_for() -> None:
    offline = evolve(MODELS["serving"], feed=evolve(SEEN, live=False))
    assert press_keys(offline, "C").search is not None
    sent, command = press(offline, "space", NOW, 1.0)
    assert sent.pending is not None and command is not None
    assert press_keys(sent, "O").search is not None


def test_without_a_catalogue_it_says_so() -> None:
    bare = evolve(MODELS["serving"], feed=evolve(SEEN, catalogue=None))
    for key in "CO":
        after = press_keys(bare, key)
        assert after.message and "belum datang" in after.message.text.id


def test_without_a_number_o_points_to_c() -> None:
    after = press_keys(MODELS["empty"], "O")
    assert after.message and "C mencari SOP" in after.message.text.id


def test_the_cursor_stays_among_what_is_found() -> None:
    assert search_after("up").cursor == 0
    last = search_after(*["down"] * 50)
    assert last.cursor == len(last.hits) - 1
    assert search_after("down", "P").cursor == 0
    assert search_after(*"ZZZZ", "down", "enter").opened is None


def test_typed_letters_count_however_close_they_come() -> None:
    async def play() -> str:
        async def follow() -> AsyncIterator[FeedState]:
            yield SEEN
            await asyncio.Event().wait()

        async def send(_: Command, __: str) -> CommandAnswer:
            raise AssertionError

        app = CounterApp(SEEN, follow, send, SystemClock(), "id", CONSOLE)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("c")
            for _ in range(200):
                if app.model.search is not None:
                    break
                await pilot.pause(0.02)
            await pilot.press(*"passpor")
            await pilot.pause()
            assert app.model.search is not None
            return app.model.search.text

    assert asyncio.run(play()) == "passpor"


def test_visits_come_first_then_cases_then_standards_and_none_twice() -> None:
    made = receive_answer(
        search_after(*"A013"),
        SearchAnswer("a013", SearchResult((FoundVisit("v-A013", 9, "A013", "paspor-baru", "called"),), (CASE,))),
    )
    assert [id_of(thing) for thing in made.hits] == ["v-A013", CASE.code]
    assert made.hits[0].revision == 9  # type: ignore[union-attr]
    both = receive_answer(search_after(*"paspor hil".upper()), SearchAnswer("paspor hil", FOUND))
    assert [id_of(thing) for thing in both.hits][:4] == ["v-E004", "v-A007", CASE.code, "paspor-hilang"]


def test_an_answer_to_other_words_changes_nothing_and_one_that_comes_late_keeps_what_is_marked() -> None:
    made = search_after(*"PASPOR", "down")
    assert receive_answer(made, SearchAnswer("papor", FOUND)) == made
    assert made.selected is not None
    after = receive_answer(made, SearchAnswer("paspor", FOUND))
    assert after.selected == made.selected and len(after.hits) == len(made.hits) + 3
    assert receive_answer(search_after(*"PASPOR"), SearchAnswer("paspor", FOUND)).selected == FOUND.visits[0]


def test_a_whole_code_is_like_no_word() -> None:
    for typed in ("K7Q2-M9XA-D", "K7Q2M9XAD", "k7q2m9xad"):
        assert search_after(*typed).hits == ()
    made = receive_answer(search_after(*"K7Q2M9XAD"), SearchAnswer("k7q2m9xad", SearchResult(cases=(CASE,))))
    assert made.hits == (CASE,)
    today = FoundVisit("v-A013", 9, "A013", "paspor-baru", "ended")
    made = receive_answer(search_after(*"K7Q2M9XAD"), SearchAnswer("k7q2m9xad", SearchResult((today,), (CASE,))))
    assert made.hits == (CASE, today), "ENTER opens the case also on the day on which its visit was"


def test_a_case_that_is_read_is_brought_to_the_visit_at_hand() -> None:
    def read_at(name: str) -> CounterModel:
        after = press_keys(MODELS[name], "C", *"K7Q2M9XAD")
        assert after.search is not None
        return press_keys(
            evolve(after, search=receive_answer(after.search, SearchAnswer("k7q2m9xad", SearchResult(cases=(CASE,))))),
            "enter",
        )

    assert press_keys(read_at("serving"), *"UBSN1", "space").search == read_at("serving").search, "letters are dead"
    after, command = press(read_at("serving"), "right", NOW, 1.0)
    assert after.search is None
    assert command == Scan(counter="3", expect=EMPTY.revision, case=CASE.code)
    after, command = press(read_at("empty"), "right", NOW, 1.0)
    assert command is None and after.message is not None


@at_counter(with_visit(VISIT))
async def test_the_endpoint_is_asked_once_for_the_words_typed(office: Office, pilot: Pilot[None]) -> None:
    asked: list[str] = []

    async def search(words: str) -> SearchResult:
        asked.append(words)
        return FOUND

    office.app._search = search
    await office.press(pilot, *"chil")
    await office.shows("E004")
    await office.shows("menunggu 8 menit")
    assert asked == ["hil"]
    await office.press(pilot, "down", "down")
    await office.shows("K7Q2-M9XA-D  Penggantian paspor hilang")
    await office.press(pilot, "enter")
    await office.shows("pakai untuk A012")
    await office.press(pilot, "escape", "escape", *"chil")
    await until_shown(lambda: asked == ["hil", "hil"], lambda: f"{asked}")


@at_counter(with_visit(VISIT))
async def test_without_the_endpoint_standards_and_the_last_line_are_found(office: Office, pilot: Pilot[None]) -> None:
    asked: list[str] = []

    async def search(words: str) -> Unreachable:
        asked.append(words)
        return Unreachable(SILENT, "http://127.0.0.1:8765")

    office.app._search = search
    await office.press(pilot, *"ca013")
    await until_shown(lambda: asked == ["a013"], lambda: f"{asked}")
    await office.shows(SILENT.id)
    await office.shows("→ A013")
    await office.press(pilot, "escape")
    office.stream.put_nowait(evolve(SEEN, live=False))
    await office.shows("SERVER TIDAK TERSAMBUNG")
    await office.press(pilot, *"chil")
    await office.shows("server tidak tersambung")
    await office.shows("→ Penggantian paspor hilang")
    assert asked == ["a013"], "nobody is there to be asked"
