"""A room that nobody can enter is no room: files of at most 300 lines, functions of at most 40."""

import ast

from tests.house.sources import sources

FILE_LINES = 300
FUNCTION_LINES = 40  # docstrings not counted: nobody should spare words to fit


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        docstring = function.body[0]
        lines -= docstring.end_lineno - docstring.lineno + 1
    return lines


def test_files_stay_small():
    long = [f"{source}: {n} lines" for source in sources() if (n := len(source.text.splitlines())) > FILE_LINES]
    assert not long, "\n".join(long)


def test_functions_stay_small():
    long = [
        f"{source}:{node.lineno} {node.name}: {length(node)} lines"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)
