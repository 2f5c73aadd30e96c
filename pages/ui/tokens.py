"""Colours of the two themes, for charts; `style.css` and `.streamlit/config.toml` repeat them (a test compares)."""

import streamlit as st

LIGHT = {
    "ground": "#FFFFFF",
    "card": "#FFFFFF",
    "raised": "#F5F6F8",
    "line": "#E2E5EA",
    "grid": "#ECEEF2",
    "ink": "#1A1D23",
    "soft": "#59616E",
    "faint": "#8A93A0",
    "accent": "#0B62A8",
    "accent_soft": "#9CC3E2",
    "stop": "#C8361D",
    "watch": "#C77700",
    "good": "#00805F",
    "none": "#8A93A0",
}
DARK = {
    "ground": "#0F1216",
    "card": "#13171D",
    "raised": "#1A1E25",
    "line": "#2A303A",
    "grid": "#20262E",
    "ink": "#E6E9EE",
    "soft": "#A3ABB8",
    "faint": "#7B8593",
    "accent": "#62B0EE",
    "accent_soft": "#2F5F88",
    "stop": "#FF7A60",
    "watch": "#E9A23B",
    "good": "#35C39A",
    "none": "#5C6572",
}
KINDS = {
    "light": ["#0072B2", "#C77700", "#009E73", "#B2568F", "#4A515C", "#A33A0C"],
    "dark": ["#62B0EE", "#F2C14E", "#1FA37E", "#D98CBD", "#F2F4F7", "#F0804A"],
}
HEAT = {
    "light": ["#EDF0F4", "#C9DFF0", "#8FBEDF", "#4A94C6", "#0B62A8"],
    "dark": ["#1E242C", "#1C3F5E", "#256394", "#3F8DC9", "#7CC0F4"],
}


def theme() -> str:
    """Return the theme the reader has on: "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"


def colours() -> dict[str, str]:
    """Return the palette of that theme; charts are drawn with it on the server."""
    return DARK if theme() == "dark" else LIGHT
