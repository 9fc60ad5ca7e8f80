"""Chances and durations of simulated people.

All are made up to look plausible. None is a standard, a measurement or a promise of any office, and none is ever shown:
times on the screens are measured from what the simulated people did.
"""

from datetime import timedelta
from math import log
from random import Random
from typing import Final

ARRIVALS: Final = 15.0  # numbers taken in an hour of an ordinary morning
PEAK: Final = 1.6  # how many times as many in the first hour and a half
AFTERNOON: Final = 0.6  # the share of that after the break

SHARES: Final = {
    "paspor-baru": 34,
    "paspor-penggantian-habis": 30,
    "paspor-anak": 12,
    "itas-perpanjangan": 6,
    "pengaduan-informasi": 12,
    "paspor-haji-umrah": 6,
    "paspor-percepatan": 4,
    "paspor-bap": 3,
    "paspor-simpatik": 0,
}
"""Relative demand for each service. Simulated days are never at a weekend, so `paspor-simpatik` has none."""
OTHER_SHARE: Final = 1  # of a service that is not listed
PEOPLE: Final = (80, 10, 6, 4)  # of a hundred numbers: for one, two, three, four people
PRIORITY: Final = 0.10
ENGLISH: Final = 0.6  # share of those who come for a stay permit and speak English
COMES: Final = (0.93, 0.7, 0.5, 0.5)  # share that comes at the first call, of the rest at the second, and so on
COMES_BACK: Final = 0.5  # share of the absent that comes after all
INCOMPLETE: Final = 0.07
FORGETS: Final = 0.04  # share of visits whose end nobody notes when it comes
FORGOTTEN: Final = 12 * 60.0  # seconds until somebody notices
PARKS: Final = 0.03  # share of steps in which somebody is sent to make a copy
AWAY: Final = 7 * 60.0  # seconds until they are back
TOGGLES: Final = 0.03  # share of steps after which the clerk's hand is not sure
CHOOSES: Final = 0.03  # share of calls for which the clerk chooses somebody
LEAVES_EARLY: Final = 0.25  # share of days on which a counter that others can do without closes early
EARLY: Final = timedelta(minutes=45)
SLOTS: Final = 0.15  # share of passport applicants who booked a time
SLOT: Final = timedelta(minutes=30)  # a booked time is a multiple of this
PUNCTUAL: Final = (-20.0, 20.0)  # minutes between which people come after the time they booked
SETTLES: Final = 60.0  # seconds from the hour to a counter that is open

STEP_SECONDS: Final = {"foto": 150.0, "wawancara": 165.0, "periksa": 130.0}
"""Typical seconds of a step for one person."""
OTHER_STEP_SECONDS: Final = 110.0
EACH_MORE: Final = 0.6  # what every further person of a family adds to a step
LONGEST_STEP: Final = 20 * 60.0
COLLECTORS: Final = 7.0  # people who come in an hour to collect something that is ready, as long as something is
PAYS: Final = 0.75  # share that pays while the visit is at the counter
CASE_SECONDS: Final = 8.0  # typical time to mark a case behind the counters
ROUND_AFTER: Final = timedelta(minutes=30)  # from opening to the first round of the back office
ROUND_EVERY: Final = timedelta(hours=1)  # between its rounds
MADE_READY: Final = 0.17  # share of what is due by the next working day that one round makes ready
PAYS_LATER: Final = 0.1  # share of what waits for a payment that is paid by the next round
HELD: Final = 0.003  # share of what is due later that one round finds something amiss with
RELEASED: Final = 0.1  # share of what is held that one round goes on with
FARTHEST: Final = 30  # days looked ahead for one that the office is open on


def draw_seconds(chance: Random, typical: float, spread: float = 0.35, most: float = LONGEST_STEP) -> float:
    """Return seconds around *typical*, log-normal: many a little shorter, a few much longer, none over *most*."""
    return min(most, chance.lognormvariate(log(typical), spread))


def step_seconds(chance: Random, step: str, people: int) -> float:
    """Return the seconds that a step takes with so many people."""
    return draw_seconds(chance, STEP_SECONDS.get(step, OTHER_STEP_SECONDS) * (1 + EACH_MORE * (people - 1)))
