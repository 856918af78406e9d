"""List the public names of a Python package, module by module, from its text: nothing of it is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path

# Modules that users name though their own name is private.
_PUBLIC = frozenset({"__init__", "_client", "_exceptions"})
# How classes of this kind are made differs between generators; their methods are those of the resource.
_WRAPPERS = ("WithRawResponse", "WithStreamingResponse", "WithStreamedResponse")


def python_surface(texts: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """By the path of a module: a line for each class, field, method, keyword and alias.

    `X.m(a, b)` are what a method takes by position, `X.m(*, k)` is a keyword of it. Raises ValueError for a text that
    is no Python.
    """
    trees = {path: _parsed(path, text) for path, text in texts.items()}
    classes = {item.name: item for tree in trees.values() for item in tree.body if isinstance(item, ast.ClassDef)}
    listed = {path: tuple(line for item in tree.body for line in _all(item)) for path, tree in trees.items()}
    return {
        path: tuple(dict.fromkeys(line for item in tree.body for line in _Module(path, classes, listed).lines(item)))
        for path, tree in trees.items()
        if _is_public(path)
    }


def _is_public(path: str) -> bool:
    *folders, name = Path(path).parts
    return not any(part.startswith("_") for part in folders) and (Path(name).stem in _PUBLIC or name[0] != "_")


def _parsed(path: str, text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
        raise ValueError(f"{path} is no Python{line}") from error


def _all(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List(elts=items) | ast.Tuple(elts=items)):
            yield from (item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str))


class _Module:
    """One module; `classes` are those of the whole package by name, for what a class has of another one.

    `listed` is what the modules say that they have, for those that give on all of another.
    """

    def __init__(self, path: str, classes: Mapping[str, ast.ClassDef], listed: Mapping[str, tuple[str, ...]]) -> None:
        self._folder = Path(path).parent
        self._listed = listed
        self._gives_on = path.endswith("__init__.py") or path == "_exceptions.py"
        # the attributes of a client are made in several ways, and its base is not the same everywhere
        self._is_client = path == "_client.py"
        self._classes = classes

    def lines(self, statement: ast.stmt) -> Iterator[str]:
        match statement:
            case ast.ClassDef(name=name) if _is_name(name):
                yield name
                if not name.endswith(_WRAPPERS):
                    yield from (f"{name}.{line}" for item in self._body(statement) for line in self._member(item))
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if _is_name(name):
                yield from (f"{name}{line}" for line in _taken(statement.args))
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation) if _is_name(name):
                is_alias = statement.value is not None and ast.unparse(annotation).endswith("TypeAlias")
                yield f"{name} = {_spelled(statement.value)}" if statement.value and is_alias else name
            case ast.Assign(targets=[ast.Name(id=name)]) if _is_name(name):
                yield name
            case ast.ImportFrom() if self._gives_on and statement.level:
                names = [item.asname or item.name for item in statement.names]
                yield from (name for name in names if _is_name(name) and name != "*")
                yield from self._all_of(statement) if "*" in names else ()
            case ast.If():
                for inner in statement.body:
                    yield from self.lines(inner)

    def _all_of(self, statement: ast.ImportFrom) -> tuple[str, ...]:
        above = [self._folder, *self._folder.parents][statement.level - 1 :]
        place = (above[0] / (statement.module or "").replace(".", "/")).as_posix() if above else ""
        return self._listed.get(f"{place}.py") or self._listed.get(f"{place}/__init__.py") or ()

    def _body(self, statement: ast.ClassDef) -> Iterator[ast.stmt]:
        """The statements of a class, and for clients those of its bases that it does not have itself."""
        seen, waiting, known = {statement.name}, [statement], set[str]()
        while waiting:
            current = waiting.pop(0)
            yield from (item for item in current.body if _name(item) not in known)
            known |= {_name(item) for item in current.body}
            for base in current.bases if self._is_client else ():
                name = ast.unparse(base).partition("[")[0].rpartition(".")[2]
                if name in self._classes and name not in seen:
                    seen.add(name)
                    waiting.append(self._classes[name])

    def _member(self, item: ast.stmt) -> Iterator[str]:
        match item:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation) if _is_name(name):
                yield name if self._is_client else f"{name}: {_spelled(annotation)}"
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if _is_name(name) or name == "__init__":
                decorators = {ast.unparse(decorator).rpartition(".")[2] for decorator in item.decorator_list}
                if decorators & {"cached_property", "property"}:
                    yield name
                elif "overload" not in decorators:
                    yield from (f"{name}{line}" for line in _taken(item.args))


def _taken(arguments: ast.arguments) -> Iterator[str]:
    positional = [item.arg for item in (*arguments.posonlyargs, *arguments.args)]
    yield f"({', '.join(name for name in positional if name not in ('self', 'cls'))})"
    yield from (f"(*, {item.arg})" for item in arguments.kwonlyargs if _is_name(item.arg))


def _name(item: ast.stmt) -> str:
    match item:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def _is_name(name: str) -> bool:
    return not name.startswith("_")


def _spelled(node: ast.expr) -> str:
    return ast.unparse(_OneSpelling().visit(node))


class _OneSpelling(ast.NodeTransformer):
    """`Optional[X]` and `Union[X, Y]` as `X | None` and `X | Y`."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        name = ast.unparse(node.value).rpartition(".")[2]
        self.generic_visit(node)
        members = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Optional":
            members = [*members, ast.Constant(None)]
        elif name != "Union":
            return node
        return reduce(lambda left, right: ast.BinOp(left, ast.BitOr(), right), members)
