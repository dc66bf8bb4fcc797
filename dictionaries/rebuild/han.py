"""Makes the tables of Han characters from OpenCC's dictionaries and Unicode's Unihan database.

Called by rebuild.py.

variants.tsv folds the forms of one character onto one, which stands in China's list of standard
characters (通用规范汉字表, 8,105 characters) wherever there is such a form. It is meant for
comparing texts, not for converting them: 予 becomes 预 because Japanese writes 予約 for 预约,
though 予以 is Chinese as it stands.

standards.tsv tells in which of three written standards a character is used. See the README beside
the tables for what counts.

sounds.tsv tells which characters sound alike, without tones, and so are typed for each other: in
Mandarin those of China's list and of Big5's first level, in Japanese (readings of Chinese origin)
those of the list for daily use.
"""

import bz2
import re
import unicodedata
from pathlib import Path

# Japanese characters that are standard in China too, but as another, rarer word (芸 for 艺): here
# the Japanese reading wins.
JAPANESE_FIRST = "欠芸缶浜"

# What OpenCC lacks or leaves open: Japanese forms (弁 stands for three characters, most often in
# 弁護, and 予 for two, most often in 予約), characters made in Japan with a Chinese partner (働),
# Taiwanese pronouns.
BY_HAND = dict(pair.split(":") for pair in """
    弁:辩 予:预 働:动 喩:喻 搾:榨 駄:驮 鉱:矿 鑛:矿 倣:仿 妬:妒 瑠:琉 疎:疏 砲:炮 碁:棋 窓:窗 脇:胁 菓:果
    娯:娱 隷:隶 頬:颊 妳:你 牠:它
""".split())


def build(opencc: Path, unihan: Path, output: Path) -> None:
    """Writes variants.tsv and standards.tsv to `output`."""
    tables = {name: read_opencc(opencc / f"{name}.txt") for name in (
        "TSCharacters", "STCharacters", "JPShinjitaiCharacters", "JPShinjitaiCharactersRev",
        "HKVariantsRev", "TWVariantsRev")}
    fields = read_unihan(unihan, {"kTGH", "kBigFive", "kHKGlyph", "kJoyoKanji", "kJis0",
                                  "kZVariant", "kSemanticVariant", "kMandarin",
                                  "kHanyuPinlu", "kJapaneseOn"})
    variants = fold_table(tables, fields)
    standards = standard_table(tables, fields)
    for name, table in ("variants", variants), ("standards", standards):
        lines = [f"{key}\t{table[key]}\n" for key in sorted(table)]
        (output / f"{name}.tsv").write_text("".join(lines), "utf-8")
    (output / "sounds.tsv").write_text("".join(sound_rows(fields)), "utf-8")


def sound_rows(fields: dict) -> list:
    """Rows of a language, a sound and the characters that have it, where they are two or more."""
    mandarin = {}
    level_one = {char for char, code in fields["kBigFive"].items() if "A440" <= code <= "C67E"}
    for char in level_one | set(fields["kTGH"]):
        for sound in readings(fields["kMandarin"].get(char, ""), fields["kHanyuPinlu"].get(char, "")):
            mandarin.setdefault(sound, set()).add(char)
    japanese = {}
    for char in fields["kJoyoKanji"]:
        for sound in fields["kJapaneseOn"].get(char, "").lower().split():
            japanese.setdefault(sound, set()).add(char)
    return [f"{lang}\t{sound}\t{''.join(sorted(table[sound]))}\n"
            for lang, table in (("ja", japanese), ("zh", mandarin))
            for sound in sorted(table) if len(table[sound]) > 1]


def readings(usual: str, counted: str) -> set:
    """The usual readings of a character, and those of a twentieth of the words that were counted."""
    found = set(usual.split())
    counts = {sound: int(count) for sound, count in re.findall(r"(\S+?)\((\d+)\)", counted)}
    found |= {sound for sound, count in counts.items() if count * 20 >= sum(counts.values())}
    return {toneless(sound) for sound in found}


def toneless(sound: str) -> str:
    """The letters of a syllable: ü keeps its points."""
    parts = unicodedata.normalize("NFD", sound)
    kept = "".join(part for part in parts if part == "\u0308" or not unicodedata.combining(part))
    return unicodedata.normalize("NFC", kept)


def read_opencc(path: Path) -> dict:
    """`character → candidates`, the usual one first."""
    table = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, values = line.split("\t")
            table[key] = values.split(" ")
    return table


def read_unihan(folder: Path, wanted: set) -> dict:
    """`field → character → value`."""
    fields = {name: {} for name in wanted}
    for path in sorted(folder.glob("Unihan_*.txt.bz2")):
        with bz2.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                if line.startswith("U+"):
                    code, name, value = line.rstrip("\n").split("\t")
                    if name in wanted:
                        fields[name][chr(int(code[2:], 16))] = value
    return fields


def linked(value: str) -> list:
    """The characters of a Unihan variant field, `U+4EFF<kMatthews U+…`."""
    return [chr(int(part.split("<")[0][2:], 16)) for part in value.split()]


def fold_table(tables: dict, fields: dict) -> dict:
    simplified = {key: values[0] for key, values in tables["TSCharacters"].items()}
    standard = fields["kTGH"]

    def target(character: str) -> str:
        if character in BY_HAND:
            return BY_HAND[character]
        if simplified.get(character, character) != character:
            return simplified[character]
        if character in standard and character not in JAPANESE_FIRST:
            return character
        candidates = [
            *tables["JPShinjitaiCharacters"].get(character, []),
            *tables["JPShinjitaiCharactersRev"].get(character, []),
            *tables["HKVariantsRev"].get(character, []),
            *tables["TWVariantsRev"].get(character, []),
            *linked(fields["kZVariant"].get(character, "")),
        ]
        # Dictionaries call many rare characters variants of others: believed only if they agree.
        meant = {simplified.get(other, other)
                 for other in linked(fields["kSemanticVariant"].get(character, ""))} & set(standard)
        used = character in fields["kHKGlyph"] or character in fields["kJis0"] or big_five_level_1(
            fields, character)
        if len(meant) == 1 and used and character not in fields["kJoyoKanji"]:
            candidates.extend(meant)
        for candidate in candidates:
            candidate = simplified.get(candidate, candidate)
            if candidate != character and candidate in standard:
                return candidate
        return character

    folded = {}
    characters = {*tables["TSCharacters"], *tables["JPShinjitaiCharacters"],
                  *tables["JPShinjitaiCharactersRev"], *tables["HKVariantsRev"],
                  *tables["TWVariantsRev"], *fields["kJoyoKanji"], *fields["kBigFive"],
                  *fields["kHKGlyph"], *fields["kJis0"], *BY_HAND}
    for character in characters:
        seen = [character]
        while (after := target(seen[-1])) not in seen:
            seen.append(after)
        last = seen[-1]
        # Equal lengths in UTF-8 let a text be folded in place: the offsets stay.
        if last != character and len(last.encode()) == len(character.encode()):
            folded[character] = last
    # A character whose chain leaves the Basic Multilingual Plane was dropped: so is a way to it.
    return {key: value for key, value in folded.items() if value not in folded}


def big_five_level_1(fields: dict, character: str) -> bool:
    """Whether Big5 counts the character among the 5,401 that are used often."""
    return fields["kBigFive"].get(character, "FFFF") < "C900"


def standard_table(tables: dict, fields: dict) -> dict:
    level_1_and_2, all_levels = 6500, 8105

    def rank(character: str) -> int:
        value = fields["kTGH"].get(character)
        return int(value.split(":")[1]) if value else all_levels + 1

    def only_simplified(character: str) -> bool:
        return character not in tables["STCharacters"].get(character, [character])

    def mostly_simplified(character: str) -> bool:
        return tables["STCharacters"].get(character, [character])[0] != character

    def only_traditional(character: str) -> bool:
        return tables["TSCharacters"].get(character, [character])[0] != character

    def old_japanese(character: str) -> bool:
        return character not in tables["JPShinjitaiCharactersRev"].get(character, [character])

    def jis_level_1(character: str) -> bool:
        return int(fields["kJis0"].get(character, "9999")) < 4800

    # What converters write in place of a simplified character is read as traditional, too: 啓 beside 啟.
    converted = {to for of, forms in tables["STCharacters"].items() for to in forms if to != of}
    table = {}
    for character in {*fields["kTGH"], *fields["kBigFive"], *fields["kHKGlyph"],
                      *fields["kJoyoKanji"], *fields["kJis0"]}:
        common_traditional = big_five_level_1(fields, character) or character in fields["kHKGlyph"]
        common_japanese = character in fields["kJoyoKanji"] or jis_level_1(character)
        flags = ""
        if rank(character) <= level_1_and_2 or (
                rank(character) <= all_levels and not only_traditional(character)):
            flags += "s"
        if (common_traditional or character in converted
                or character in fields["kBigFive"] and not only_simplified(character)):
            flags += "t"
        if character in fields["kJoyoKanji"] or character in fields["kJis0"] and not (
                old_japanese(character) or not jis_level_1(character) and mostly_simplified(character)):
            flags += "j"
        common = rank(character) <= level_1_and_2 or common_traditional or common_japanese
        if common and flags not in ("", "stj"):
            table[character] = flags
    return table
