"""Tests of this SDK."""
