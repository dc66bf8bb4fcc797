"""Turns the published word lists into the sources that `rebuild` (src/main.rs) compiles.

Called by rebuild.py. Writes for each dictionary a folder with metadata.json, words.csv, char.def,
unk.def and matrix.def in UTF-8. Leaves out what policyglot does not use: reading and
pronunciation of the Japanese words, and a base form that equals the word. `*`, which stands for
"nothing" in the published lists, becomes the empty string.
"""

import csv
import json
import math
from pathlib import Path

# Columns after word, left context, right context and cost.
IPADIC_DETAILS = [
    "part_of_speech",
    "part_of_speech_2",
    "part_of_speech_3",
    "part_of_speech_4",
    "conjugation_type",
    "conjugation_form",
    "base_form",
]
JIEBA_DETAILS = ["part_of_speech"]

# White space beyond what IPADIC's char.def knows. Its line `0x00D0 SPACE` means the carriage
# return (0x000D): U+00D0 is the letter Ð.
SPACES = ["0x0009", "0x000A", "0x000B", "0x000C", "0x000D", "0x0020", "0x0085", "0x00A0", "0x1680",
          "0x2000..0x200A", "0x2028", "0x2029", "0x202F", "0x205F", "0x3000"]

# Characters for Chinese. The numbers of a category: always offer an unknown word here (1) or only
# where no listed word begins (0); group a run of the category (1); lengths to offer besides.
JIEBA_CATEGORIES = """\
DEFAULT 0 1 0
SPACE 0 1 0
HAN 0 0 1
MARK 0 0 1
DIGIT 1 1 0
LETTER 1 1 0
KANA 1 1 0
"""
JIEBA_RANGES = [
    ("MARK", ["0x0021..0x002F", "0x003A..0x0040", "0x005B..0x0060", "0x007B..0x007E",
              "0x00A1..0x00A9", "0x00AB..0x00B4", "0x00B6..0x00B9", "0x00BB..0x00BF", "0x00D7",
              "0x00F7", "0x2010..0x2027", "0x2030..0x205E", "0x3001..0x3004", "0x3008..0x3020",
              "0x30FB", "0xFE30..0xFE4F", "0xFF01..0xFF0F", "0xFF1A..0xFF20", "0xFF3B..0xFF40",
              "0xFF5B..0xFF65", "0xFFE0..0xFFE6"]),
    ("DIGIT", ["0x0030..0x0039", "0xFF10..0xFF19"]),
    ("LETTER", ["0x0041..0x005A", "0x0061..0x007A", "0x00AA", "0x00B5", "0x00BA", "0x00C0..0x00D6",
                "0x00D8..0x00F6", "0x00F8..0x024F", "0x0300..0x036F", "0x0370..0x03FF",
                "0x0400..0x052F", "0x1E00..0x1EFF", "0xFF21..0xFF3A", "0xFF41..0xFF5A"]),
    ("KANA", ["0x3041..0x309F", "0x30A1..0x30FA", "0x30FC..0x30FF", "0x31F0..0x31FF",
              "0xFF66..0xFF9F"]),
    ("HAN", ["0x2E80..0x2FD5", "0x3005..0x3007", "0x3021..0x3029", "0x3400..0x4DBF",
             "0x4E00..0x9FFF", "0xF900..0xFAD9"]),
]
# Tag of an unknown word of each category: ICTCLAS's, as in the list itself, with `eng` as jieba.
JIEBA_UNKNOWN = {"DEFAULT": "w", "SPACE": "w", "HAN": "x", "MARK": "w", "DIGIT": "m",
                 "LETTER": "eng", "KANA": "eng"}


def ipadic(source: Path, output: Path) -> None:
    """IPADIC as Debian's mecab-ipadic ships it (EUC-JP), to `output`."""
    rows = []
    for path in sorted(source.glob("*.csv")):
        with path.open(encoding="euc_jp", newline="") as file:
            for word, left, right, cost, *details in csv.reader(file):
                base = details[6]
                rows.append([word, left, right, cost, *map(blank, details[:6]),
                             "" if base in (word, "*") else base])
    unknown = []
    with (source / "unk.def").open(encoding="euc_jp", newline="") as file:
        for category, left, right, cost, *details in csv.reader(file):
            # IPADIC calls ASCII punctuation a noun (名詞,サ変接続). The costs stay.
            if category == "SYMBOL":
                details[:2] = ["記号", "一般"]
            unknown.append([category, left, right, cost, *map(blank, details[:6]), ""])
    characters = [line for line in (source / "char.def").read_text("euc_jp").splitlines()
                  if not line.split("#")[0].rstrip().endswith(" SPACE") or not line.startswith("0x")]
    characters += [f"{code} SPACE" for code in SPACES]
    write(output, "ipadic", IPADIC_DETAILS, rows, unknown, "\n".join(characters) + "\n",
          (source / "matrix.def").read_text("euc_jp"))


def jieba(source: Path, output: Path) -> None:
    """jieba's list (word, count, tag): costs are those of a unigram model, −1000·ln p."""
    words = [line.split() for line in source.read_text("utf-8").splitlines()]
    total = sum(int(count) for _, count, _ in words)

    def cost(count: int) -> str:
        return str(min(32767, round(-1000 * math.log(count / total))))

    rows = [[word, "0", "0", cost(int(count)), tag] for word, count, tag in words]
    unknown = [[category, "0", "0", cost(1), tag] for category, tag in JIEBA_UNKNOWN.items()]
    characters = JIEBA_CATEGORIES + "".join(
        f"{code} {category}\n"
        for category, codes in [("SPACE", SPACES), *JIEBA_RANGES] for code in codes)
    write(output, "jieba", JIEBA_DETAILS, rows, unknown, characters, "1 1\n0 0 0\n")


def blank(field: str) -> str:
    return "" if field == "*" else field


def write(output: Path, name: str, details: list, rows: list, unknown: list, characters: str,
          matrix: str) -> None:
    output.mkdir(parents=True, exist_ok=True)
    metadata = {
        "name": name,
        "encoding": "UTF-8",
        "default_word_cost": -10000,
        "default_left_context_id": 0,
        "default_right_context_id": 0,
        "default_field_value": "",
        "flexible_csv": True,
        "skip_invalid_cost_or_id": False,
        # Rewrites ～ to 〜 and ― to — in the words; analysis.rs folds the text the same way.
        "normalize_details": True,
        "dictionary_schema": {
            "fields": ["surface", "left_context_id", "right_context_id", "cost", *details]},
        "user_dictionary_schema": {"fields": ["surface", "part_of_speech", "reading"]},
    }
    (output / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n", "utf-8")
    (output / "char.def").write_text(characters, "utf-8")
    (output / "matrix.def").write_text(matrix, "utf-8")
    for file, table in ("words.csv", rows), ("unk.def", unknown):
        with (output / file).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(table)
