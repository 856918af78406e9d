"""Settings that all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# a busy machine makes input slowly; that says nothing of what is tested
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
