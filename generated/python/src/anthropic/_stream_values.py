"""Turn server-sent events into the values of a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, NoReturn, Optional, Tuple

from ._compile import compiled
from ._decoders.rules import Rule, plain_names, rule_for
from ._decoders.sse import ServerSentEvent
from ._exceptions import APIError, APIResponseDecodeError, request_of, said_message
from ._http import httpx
from ._models import BaseModel
from ._stream_rules import RULES
from ._utils import is_mapping

if TYPE_CHECKING:
    from ._core_client import BaseClient

# What stands for an event that gives no value, and for one that is the last.
LEFT_OUT, END = object(), object()


class EventValues:
    """What the events of one response become; whole says that each is given with its name and id."""

    def __init__(
        self, cast_to: Any, response: httpx.Response, client: BaseClient, *, whole: bool
    ) -> None:
        self.response = response
        self._cast_to = cast_to
        self._client = client
        self._whole = whole
        self._strict = client.strict
        self._is_data = not whole and cast_to not in (str, ServerSentEvent)
        validator = compiled(cast_to) if self._is_data and not self._strict else None
        self._validate: Any = None if validator is None else validator.validate_json
        # Names of events whose data, where it is an object, is a value and nothing else can be done with it.
        self._plain = plain_names(RULES) if self._validate is not None else ()

    def take(self, event: ServerSentEvent) -> Any:
        """The value of an event; raises an APIError for one that is an error, or that is not what it should be."""
        data = event.data
        if event.event in self._plain and data[:7] == '{"type"':
            try:
                return self._validate(data)
            except ValueError:
                # Read once more by Python, which says what is wrong with it.
                pass
        return self._taken(event)

    def _taken(self, event: ServerSentEvent) -> Any:
        rule = rule_for(RULES, event.event, event.data)
        if rule is None or rule.handle == "continue":
            return LEFT_OUT
        if rule.handle == "done":
            return END
        if rule.error_property is not None:
            self._raise_stated(event, rule.error_property)
        if rule.handle == "error":
            self._raise(event)
        return self._value(event, rule) if event.data else LEFT_OUT

    def _value(self, event: ServerSentEvent, rule: Rule) -> Any:
        is_named = rule.names is not None and event.event is not None and self._is_data
        value = None if is_named and self._strict else self._read(event)
        if not is_named or not (self._strict or _lacks_type(value)):
            return value
        # Of events that go by name the name is the type.
        _, data = _data(event)
        return self._typed({"type": event.event, **data}) if is_mapping(data) else self._read(event)

    def _read(self, event: ServerSentEvent) -> Any:
        if self._validate is not None:
            try:
                return self._validate(event.data)
            except ValueError:
                # Read once more by Python, which says what is wrong with it.
                pass
        if self._cast_to is ServerSentEvent:
            return event
        if self._cast_to is str:
            return event.data
        try:
            data = event.json()
        except (ValueError, RecursionError) as err:
            if not self._whole and self._cast_to is not object:
                message = "The data of an event of the stream is not JSON"
                raise APIResponseDecodeError(
                    self.response, reason=err, text=event.data, message=message
                ) from err
            data = event.data
        if self._whole:
            return self._typed(_whole(event, data, self._cast_to))
        return self._typed(data)

    def _typed(self, data: Any) -> Any:
        return self._client._process_response_data(
            data=data, cast_to=self._cast_to, response=self.response
        )

    def _raise(self, event: ServerSentEvent) -> NoReturn:
        """Source: contracts/python-sdk.md S4."""
        parsed, body = _data(event)
        status = f"Error code: {self.response.status_code}"
        message = str(said_message(body)) if parsed else event.data or status
        raise self._client._make_status_error(message, body=body, response=self.response)

    def _raise_stated(self, event: ServerSentEvent, name: str) -> None:
        _, data = _data(event)
        error = data.get(name) if is_mapping(data) else None
        if not error:
            return
        message = error.get("message") if is_mapping(error) else error
        if not isinstance(message, str):
            message = "An error occurred during streaming"
        raise APIError(message, request_of(self.response), body=error)


def _lacks_type(value: Any) -> bool:
    if isinstance(value, BaseModel):
        return "type" not in value.__pydantic_fields_set__
    return isinstance(value, dict) and "type" not in value


def _data(event: ServerSentEvent) -> Tuple[bool, Any]:
    try:
        return True, event.json()
    except (ValueError, RecursionError):
        return False, event.data


def _whole(event: ServerSentEvent, data: Any, cast_to: Any) -> Dict[str, Any]:
    fields = getattr(cast_to, "model_fields", {})
    if "data" in fields and fields["data"].annotation in (str, Optional[str]):
        data = event.data
    given = {"event": event.event, "id": event.id, "retry": event.retry}
    return {**{name: value for name, value in given.items() if value is not None}, "data": data}
