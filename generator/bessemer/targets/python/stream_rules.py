"""Write the rules for the events of streams."""

from __future__ import annotations

from bessemer.encode.code import Code, code, joined
from bessemer.encode.python import py_str, py_value
from bessemer.ir.operations import EventRule
from bessemer.targets.python.names import Names
from bessemer.targets.python.views import StreamRules

# Where the config has no rules every event is given out, up to the one that many servers say the end with.
_USUAL = (EventRule("done", starts_with="[DONE]"), EventRule("yield"))


def stream_rules(names: Names) -> StreamRules:
    return StreamRules(tuple(_rule(item) for item in names.api.client.events or _USUAL))


def _rule(rule: EventRule) -> Code:
    parts = [py_str(rule.handle)]
    if rule.names is not None:
        listed = joined(", ", (py_value(name) for name in rule.names))
        parts.append(code("names=(", listed, ",)" if len(rule.names) == 1 else ")"))
    if rule.starts_with:
        parts.append(code("starts_with=", py_str(rule.starts_with)))
    if rule.error_property is not None:
        parts.append(code("error_property=", py_str(rule.error_property)))
    return code("Rule(", joined(", ", parts), ")")
