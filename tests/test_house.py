"""The house rules that a machine can check: who may import whom, how long a file and a function may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ontology", "kg", "search", "viz", "api")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60  # the aim is 30; tables and signatures of commands make a few longer


def imported_rooms(path: Path) -> Iterator[str]:
    """Rooms a file imports, relative imports and imports inside functions too."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            names = [".".join((*base, node.module or "")).strip(".")]
        else:
            continue
        yield from (top for name in names if (top := name.split(".")[0]) in ROOMS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    floor = ROOMS.index(path.relative_to(ROOT).parts[0])
    upward = {room for room in imported_rooms(path) if ROOMS.index(room) > floor}
    assert not upward, f"{path.name} imports from above: {upward}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LINES_OF_A_FILE, f"{path.name} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LINES_OF_A_FUNCTION, f"{path.name}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_public_thing_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if path.name != "__init__.py" or tree.body:
        assert ast.get_docstring(tree), f"{path.name} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name} has no docstring"


def test_no_installed_package_has_a_name_of_ours() -> None:
    owners = packages_distributions()
    for room in ROOMS:
        assert set(owners.get(room, ["policykg"])) == {"policykg"}, f"{room} is also in {owners[room]}"


def test_a_room_for_everything_is_not_a_room() -> None:
    names = {path.stem for path in FILES}
    assert not names & {"utils", "helpers", "common", "misc"}
