"""Turn an OpenAPI document and a config into the IR: the only package that sees both."""
