"""The machine's zone, where the system cannot tell it."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

import pytest

from privacy_check.system import clock


@pytest.mark.parametrize("error", [OSError(22, "Invalid argument"), OverflowError(), ValueError()])
def test_a_moment_whose_offset_the_system_refuses_to_tell_is_utc(error: Exception) -> None:
    class Refused(datetime):
        """As on Windows before 1970, or with an impossible TZ."""

        def astimezone(self, tz: tzinfo | None = None) -> Self:
            if tz is None:
                raise error
            return super().astimezone(tz)

    moment = Refused(1960, 1, 2, 3, tzinfo=UTC)
    assert clock._to_local(moment) == moment
    assert clock._to_local(moment.replace(tzinfo=None)).utcoffset() == timedelta()
