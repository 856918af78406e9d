"""Bessemer makes SDKs from an OpenAPI document and a stainless.yml."""

__version__ = "0.1.0"
