"""The distribution's name and version."""

__title__ = "anthropic"
__version__ = "0.0.1"  # x-release-please-version
