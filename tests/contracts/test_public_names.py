"""The public face: exact, sorted, documented."""

import ast
import inspect

import goalposts
import pytest
from contracts.sources import ENGINE, PLUGINS, modules, shown
from goalposts import hookspecs
from goalposts.expressions import Quantity
from goalposts.model import Direction


def imported_names():
    tree = ast.parse((ENGINE / "goalposts" / "__init__.py").read_text(encoding="utf-8"))
    return [
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    ]


def isort_order(name):
    """Constants, then classes, then functions, as ruff sorts `__all__`."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_all_is_sorted_and_exact():
    assert goalposts.__all__ == sorted(goalposts.__all__, key=isort_order)
    assert sorted(set(goalposts.__all__)) == sorted(imported_names())
    assert all(hasattr(goalposts, name) for name in goalposts.__all__)


@pytest.mark.parametrize("name", goalposts.__all__)
def test_every_public_name_has_a_docstring(name):
    value = getattr(goalposts, name)
    documented = type(value) if isinstance(value, Direction | Quantity) or name == "hookimpl" else value
    assert inspect.getdoc(documented)


@pytest.mark.parametrize("folder", [ENGINE, PLUGINS], ids=["engine", "plugins"])
def test_every_public_class_and_function_has_a_docstring(folder):
    bare = [
        f"{shown(file)}:{node.lineno} {node.name}"
        for file in modules(folder)
        for node in public_definitions(ast.parse(file.read_text(encoding="utf-8")))
        if not ast.get_docstring(node)
    ]
    assert bare == []


def test_every_module_has_a_docstring():
    bare = [shown(file) for file in modules(ENGINE, PLUGINS) if not ast.get_docstring(ast.parse(file.read_text()))]
    assert bare == []


def public_definitions(tree):
    """Public functions and classes of a module, and public methods of its public classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node)


def hooks():
    return [name for name, value in vars(hookspecs).items() if hasattr(value, "goalposts_spec")]


def test_there_are_two_hooks():
    assert sorted(hooks()) == ["goalposts_commands", "goalposts_domain"]


@pytest.mark.parametrize("hook", ["goalposts_commands", "goalposts_domain"])
def test_every_hook_is_documented(hook):
    manual = inspect.getdoc(getattr(hookspecs, hook))
    assert manual
    first, *rest = manual.split("\n\n")
    assert first.endswith(".")
    assert "Called " in " ".join(rest)


@pytest.mark.parametrize("hook", ["goalposts_commands", "goalposts_domain"])
def test_every_hook_stands_in_the_plugin_guide(hook):
    assert f"`{hook}`" in (ENGINE.parent / "docs" / "plugins.md").read_text(encoding="utf-8")


def test_the_reference_shows_the_signatures_of_the_hooks():
    """A hook that gains an argument makes the reference stale."""
    guide = (ENGINE.parent / "docs" / "plugins" / "hooks.md").read_text(encoding="utf-8")
    shown = [line for line in guide.splitlines() if line.startswith("goalposts_") and "->" in line]
    specs = {hook: inspect.signature(getattr(hookspecs, hook)) for hook in hooks()}
    assert sorted(shown) == sorted(
        f"{hook}({', '.join(signature.parameters)}) -> {signature.return_annotation}"
        for hook, signature in specs.items()
    )
