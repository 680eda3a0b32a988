"""A room that nobody can enter is no room: files of at most 300 lines, functions of at most 40."""

import ast

import pytest

from tests.house.sources import sources

FILE_LINES = 300
FUNCTION_LINES = 40


@pytest.mark.parametrize("source", sources(), ids=str)
def test_files_and_functions_stay_small(source):
    assert len(source.text.splitlines()) <= FILE_LINES, f"{source} has more than {FILE_LINES} lines"
    long = [
        f"{source}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]
    assert not long, "\n".join(long)
