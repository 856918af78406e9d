"""The seam to the HTTP library: the only module that names it, and the library below it."""

import httpx

CORE = "httpcore"

__all__ = ["CORE", "httpx"]
