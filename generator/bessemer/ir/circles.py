"""Find what refers to itself: modules that import each other, schemas that hold each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(edges: Mapping[Node, Iterable[Node]]) -> Mapping[Node, frozenset[Node]]:
    """For each node the strongly connected component it is in; a node in no circle is alone, or with no one.

    Source: Tarjan, "Depth-first search and linear graph algorithms", 1972; written without recursion.
    """
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    found: dict[Node, frozenset[Node]] = {}
    stack: list[Node] = []
    for start in edges:
        if start in index:
            continue
        work = [(start, iter(edges[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        while work:
            node, following = work[-1]
            step = next(following, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.update(_component(node, stack))
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                work.append((step, iter(edges.get(step, ()))))
            elif step not in found:
                low[node] = min(low[node], index[step])
    return found


def _component(root: Node, stack: list[Node]) -> Mapping[Node, frozenset[Node]]:
    members = [stack.pop()]
    while members[-1] != root:
        members.append(stack.pop())
    component = frozenset(members)
    return dict.fromkeys(members, component)
