"""Writes feedback packages, opens them in other programs, answers them and reads them back.

usage: validate.py SCHEMAS PROGRAM; exits with 1 at the first thing that is wrong, and says what.
"""

import csv
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from lxml import etree

SCHEMAS, PROGRAM = Path(sys.argv[1]) / "xliff-2.1", sys.argv[2]
HOSTILE = (
    "=HYPERLINK(\"http://x.example\",\"a\") +1 @SUM(1) ]]> <!-- &lt; <b>x</b> | `c` _x0041_ "
    "\x1b[2J\u202eabc\u202c\u200b\ufffe \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 𠮷"
)
XLF = "{urn:oasis:names:tc:xliff:document:2.0}"
ITS = "{http://www.w3.org/2005/11/its}"
ITSM_REF = f"{ITS}locQualityIssuesRef"
LANGS = ("ja", "vi")
LOCALES = {"zh": "zh", "zh-Hant": "zh", "ja": "ja", "vi": "vi"}
DICTIONARIES = Path(__file__).parents[2] / "dictionaries"


def fail(what: str) -> None:
    print(f"feedback: {what}", file=sys.stderr)
    sys.exit(1)


def said_in(locale: str) -> dict[str, str]:
    """What packages in a language call their columns and answers."""
    lines = (DICTIONARIES / locale / "messages.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.startswith("feedback."))
    return {row[0].removeprefix("feedback."): row[1] for row in rows}


def run(*args: str, code: int | None = 0) -> str:
    done = subprocess.run([PROGRAM, *args], capture_output=True, text=True)
    if code is not None and done.returncode != code:
        fail(f"{' '.join(args)} exits with {done.returncode}, not {code}: {done.stdout}{done.stderr}")
    return done.stdout


def write(folder: Path, name: str, hostile: str, flaw: str) -> None:
    """A policy in three languages; the Japanese edition has another address and lacks a clause, the Vietnamese one
    another period."""
    texts = {
        "en": ["Refunds", "Write to desk@inn.example within 14 days.", "Guests may bring small dogs into every room.",
               f"= {hostile} stays", "We answer every letter in English within a week.", flaw],
        "ja": ["返金", "14日以内に office@inn.example までご連絡ください。", "お客様は小型犬をどのお部屋にもお連れいただけます。",
               f"= {hostile} です x@inn.example"],
        "vi": ["Hoàn tiền", "Viết cho desk@inn.example trong vòng 30 ngày.", "Khách có thể mang chó nhỏ vào mọi phòng.",
               f"= {hostile} giữ", "Chúng tôi trả lời mọi thư bằng tiếng Anh trong vòng một tuần."],
    }
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    for lang, (title, *lines) in texts.items():
        numbered = [f"{index}. {line}" for index, line in enumerate((line for line in lines if line), 1)]
        (place / f"{lang}.txt").write_text("\n\n".join([title, *numbered, ""]), encoding="utf-8")


def schema() -> etree.XMLSchema:
    """The schemas of the core and of ITS; importing is left to one schema that names them all."""
    names = {
        "urn:oasis:names:tc:xliff:document:2.0": "xliff_core_2.0.xsd",
        "http://www.w3.org/2005/11/its": "its.xsd",
        "http://www.w3.org/XML/1998/namespace": "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd",
    }
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{(SCHEMAS / file).as_uri()}"/>' for space, file in names.items()
    )
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(text))


def xliff(path: Path, valid: etree.XMLSchema) -> int:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.parse(str(path), parser).getroot()
    if not valid.validate(root):
        fail(f"{path}: {valid.error_log.last_error}")
    known = {"2.1"}
    if root.get("version") not in known or root.get(f"{ITS}version") != "2.0":
        fail(f"{path}: version {root.get('version')}")
    types = {
        value.get("value")
        for value in etree.parse(str(SCHEMAS / "its.xsd")).iter("{http://www.w3.org/2001/XMLSchema}enumeration")
    }
    units = list(root.iter(f"{XLF}unit"))
    for file in root.iter(f"{XLF}file"):
        ids = [unit.get("id") for unit in file.iter(f"{XLF}unit")]
        if len(ids) != len(set(ids)) or not ids:
            fail(f"{path}: ids of units: {ids}")
    anchors = [issues.get("{http://www.w3.org/XML/1998/namespace}id") for issues in root.iter(f"{ITS}locQualityIssues")]
    if len(anchors) != len(set(anchors)):
        fail(f"{path}: an xml:id twice")
    for unit in units:
        # What the prose of the standard asks for, beyond its schemas.
        own = {issues.get("{http://www.w3.org/XML/1998/namespace}id") for issues in unit.iter(f"{ITS}locQualityIssues")}
        for issue in unit.iter(f"{ITS}locQualityIssue"):
            if issue.get("locQualityIssueType") not in types or not 0 <= float(issue.get("locQualityIssueSeverity")) <= 100:
                fail(f"{path}: {issue.attrib}")
            if not issue.get("locQualityIssueComment"):
                fail(f"{path}: an issue without comment")
        refs = {mark.get(ITSM_REF) for mark in unit.iter(f"{XLF}mrk")}
        if not refs <= {f"#its={anchor}" for anchor in own}:
            fail(f"{path}: a mark of unit {unit.get('id')} refers to another unit: {refs}")
        notes = {note.get("category"): note.text or "" for note in unit.iter(f"{XLF}note")}
        if len(notes["fingerprint"]) != 16 or "answer" not in notes:
            fail(f"{path}: notes of unit {unit.get('id')}: {notes}")
        if root.get("trgLang") is None and unit.find(f".//{XLF}target") is not None:
            fail(f"{path}: a target without a target language")
    return len(units)


def workbook(path: Path, folder: Path, locale: str) -> list[dict[str, str]]:
    """The rows, as openpyxl and LibreOffice see them."""
    words = said_in(locale)
    book = openpyxl.load_workbook(path)
    if len(book.worksheets) != 3:
        fail(f"{path}: {book.sheetnames}")
    sheet = book.worksheets[0]
    for other in book.worksheets:
        for cell in (cell for row in other.iter_rows() for cell in row):
            if cell.data_type == "f" or cell.hyperlink is not None:
                fail(f"{path}: {cell.coordinate} is a formula or a link: {cell.value}")
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, (cell.value or "" for cell in row))) for row in sheet.iter_rows(min_row=2)]
    if sheet.freeze_panes != "C2" or not sheet.auto_filter.ref:
        fail(f"{path}: no frozen header or no filters")
    if heads[10:12] != [words["column-answer"], words["column-reason"]] or heads[-1] != words["column-fingerprint"]:
        fail(f"{path}: not written in {locale}: {heads}")
    choice = ",".join(words[f"answer-{name}"] for name in ("fixed", "accepted", "waived"))
    if rows and [one.formula1 for one in sheet.data_validations.dataValidation] != [f'"{choice}"']:
        fail(f"{path}: no list of answers")
    if str(book.properties.created) != "2000-01-01 00:00:00":
        fail(f"{path}: made at {book.properties.created}")
    out = folder / "csv"
    convert = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to",
               "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", str(out), str(path)]
    done = subprocess.run(convert, capture_output=True, text=True, timeout=300)
    written = out / "feedback.csv"
    if not written.exists():
        fail(f"LibreOffice does not open {path}: {done.stdout}{done.stderr}")
    table = list(csv.reader(io.StringIO(written.read_text("utf-8"), newline="")))
    written.unlink()
    if len(table) != len(rows) + 1 or table[0] != heads:
        fail(f"{path}: LibreOffice sees {len(table)} rows, openpyxl {len(rows) + 1}")
    for one, other in zip(rows, table[1:]):
        if [str(value) for value in one.values()] != other:
            fail(f"{path}: LibreOffice sees {other}, openpyxl {one}")
    return rows


def findings(*args: str) -> list[dict]:
    policies = json.loads(run("check", *args, "--format", "json", code=None))["policies"]
    return [finding for policy in policies for finding in policy["findings"]]


def answer_workbook(path: Path, locale: str, answers: dict[str, tuple[str, str]]) -> None:
    """Fills the columns of answers, by rule, as a translator would: rows sorted the other way round."""
    words = said_in(locale)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        rule = sheet.cell(row, heads[words["column-rule"]]).value
        if rule in answers:
            word, reason = answers[rule]
            sheet.cell(row, heads[words["column-answer"]]).value = word
            sheet.cell(row, heads[words["column-reason"]]).value = reason
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for index, values in enumerate(reversed(rows), 2):
        for column, value in enumerate(values, 1):
            sheet.cell(index, column).value = value
    book.save(path)


def answer_xliff(path: Path, answers: dict[str, str]) -> None:
    tree = etree.parse(str(path))
    for unit in tree.iter(f"{XLF}unit"):
        notes = {note.get("category"): note for note in unit.iter(f"{XLF}note")}
        notes["answer"].text = answers.get(notes["rule"].text)
    tree.write(str(path), encoding="utf-16", xml_declaration=True)


def round_trip(folder: Path) -> None:
    legal, known = folder / "legal", folder / "known.tsv"
    write(legal, "refunds", "Rooms are quiet after ten", "")
    base = ["--isolated", str(legal)]
    before = findings(*base)
    rules = {lang: sorted(one["rule"] for one in before if lang in one["languages"]) for lang in LANGS}
    if "email-mismatch" not in rules["ja"] or "duration-mismatch" not in rules["vi"] or len(rules["ja"]) < 2:
        fail(f"the policies of this test have other findings: {rules}")
    out = folder / "out"
    run("feedback", *base, "--output", str(out))
    book = out / "ja" / "feedback.xlsx"
    other = next(rule for rule in rules["ja"] if rule != "email-mismatch")
    answer_workbook(book, "ja", {"email-mismatch": ("免除", "two desks, =agreed"), other: ("fixed", "")})
    said = run("feedback", *base, "--read", str(book), "--baseline", str(known), code=1)
    if "is still reported" not in said or " waived, " not in said:
        fail(f"marked as fixed, but not mended: {said}")
    kept = known.read_text("utf-8")
    if "two desks, =agreed" not in kept or kept.count("\temail-mismatch\t") != rules["ja"].count("email-mismatch"):
        fail(f"the baseline: {kept}")
    # The same file again changes nothing, wherever it is kept.
    book = Path(shutil.copy(book, folder / "answered.xlsx"))
    run("feedback", *base, "--read", str(book), "--baseline", str(known), code=1)
    if known.read_text("utf-8") != kept:
        fail("an answer was taken twice")
    # Whoever writes again does not write over answers.
    run("feedback", *base, "--output", str(out), code=2)
    run("feedback", *base, "--output", str(out), "--overwrite", "--baseline", str(known))
    xlf = out / "vi" / "feedback.xlf"
    answer_xliff(xlf, {rule: "chấp nhận: đã thống nhất" for rule in rules["vi"]})
    run("feedback", *base, "--read", str(xlf), "--baseline", str(known))
    left = findings(*base, "--baseline", str(known))
    if any("vi" in one["languages"] or one["rule"] == "email-mismatch" for one in left):
        fail(f"accepted and waived, and still reported: {left}")
    if not any(one["rule"] == other for one in left):
        fail(f"{other} is silent, but was neither accepted nor waived")
    # A changed clause speaks again, and an answer about its old text is not taken.
    file = legal / "refunds" / "ja.txt"
    file.write_text(file.read_text("utf-8").replace("までご連絡ください", "まで必ずご連絡ください"), "utf-8")
    if not any(one["rule"] == "email-mismatch" for one in findings(*base, "--baseline", str(known))):
        fail("a clause has changed, and its finding is still waived")
    fresh = folder / "fresh.tsv"
    run("feedback", *base, "--output", str(folder / "again"), "--locale", "en")
    said = run("feedback", *base, "--read", str(book), "--baseline", str(fresh), code=1)
    others = rules["ja"].count("email-mismatch") - 1
    if said.count("The text has changed since") != 1 or f" {others} added to " not in said:
        fail(f"an answer about an old text: {said}")
    # Rows that say nothing usable.
    book = folder / "again" / "ja" / "feedback.xlsx"
    answer_workbook(book, "en", {"email-mismatch": ("perhaps", ""), other: ("waived", "")})
    said = run("feedback", *base, "--read", str(book), "--baseline", str(fresh), code=1)
    if "“perhaps” is no answer" not in said or "needs a reason" not in said or " 0 added to " not in said:
        fail(f"unusable rows: {said}")
    run("feedback", *base, "--read", str(file), code=2)
    run("feedback", *base, "--read", str(folder / "none.xlsx"), code=2)


def main() -> None:
    valid = schema()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        legal = folder / "hostile"
        write(legal, "so \"odd\" & <b>", HOSTILE, "=cmd|' /C calc'!A0 is what we answer in English.")
        sums = {}
        for label, paths in [("hostile", [str(legal)]), ("corpus", ["corpus", str(legal)])]:
            out, twin = folder / f"for-{label}", folder / f"for-{label}-2"
            run("feedback", "--isolated", *paths, "--output", str(out))
            run("feedback", "--isolated", *paths, "--output", str(twin), "--jobs", "1")
            # A package is no policy to the next run.
            if "no policy found" not in run("check", "--isolated", str(out), code=2):
                fail("packages are taken for policies")
            for lang in sorted(place.name for place in out.iterdir()):
                for file in sorted((out / lang).iterdir()):
                    if file.read_bytes() != (twin / lang / file.name).read_bytes():
                        fail(f"{file.name} of {lang}: other bytes in another run")
                rows = workbook(out / lang / "feedback.xlsx", folder, LOCALES.get(lang, "en"))
                units = sum(xliff(file, valid) for file in (out / lang).glob("*.xlf"))
                if len(rows) != units:
                    fail(f"{lang}: {len(rows)} rows, {units} units")
                sums[f"{label} {lang}"] = len(rows)
            shutil.rmtree(twin)
        print("rows:", ", ".join(f"{name} {count}" for name, count in sums.items()))
        round_trip(folder)
    print("feedback: opened by LibreOffice and openpyxl, valid against XLIFF 2.1 with ITS, answered and read back")


main()
