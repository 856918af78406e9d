"""The class that every error of this SDK derives from."""

__all__ = ["AnthropicError"]


class AnthropicError(Exception):
    """Any error this SDK raises on purpose."""


RootError = AnthropicError
