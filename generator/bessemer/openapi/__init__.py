"""From a file to a sound OpenAPI document in 3.1 spelling. Imports document and diagnostics only."""
