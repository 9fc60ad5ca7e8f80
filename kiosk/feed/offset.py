"""How far a server's clock is from the terminal's, told from the `Date` of its answers."""

from datetime import datetime, timedelta

from attrs import frozen

_SECOND = timedelta(seconds=1)


@frozen
class Offset:
    """How far a server's clock is from the terminal's, told from the `Date` of its answers.

    A `Date` is cut to the second, so that one answer only says between which bounds the difference lies; every further
    answer narrows them. There are none before the first answer.
    """

    low: timedelta | None = None
    high: timedelta | None = None

    def heard(self, date: datetime, sent: datetime, received: datetime) -> "Offset":
        """Take in an answer of *date*, asked for and received at those times of the terminal's clock.

        Where it contradicts what was known, one of the clocks was set: only the new answer counts then.
        """
        low, high = date - received, date + _SECOND - sent
        if self.low is None or self.high is None or low > self.high or high < self.low:
            return Offset(low, high)
        return Offset(max(low, self.low), min(high, self.high))

    @property
    def best(self) -> timedelta:
        """The server's clock less the terminal's: none where the bounds allow it, else the middle of them."""
        if self.low is None or self.high is None or self.low <= timedelta() <= self.high:
            return timedelta()
        return self.low + (self.high - self.low) / 2
