#!/usr/bin/env python3
"""A run of policyglot -> docs/check.svg: what a terminal shows, as a picture.

    cargo build --release && python3 docs/picture.py

Runs the command below for real, reads the ANSI colours of its output and puts
every wide character at its own cell, so that marks stand below what they mark
whatever fonts the viewer has. Needs Python alone; POLICYGLOT names another binary.
"""

import os
import re
import subprocess
import sys
import unicodedata
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY = Path(os.environ.get("POLICYGLOT", ROOT / "target/release/policyglot"))
ARGUMENTS = ["check", "corpus/tinysprout-kids", "--select", "facts,reference-mismatch,merged-clauses"]
COLUMNS = 100

CELL, LINE, SIZE, MARGIN, BAR = 8.4, 19, 14, 18, 34
FONTS = (
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', "
    "'Noto Sans CJK SC', 'PingFang SC', 'Hiragino Sans', 'Microsoft YaHei', 'Yu Gothic', monospace"
)
COLORS = {"33": "#e5c07b", "91": "#ff6b72", "94": "#61afef", "96": "#56c8d8"}
PLAIN, FAINT, BACKGROUND = "#d7dae0", "#7f848e", "#1e2127"


def cells(character):
    """Columns of a terminal that a character takes."""
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def styled(output):
    """The characters of each line with their codes, wrapped as a terminal wraps them."""
    codes, line, column = frozenset(), [], 0
    for part in re.split(r"(\x1b\[[\d;]*m|\n)", output):
        if part == "\n":
            yield line
            line, column = [], 0
        elif part.startswith("\x1b"):
            for code in part[2:-1].split(";"):
                codes = frozenset() if code in ("", "0") else codes | {code}
        else:
            for character in part:
                if column + cells(character) > COLUMNS:
                    yield line
                    line, column = [], 0
                line.append((column, character, codes))
                column += cells(character)
    if line:
        yield line


def runs(line):
    """Stretches of one style that are drawn as one: words of narrow characters, or a single wide one."""
    run = None
    for column, character, codes in line:
        wide = cells(character) == 2
        # One space joins words, two part them: SVG folds spaces.
        parts = run and (run["codes"] != codes or wide or run["wide"] or run["text"].endswith(" ") and character == " ")
        if parts:
            yield run
            run = None
        if run is None:
            if character == " ":
                continue
            run = {"column": column, "text": "", "codes": codes, "wide": wide}
        run["text"] += character
    if run:
        yield run


def text(run, y):
    """A stretch as SVG."""
    words = run["text"].rstrip()
    color = next((COLORS[code] for code in sorted(run["codes"]) if code in COLORS), PLAIN)
    if "2" in run["codes"]:
        color = FAINT
    weight = ' font-weight="bold"' if "1" in run["codes"] else ""
    x = MARGIN + run["column"] * CELL
    length = sum(map(cells, words)) * CELL
    fit = "" if run["wide"] else f' textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x:.1f}" y="{y}" fill="{color}"{weight}{fit}>{escape(words)}</text>'


def picture(lines):
    """The lines in a window."""
    width = MARGIN * 2 + COLUMNS * CELL
    height = BAR + len(lines) * LINE + MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" '
        f'height="{height}" font-family="{escape(FONTS)}" font-size="{SIZE}">'
    )
    yield "<title>policyglot check in a terminal</title>"
    yield f'<rect width="100%" height="100%" rx="9" fill="{BACKGROUND}"/>'
    for index, color in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        yield f'<circle cx="{MARGIN + 6 + index * 20}" cy="{BAR // 2}" r="6" fill="{color}"/>'
    for index, line in enumerate(lines):
        y = BAR + SIZE + index * LINE
        yield from (text(run, y) for run in runs(line))
    yield "</svg>"


def main():
    run = subprocess.run(
        [BINARY, *ARGUMENTS, "--color", "always"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(COLUMNS)},
        capture_output=True,
        encoding="utf-8",
    )
    if run.returncode not in (0, 1):
        sys.exit(f"policyglot failed: {run.stderr}")
    prompt = f"\x1b[2m$\x1b[0m \x1b[1mpolicyglot {' '.join(ARGUMENTS)}\x1b[0m\n\n"
    lines = list(styled(prompt + run.stdout))
    target = ROOT / "docs/check.svg"
    target.write_text("\n".join(picture(lines)) + "\n", encoding="utf-8")
    print(f"{target}: {len(lines)} lines")


if __name__ == "__main__":
    main()
