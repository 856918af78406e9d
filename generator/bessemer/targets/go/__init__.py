"""Make a Go SDK from an API."""
