"""The class that every error of this SDK derives from."""

__all__ = ["SampleError"]


class SampleError(Exception):
    """Any error this SDK raises on purpose."""


RootError = SampleError
