"""Elements that the library has no words for."""

from __future__ import annotations

from typing import Any

from pptx.oxml.xmlchemy import OxmlElement


def new_element(tag: str) -> Any:
    """Returns an element such as `a:buChar`, of the library's own kind."""
    return OxmlElement(tag)


def add_child(parent: Any, tag: str, **attributes: str) -> Any:
    """Appends an element to another one and returns it."""
    child = new_element(tag)
    for name, value in attributes.items():
        child.set(name, value)
    parent.append(child)
    return child
