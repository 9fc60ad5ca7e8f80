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

settings.register_profile("kiosk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kiosk")
