"""Make the calls of scenarios on the sync clients: tasks come as lines of JSON, results go out the same way.

Run as a module, with the packages `faulty`, `faulty_keyed` and `anthropic` on PYTHONPATH; the argument
says what sends.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.faults.drivers.watch import CANARY, HEADERS, Log, Pipe, clients, failure, held, memory, plain

waits: list[float] = []
log = Log()


def recording(base: Any) -> Any:
    def _sleep(_client: Any, seconds: float) -> None:
        waits.append(seconds)

    return type(base.__name__, (base,), {"_sleep": _sleep})


CLASSES = {name: recording(base) for name, base in clients("Client").items()}


def made(package: str, given: bool) -> Any:
    """A client, with its own HTTP client or with one that its user made."""
    module = importlib.import_module(package)
    if sys.argv[1] == "pyreqwest":
        own: Any = module.DefaultPyreqwestClient()
    else:
        own = module.DefaultHttpxClient() if given else None
    return CLASSES[package](api_key=f"{CANARY}-key", base_url="http://127.0.0.1:1", max_retries=0, http_client=own)


HELD = {(name, given): made(name, given) for name in CLASSES for given in (False, True)}


def call(client: Any, name: str, items: list[Any], kept: dict[str, Any]) -> Any:
    """Call as users do; what a stream gives goes into items."""
    if name in ("watch", "log"):
        with getattr(client.things, name)("a", extra_headers=HEADERS) as stream:
            for item in stream:
                items.append(plain(item))
        return list(items)
    if name == "raw":
        response = client.things.with_raw_response.retrieve("a", extra_headers=HEADERS)
        kept["retries_taken"] = response.retries_taken
        return response.parse()
    if name == "streamed":
        with client.things.with_streaming_response.retrieve("a", extra_headers=HEADERS) as response:
            kept["retries_taken"] = response.retries_taken
            return response.parse()
    if name == "streamed_download":
        download = client.files.with_streaming_response.download("a", extra_headers=HEADERS)
        with download as response, tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "file")
            response.stream_to_file(path)
            with open(path, "rb") as written:
                return written.read()
    if name == "download":
        return client.files.download("a", extra_headers=HEADERS).read()
    if name in ("upload", "upload_once"):
        content: Any = b"content" * 30
        file = ("f.txt", content if name == "upload" else Pipe(content))
        return client.files.upload(file=file, note="n", extra_headers=HEADERS)
    if name == "create":
        return client.things.create(name="n", extra_headers=HEADERS)
    if name == "list":
        return client.things.list(extra_headers=HEADERS)
    if name == "seed":
        return client.beta.messages.batches.delete("a", extra_headers=HEADERS)
    return getattr(client.things, name)("a", extra_headers=HEADERS)


def run(task: dict[str, Any], client: Any) -> dict[str, Any]:
    items: list[Any] = []
    kept: dict[str, Any] = {}
    how = task["how"]
    if how == "late":
        client.close()
    elif how == "close":
        timer = threading.Timer(0.15, client.close)
        timer.start()
    try:
        if how == "leave":
            value: Any = left(client, task)
        elif how == "many":
            value = many(client, task)
        elif how == "fork":
            value = forked(client, task)
        else:
            value = plain(call(client, task["call"], items, kept))
        return {"result": "value", "value": value, "items": items, **kept}
    except Exception as error:
        return {**failure(error, task["package"]), "items": items, **kept}
    finally:
        if how == "close":
            timer.join()


def left(client: Any, task: dict[str, Any]) -> bool:
    """Take one item and go: out of the block, with close(), or by forgetting the stream."""
    stream = getattr(client.things, task["call"])("a", extra_headers=HEADERS)
    way = int(task["id"][1:]) % 3
    if way == 0:
        with stream:
            return bool(plain(next(stream))["size"] == 0)
    is_first = bool(plain(next(stream))["size"] == 0)
    if way == 1:
        stream.close()
    del stream
    gc.collect()
    return is_first


def echo(client: Any, task: dict[str, Any], name: str) -> bool:
    echoing = client.with_options(base_url=f"{task['probe']}/s/echo", max_retries=task["probe_retries"], timeout=20)
    return bool(echoing.things.retrieve(name).id == name)


def many(client: Any, task: dict[str, Any]) -> bool:
    names = [f"{task['id']}-{number}" for number in range(50)]
    with ThreadPoolExecutor(16) as pool:
        return all(pool.map(lambda name: echo(client, task, name), names))


def forked(client: Any, task: dict[str, Any]) -> bool:
    """Children that were born with a warm pool, and their parent, each get their own answers."""
    echo(client, task, "before")
    children = []
    for child in range(3):
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                status = 0 if all(echo(client, task, f"{child}-{number}") for number in range(15)) else 1
            finally:
                os._exit(status)
        children.append(pid)
    mine = all(echo(client, task, f"p-{number}") for number in range(15))
    return [os.waitpid(pid, 0)[1] for pid in children] == [0, 0, 0] and mine


def answer(task: dict[str, Any]) -> dict[str, Any]:
    package = "anthropic" if task["call"] == "seed" else "faulty_keyed" if task["keyed"] else "faulty"
    task["package"] = package
    given = task["given"]
    shared = HELD[package, given]
    ends = task["how"] in ("close", "late")
    root = made(package, given) if ends else shared
    client = root.with_options(base_url=task["base"], max_retries=task["retries"], timeout=task["read_timeout"])
    client._strict_response_validation = task["strict"]
    waits.clear()
    log.text = ""
    before = memory()
    outcome = {"leaks": [], **run(task, client)}
    outcome.update(id=task["id"], memory=memory() - before, delays=list(waits))
    try:
        outcome["next_call"] = (
            "ok" if echo(HELD["faulty", given] if package == "anthropic" else shared, task, "next") else "foreign"
        )
    except Exception as error:
        outcome["next_call"] = repr(error)
    outcome["held"] = held(root)
    outcome["leaks"] += [name for name, text in (("log", log.text), ("repr", repr(client))) if CANARY in text]
    return outcome


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
