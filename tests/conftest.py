"""What all tests share: no example of hypothesis has a time limit, since a busy machine is no fault."""

from hypothesis import HealthCheck, settings

settings.register_profile("kiosk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kiosk")
