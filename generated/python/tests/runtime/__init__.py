"""Tests of what every method stands on."""
