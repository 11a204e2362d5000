"""Colours of the window as data, light and dark, and the one place that gives them to Qt."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from zonedesk import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from zonedesk.settings import Theme


@dataclass(frozen=True)
class Colours:
    """One theme. Each role is a colour as #RRGGBB; what a role is for stands beside it."""

    window: str  # page behind cards
    nav: str  # navigation, status bar
    surface: str  # tables, forms, cards, top bar
    sunken: str  # table headings, total column, disabled buttons
    input: str  # inside of a field
    hover: str  # row, button, item under the pointer
    line: str  # grid and card lines
    line_strong: str  # borders of fields and buttons, popover, axis
    text: str  # value
    text2: str  # label
    text3: str  # hint, unit, empty mark
    accent: str  # current place, focus, links, selection bar
    accent_soft: str  # selected row, chosen tab, total row
    button: str  # the one primary button of a page
    button_text: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    violet: str  # tag 落地 only
    violet_soft: str
    teal: str  # tags 达效 and 承诺制 only
    teal_soft: str
    grey_soft: str  # neutral tag and count, empty part of a bar


LIGHT = Colours(
    window="#F3F5F7",
    nav="#ECEFF3",
    surface="#FFFFFF",
    sunken="#F7F9FA",
    input="#FFFFFF",
    hover="#EEF2F6",
    line="#DDE2E7",
    line_strong="#8A95A1",
    text="#1B2430",
    text2="#465262",
    text3="#5F6B79",
    accent="#1A5FB4",
    accent_soft="#E3EDF8",
    button="#1A5FB4",
    button_text="#FFFFFF",
    ok="#1B6E40",
    ok_soft="#E2F2E8",
    warn="#855300",
    warn_soft="#FBF0D6",
    bad="#B3261E",
    bad_soft="#FCE9E7",
    violet="#6A3FA0",
    violet_soft="#EFE8F8",
    teal="#0B6B70",
    teal_soft="#DFF1F1",
    grey_soft="#E8ECF0",
)

DARK = Colours(
    window="#14181D",
    nav="#171C21",
    surface="#1B2026",
    sunken="#20262D",
    input="#14181D",
    hover="#252C34",
    line="#2E363F",
    line_strong="#75818E",
    text="#E4E9EE",
    text2="#B3BDC8",
    text3="#96A1AD",
    accent="#7DB2F5",
    accent_soft="#20344D",
    button="#7DB2F5",
    button_text="#0E1620",
    ok="#79CC9B",
    ok_soft="#1C3427",
    warn="#E7B657",
    warn_soft="#3A2E14",
    bad="#FF9A90",
    bad_soft="#452320",
    violet="#C3A3F0",
    violet_soft="#32264A",
    teal="#6FC8CC",
    teal_soft="#17363A",
    grey_soft="#2C343D",
)


def is_dark() -> bool:
    """Return whether the window is drawn dark at this moment."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)


def colours() -> Colours:
    """Return the colours in force: ask while painting, so that a change of theme needs no news."""
    return DARK if is_dark() else LIGHT


def colour(role: str) -> QColor:
    """Return the colour of a role (a field of Colours) in the theme in force."""
    return QColor(getattr(colours(), role))


def choose(app: QGuiApplication, theme: Theme) -> Colours:
    """Return the colours for a choice of theme; `system` asks the desktop."""
    if theme == "system":
        theme = "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    return DARK if theme == "dark" else LIGHT


def apply(app: QApplication, theme: Theme) -> Colours:
    """Draw the whole program in a theme and return its colours."""
    hints = app.styleHints()
    if theme == "system":
        hints.unsetColorScheme()
    else:
        # The desktop draws the title bar: tell it too.
        hints.setColorScheme(Qt.ColorScheme.Dark if theme == "dark" else Qt.ColorScheme.Light)
    chosen = choose(app, theme)
    # Setting the same style twice would polish every widget once more.
    if app.property("zonedesk.style") is None:
        app.setStyle("Fusion")
        app.setProperty("zonedesk.style", True)
    app.setPalette(palette(chosen))
    app.setStyleSheet(style_sheet(chosen))
    return chosen


def style_sheet(colours: Colours) -> str:
    """Return the style sheet with the colours of a theme filled in."""
    folder = paths.resources()
    text = (folder / "style" / "window.qss").read_text("utf-8")
    shade = "dark" if colours is DARK else "light"
    icons = (folder / "style" / shade).as_posix()
    return Template(text).substitute(asdict(colours), icons=icons)


def palette(colours: Colours) -> QPalette:
    """Return Qt's palette for a theme, for what the style sheet does not reach."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, value in {
        roles.Window: colours.window,
        roles.WindowText: colours.text,
        roles.Base: colours.surface,
        roles.AlternateBase: colours.sunken,
        roles.Text: colours.text,
        roles.PlaceholderText: colours.text3,
        roles.Button: colours.surface,
        roles.ButtonText: colours.text,
        roles.BrightText: colours.bad,
        roles.Highlight: colours.accent_soft,
        roles.HighlightedText: colours.text,
        roles.Link: colours.accent,
        roles.LinkVisited: colours.accent,
        roles.ToolTipBase: colours.surface,
        roles.ToolTipText: colours.text,
        roles.Light: colours.surface,
        roles.Midlight: colours.line,
        roles.Mid: colours.line,
        roles.Dark: colours.line_strong,
        roles.Shadow: colours.line_strong,
        roles.Accent: colours.accent,
    }.items():
        made.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.text3))
    return made
