"""The seam to the HTTP library: the only module that names it, and the library below it."""

import httpx2 as httpx

CORE = "httpcore2"

__all__ = ["CORE", "httpx"]
