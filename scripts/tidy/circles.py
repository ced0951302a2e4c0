"""Circles in a graph."""


def circles(arrows):
    """The strongly connected components of more than one node, largest first; `arrows` are sets by node."""
    order, lowest, waiting, found = {}, {}, [], []

    def visit(root):
        # A stack of its own: a long chain of files is no reason to run out of Python's.
        stack = [(root, iter(sorted(arrows.get(root, ()))))]
        order[root] = lowest[root] = len(order)
        waiting.append(root)
        while stack:
            node, others = stack[-1]
            for other in others:
                if other not in order:
                    order[other] = lowest[other] = len(order)
                    waiting.append(other)
                    stack.append((other, iter(sorted(arrows.get(other, ())))))
                    break
                if other in waiting:
                    lowest[node] = min(lowest[node], order[other])
            else:
                stack.pop()
                if stack:
                    lowest[stack[-1][0]] = min(lowest[stack[-1][0]], lowest[node])
                if lowest[node] == order[node]:
                    component = waiting[waiting.index(node):]
                    del waiting[len(waiting) - len(component):]
                    if len(component) > 1:
                        found.append(sorted(component))

    for node in sorted(arrows):
        if node not in order:
            visit(node)
    return sorted(found, key=lambda circle: (-len(circle), circle))
