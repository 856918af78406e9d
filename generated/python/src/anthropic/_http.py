"""The seam to the HTTP library: the only module that names it."""

import httpx2 as httpx

__all__ = ["httpx"]
