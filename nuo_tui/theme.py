"""The colours: one accent, two greys, one colour for what blocks and one for what warns; a theme of high contrast beside it."""

from __future__ import annotations

from textual.theme import Theme

# The greys are written out: Textual's own are relative to what lies behind them, and come out white inside a line of text.

CALM = Theme(
    name="nuo",
    primary="#5fafd7",
    secondary="#87afaf",
    accent="#5fd7d7",
    warning="#d7af5f",
    error="#ff8787",
    success="#87d787",
    foreground="#d0d0d0",
    background="#121416",
    surface="#1c1f22",
    panel="#24282c",
    dark=True,
    variables={"text-muted": "#9a9fa3", "text-disabled": "#73787c"},
)
CONTRAST = Theme(
    name="nuo-contrast",
    primary="#00d7ff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffd700",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    dark=True,
    variables={"text-muted": "#e0e0e0", "text-disabled": "#c0c0c0"},
)
LIGHT = Theme(
    name="nuo-light",
    primary="#005f87",
    secondary="#4e6e6e",
    accent="#006f6f",
    warning="#8a5a00",
    error="#a40000",
    success="#006400",
    foreground="#202020",
    background="#fafafa",
    surface="#f0f0f0",
    panel="#e2e6e8",
    dark=False,
    variables={"text-muted": "#5a5f63", "text-disabled": "#80858a"},
)
THEMES = (CALM, CONTRAST, LIGHT)
