"""Read the config, `sdk.yml` or a team's `stainless.yml`, into frozen data that knows where each key stands."""
