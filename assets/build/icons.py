"""Icons as masks: one class a name, coloured by the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_BASE = """\
/* Bootstrap Icons (MIT, see LICENSES.md). Use: <i class="icon icon-search"></i> */
/* The buttons of plotly.js hold <svg class="icon">: not ours. */
.icon:not(svg) {
  display: inline-block;
  width: 1em;
  height: 1em;
  flex-shrink: 0;
  vertical-align: -0.125em;
  background-color: currentColor;
  -webkit-mask: var(--icon) center / contain no-repeat;
  mask: var(--icon) center / contain no-repeat;
  print-color-adjust: exact;
}
@media (forced-colors: active) {
  .icon:not(svg) {
    background-color: CanvasText;
    forced-color-adjust: none;
  }
}
"""


def icon_rules(folder: Path, names: Iterable[str]) -> str:
    """Returns the style sheet of the named icons.

    Args:
        folder: Where `<name>.svg` lies.
        names: Names of icons, as Bootstrap Icons calls them.

    Raises:
        FileNotFoundError: A name has no icon.
    """
    rules = (f'.icon-{name} {{ --icon: url("{_data_uri(folder, name)}"); }}\n' for name in names)
    return _BASE + "".join(rules)


def _data_uri(folder: Path, name: str) -> str:
    drawing = (folder / f"{name}.svg").read_text("utf-8")
    shapes = re.sub(r"\s*\n\s*", "", drawing[drawing.index(">") + 1 :])
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{shapes}"
    for sign, escaped in (('"', "'"), ("%", "%25"), ("#", "%23"), ("<", "%3C"), (">", "%3E")):
        svg = svg.replace(sign, escaped)
    return f"data:image/svg+xml,{svg}"
