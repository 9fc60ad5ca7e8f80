"""What a day shows: times by leg and step, outcomes by person, and days that add up."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from play import START, Desk, small_pack

from kiosk.time.instant import Instant
from kiosk.visit.measure.statistics import (
    ServiceDay,
    StepTimes,
    Times,
    duration_stats,
    group_steps,
    measure_ended_day,
    measure_visits,
    measures,
    most_missing,
    sum_days,
)
from kiosk.visit.state import CompletedStep, Origin
from kiosk.wire.case import ApplicantOutcome
from kiosk.wire.command.counter import CallChosen, Finish, MarkStepDone, Park, Return, Start
from kiosk.wire.command.visit import Resume


@pytest.fixture
def desk() -> Desk:
    made = Desk(small_pack())
    made.open("1", "3")
    return made


def paspor(desk: Desk) -> ServiceDay:
    (day,) = measure_visits(desk.state.visits.values())
    return day


def step(desk: Desk, counter: str, name: str, after: float) -> None:
    desk.later(after)
    desk.at(MarkStepDone, counter, step=name)


def test_waiting_walking_serving_and_each_step_are_measured(desk: Desk) -> None:
    desk.issue()
    desk.later(300)
    desk.call("1")
    desk.later(40)
    desk.at(Start, "1")
    step(desk, "1", "periksa", 200)
    step(desk, "1", "pindai", 100)
    day = paspor(desk)
    assert (day.waiting, day.walking) == (Times((300,)), Times((40,)))
    assert day.serving == (StepTimes(("periksa",), Times((300,))),)
    assert day.steps == (StepTimes(("periksa",), Times((200,))), StepTimes(("pindai",), Times((100,))))


def test_steps_toggled_at_once_are_one_measurement(desk: Desk) -> None:
    desk.issue()
    desk.call("1")
    desk.at(Start, "1")
    step(desk, "1", "periksa", 400)
    step(desk, "1", "pindai", 19)
    assert paspor(desk).steps == (StepTimes(("periksa", "pindai"), Times((419,))),)


def test_a_booked_time_is_waited_from_not_from_coming_early(desk: Desk) -> None:
    desk.issue(slot=START + timedelta(minutes=10))
    desk.later(15 * 60)
    desk.call("1")
    assert paspor(desk).waiting == Times((300,))


def test_what_nobody_ended_in_time_is_told_apart(desk: Desk) -> None:
    for forgotten in (True, False):
        desk.issue("pengaduan")
        desk.call("3")
        desk.at(Start, "3")
        step(desk, "3", "catat", 60)
        desk.later(3600 if forgotten else 30)
        desk.at(Finish, "3", outcome="done", forgotten=forgotten)
    day = paspor(desk)
    assert day.serving == (StepTimes(("catat",), Times((90,), inaccurate=1)),)
    assert day.steps == (StepTimes(("catat",), Times((60,), inaccurate=1)),)


def test_whoever_is_still_served_at_day_end_left_nobody_knows_when(desk: Desk) -> None:
    desk.issue("pengaduan")
    desk.call("3")
    desk.at(Start, "3")
    assert paspor(desk).serving == ()
    (day,) = measure_ended_day(desk.state.visits.values())
    assert day.serving == (StepTimes(("catat",), Times(inaccurate=1)),)
    assert day.outcomes == {}


def test_service_is_counted_without_the_time_that_the_person_stepped_aside(desk: Desk) -> None:
    desk.issue("pengaduan")
    desk.call("3")
    desk.at(Start, "3")
    desk.later(100)
    desk.at(Park, "3", reason="copy")
    desk.later(900)
    visit = desk.visit("E001")
    desk.do(Resume(visit.id, visit.revision), Origin("loket-3", "3", staffed=True))
    desk.later(30)
    desk.at(Start, "3")
    assert paspor(desk).serving == ()
    desk.later(200)
    desk.at(Return, "3", reason="equipment")
    assert paspor(desk).serving == (), "what was broken off is no service"
    desk.at(CallChosen, "3", visit=visit.id)
    desk.at(Start, "3")
    desk.later(50)
    desk.at(Park, "3", reason="copy")
    visit = desk.visit("E001")
    desk.do(Resume(visit.id, visit.revision), Origin("loket-3", "3", staffed=True))
    desk.at(Start, "3")
    step(desk, "3", "catat", 70)
    desk.at(Finish, "3", outcome="done")
    assert paspor(desk).serving == (StepTimes(("catat",), Times((120,))),)


def test_people_are_counted_each_with_their_own_outcome(desk: Desk) -> None:
    desk.issue("pengaduan", people=4)
    desk.call("3")
    desk.at(Start, "3")
    alone = ApplicantOutcome(2, "incomplete", ("kk", "other"))
    desk.at(Finish, "3", outcome="left", but=(alone,))
    desk.issue("pengaduan", people=2)
    desk.call("3")
    desk.at(Start, "3")
    desk.at(Finish, "3", outcome="incomplete", missing=("kk",))
    day = paspor(desk)
    assert day.outcomes == {"left": 3, "incomplete": 3}
    assert day.missing == {"kk": 3, "other": 1}
    assert most_missing([day]) == {"pengaduan": "kk"}


SECONDS = st.lists(st.integers(0, 5000), max_size=5).map(tuple)
TIMES = st.builds(Times, SECONDS, st.integers(0, 3))
STEPS = st.lists(
    st.builds(StepTimes, st.sampled_from([("a",), ("a", "b"), ("b",)]), TIMES), max_size=3, unique_by=lambda s: s.steps
).map(lambda each: tuple(sorted(each, key=lambda s: s.steps)))
COUNTS = st.dictionaries(st.sampled_from("xyz"), st.integers(1, 9))
DAYS = st.lists(
    st.builds(ServiceDay, st.sampled_from(["p", "q"]), st.integers(0, 9), COUNTS, COUNTS, TIMES, TIMES, STEPS, STEPS),
    max_size=6,
)


@given(days=DAYS, cut=st.integers(0, 6))
def test_days_add_up_however_they_are_grouped(days: list[ServiceDay], cut: int) -> None:
    whole = sum_days(days)
    assert sum_days([*sum_days(days[:cut]), *sum_days(days[cut:])]) == whole
    assert sum(day.visits for day in whole) == sum(day.visits for day in days)
    count = sum(len(s.times.seconds) for day in days for s in day.steps)
    assert sum(len(s.times.seconds) for day in whole for s in day.steps) == count


@given(gaps=st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_no_two_measurements_lie_closer_than_twenty_seconds(gaps: list[int]) -> None:
    at = 0
    done = []
    for number, gap in enumerate(gaps):
        at += gap
        done.append((f"s{number}", CompletedStep(Instant(START + timedelta(seconds=at), "b", at), "1", 0)))
    groups = list(group_steps(done))
    assert [name for names, _ in groups for name in names] == [name for name, _ in done]
    firsts = [dict(done)[names[0]].moment for names, _ in groups]
    assert all(first.since(last.moment) >= 20 for first, (_, last) in zip(firsts[1:], groups, strict=False))
    assert sum(gap >= 20 for gap in gaps[1:]) == len(groups) - 1


@given(seconds=SECONDS, inaccurate=st.integers(0, 3), standard=st.none() | st.integers(1, 60))
def test_figures_tell_the_median_the_share_and_what_kept_to_the_standard(
    seconds: tuple[int, ...], inaccurate: int, standard: int | None
) -> None:
    figures = duration_stats(Times(seconds, inaccurate), standard)
    assert (figures.count, figures.inaccurate, figures.standard) == (len(seconds), inaccurate, standard)
    if not seconds:
        assert figures.median is None and figures.p80 is None
        return
    assert figures.median is not None and figures.p80 is not None
    assert figures.median in seconds and figures.p80 in seconds
    assert sum(each <= figures.median for each in seconds) * 2 >= len(seconds)
    assert sum(each <= figures.p80 for each in seconds) * 10 >= 8 * len(seconds)
    assert sum(each < figures.p80 for each in seconds) * 10 < 8 * len(seconds)
    assert (figures.within is None) == (standard is None)
    if standard is not None:
        assert figures.within == sum(each <= 60 * standard for each in seconds)


def test_a_period_names_services_and_what_was_missing(desk: Desk) -> None:
    day = ServiceDay("paspor", 3, {"incomplete": 2}, {"ktp": 1, "kk": 2}, Times((60,)), Times(), (), ())
    said = measures(
        [day, ServiceDay("lama", 1, {}, {}, Times(), Times(), (), ())], (), START.date(), START.date(), desk.pack
    )
    assert [(s.service, s.name.id, s.visits) for s in said.services] == [("lama", "lama", 1), ("paspor", "paspor", 3)]
    assert [(m.requirement, m.name.id, m.count) for m in said.services[1].missing] == [
        ("kk", "Kartu keluarga", 2),
        ("ktp", "KTP", 1),
    ]
