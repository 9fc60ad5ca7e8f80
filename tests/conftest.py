"""What all tests share: a busy machine is no fault, and whose machine it is makes no difference."""

import os
from typing import Final

from hypothesis import HealthCheck, settings

_SET_FOR_SCREENS: Final = ("COLORTERM", "COLUMNS", "FORCE_COLOR", "LANGUAGE", "LINES", "NO_COLOR")
"""What somebody, or a machine that runs tests, may have set for their own screen."""

for name in list(os.environ):
    if name in _SET_FOR_SCREENS or (name.startswith("KIOSK_") and name != "KIOSK_RENEW_FRAMES"):
        del os.environ[name]
os.environ["XDG_CONFIG_HOME"] = "/nonexistent"  # where whoever runs the tests may have a kiosk.toml

settings.register_profile("test", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", settings.get_profile("test"), derandomize=False)
settings.load_profile("test")  # the same code, the same examples: what fails, fails for whoever looks
