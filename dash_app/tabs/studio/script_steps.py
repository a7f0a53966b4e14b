"""The steps from a description to a script, for the page "Viết kịch bản".

Each step is a plain function of what came before it, so that a page can show one after the other:

    brief = read_brief(ask.fields)                     # ValueError: a sentence for the user
    found = find_labels(brief, ask)                    # with the model, or by rules
    if found.refusal: …show it and stop
    # What was relaxed, the best 20, and notes:
    selection = select_exemplars(ask.reader, found, brief.description)
    length = target_length(ask.reader, found, selection)
    with a model:
        words = ask.assistant.stream(draft_prompt(brief, found, selection, length), …)
        script = write_script(ask, brief, found, selection, length, "".join(words))
    without:
        script = offline_script(brief, found, selection, length)
    Event("data", "script", script_json(script))

What the browser holds then comes back by `read_script`, which makes its times anew; one part is
written anew by `rewrite_part`; its files are `script_exports()`. How times are made while a script
is edited, `dash_app.documents.script_timing` says.
"""

from __future__ import annotations

from dash_app.documents.script_reading import read_script
from dash_app.documents.script_timing import spoken_words, time_range
from dash_app.documents.shooting_script import ShootingScript, script_json, timed
from dash_app.tabs.studio.script_answer import rewrite_part, write_script
from dash_app.tabs.studio.script_brief import FIELDS, Brief, read_brief
from dash_app.tabs.studio.script_draft import draft_prompt
from dash_app.tabs.studio.script_exemplars import Exemplar, Selection, select_exemplars
from dash_app.tabs.studio.script_exports import script_exports
from dash_app.tabs.studio.script_filter import Relaxed
from dash_app.tabs.studio.script_labels import FoundLabels, LabelChoice, find_labels, label_choices
from dash_app.tabs.studio.script_length import Length, target_length
from dash_app.tabs.studio.script_skeleton import offline_script

__all__ = [
    "FIELDS",
    "Brief",
    "Exemplar",
    "FoundLabels",
    "LabelChoice",
    "Length",
    "Relaxed",
    "Selection",
    "ShootingScript",
    "draft_prompt",
    "find_labels",
    "label_choices",
    "offline_script",
    "read_brief",
    "read_script",
    "rewrite_part",
    "script_exports",
    "script_json",
    "select_exemplars",
    "spoken_words",
    "target_length",
    "time_range",
    "timed",
    "write_script",
]
