"""Runs policyglot on sound, planted, waived and hostile policies and validates what it writes.

usage: validate.py SCHEMAS PROGRAM; exits with 1 at the first output that is not valid, and says why.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import html5lib
import jsonschema
from lxml import etree

SCHEMAS, PROGRAM = Path(sys.argv[1]), sys.argv[2]
HOSTILE = "=1+1 \"a\" ]]> <!-- &lt; <b>x</b> | [a](b) `c` @team #1 $x$ ::error::pwned %0A \x1b[2J\u202e\u200b\ufffe {0} 𠮷"


def fail(what: str) -> None:
    print(f"formats: {what}", file=sys.stderr)
    sys.exit(1)


def run(*args: str) -> bytes:
    """Output of the program; what it writes to a file must be the same."""
    done = subprocess.run([PROGRAM, *args], capture_output=True)
    if done.returncode not in (0, 1, 2):
        fail(f"{args} exits with {done.returncode}: {done.stderr.decode()}")
    if done.returncode == 2 and b"odd.md" not in done.stderr:
        fail(f"{args}: {done.stderr.decode()}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report")
        subprocess.run([PROGRAM, *args, "--output", str(file)], capture_output=True)
        if file.read_bytes() != done.stdout:
            fail(f"{args}: --output writes something else")
    return done.stdout


def write(folder: Path) -> None:
    """A policy with hostile text and waivers, and a file that cannot be read."""
    place = folder / "so, \"odd\" :: 100%"
    place.mkdir()
    texts = {
        "en": ("Refunds", "Write to desk@inn.example within 14 days.", "stays", "We answer in English."),
        "ja": ("返金", "14日以内に disk@inn.example までご連絡ください。", "です", ""),
        "vi": ("Hoàn tiền", "Viết cho desk@inn.example trong vòng 30 ngày.", "giữ", "Chúng tôi trả lời bằng tiếng Anh."),
    }
    for lang, (title, first, word, last) in texts.items():
        lines = [f"# {title}", f"1. {first}", f"2. {HOSTILE} {word}", f"3. {last}" if last else ""]
        text = "\n\n".join(lines)
        if lang == "vi":
            text = text.replace("30 ngày.", "30 ngày. <!-- policyglot: ignore duration-mismatch agreed ]]> \"so\" -->")
        (place / f"{lang}.md").write_text(text, encoding="utf-8")
    (folder / "odd.md").write_bytes(b"\x00\x01\x02\x03" * 64)


def sarif(text: bytes, has_baseline: bool) -> int:
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8"))
    log = json.loads(text)
    checker = jsonschema.FormatChecker(["uri-reference", "uri"])
    errors = jsonschema.Draft7Validator(schema, format_checker=checker).iter_errors(log)
    for error in errors:
        fail(f"SARIF: {error.json_path}: {error.message[:300]}")
    [one] = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    for result in one["results"]:
        # What the prose of the standard asks for (3.27.6, 3.27.23, 3.27.24) and what GitHub cannot do without.
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            fail("SARIF: ruleIndex names another rule")
        if "suppressions" not in result or has_baseline != ("baselineState" in result):
            fail("SARIF: suppressions and baselineState stand in all results or in none")
        if not result["locations"] or not result["partialFingerprints"]:
            fail("SARIF: a result without location or fingerprint")
        for place in result["locations"] + result["relatedLocations"]:
            region = place["physicalLocation"]["region"]
            begin, end = [(region[f"{side}Line"], region[f"{side}Column"]) for side in ("start", "end")]
            if begin > end:
                fail(f"SARIF: a region ends before it begins: {region}")
    for rule in rules:
        if not rule["help"]["text"].strip() or not rule["help"]["markdown"].strip():
            fail(f"SARIF: {rule['id']} has no help")
    return len(one["results"])


def regions(text: bytes) -> None:
    """A region of a plain UTF-8 file holds its snippet, by columns and by bytes."""
    for result in json.loads(text)["runs"][0]["results"]:
        for place in result["locations"] + result["relatedLocations"]:
            place = place["physicalLocation"]
            region, path = place["region"], place["artifactLocation"]["uri"]
            if "snippet" not in region or region["startLine"] != region["endLine"]:
                continue
            raw = Path(path).read_bytes()
            snippet = region["snippet"]["text"]
            line = raw.decode("utf-8").split("\n")[region["startLine"] - 1].encode("utf-16-le")
            columns = line[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2].decode("utf-16-le")
            begin = region["byteOffset"]
            if columns != snippet or raw[begin : begin + region["byteLength"]].decode("utf-8") != snippet:
                fail(f"SARIF: {path}: {region} holds {columns!r}")


def junit(text: bytes) -> int:
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "junit-10.xsd")))
    report = etree.fromstring(text)
    if not schema.validate(report):
        fail(f"JUnit: {schema.error_log.last_error}")
    for suite in report.iter("testsuite"):
        for key, element in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped"), ("errors", "error")]:
            if int(suite.get(key)) != len(list(suite.iter(element))):
                fail(f"JUnit: {key} of {suite.get('name')}")
        names = [(case.get("classname"), case.get("name")) for case in suite.iter("testcase")]
        if len(names) != len(set(names)):
            fail(f"JUnit: two cases of {suite.get('name')} have one name")
    return len(list(report.iter("testcase")))


def tmx(text: bytes) -> int:
    schema = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    memory = etree.fromstring(text, etree.XMLParser(load_dtd=False, resolve_entities=False))
    if not schema.validate(memory):
        fail(f"TMX: {schema.error_log.last_error}")
    units = memory.findall("body/tu")
    if any(len(unit.findall("tuv")) < 2 for unit in units):
        fail("TMX: a unit in one language")
    return len(units)


def html(text: bytes) -> int:
    page = html5lib.HTMLParser(strict=True).parse(text.decode("utf-8"))
    space = "{http://www.w3.org/1999/xhtml}"
    scripts = [script.get("type") for script in page.iter(f"{space}script")]
    if scripts != ["application/json", None] or page.find(f".//{space}b") is not None:
        fail("HTML: text of a policy became markup")
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        fail("HTML: two elements have one id")
    return len(page.findall(f".//{space}article"))


def comma_separated(text: bytes) -> int:
    if not text.startswith(b"\xef\xbb\xbf"):
        fail("CSV: no byte order mark")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), strict=True))
    if text.count(b"\n") != text.count(b"\r\n") or len({len(row) for row in rows}) != 1:
        fail("CSV: rows of several lengths, or another line end than CR LF")
    for cell in (cell for row in rows for cell in row):
        if cell.lstrip()[:1] in ("=", "+", "-", "@") and cell.lstrip():
            fail(f"CSV: a formula: {cell}")
    return len(rows) - 1


def github(text: bytes) -> int:
    lines = text.decode("utf-8").splitlines()
    for level in ("error", "warning", "notice"):
        if sum(line.startswith(f"::{level} ") for line in lines) > 10:
            fail(f"GitHub: more than ten annotations of the level {level}")
    for line in lines:
        if not line.startswith(("::error ", "::warning ", "::notice ", "policyglot: ")):
            fail(f"GitHub: {line}")
    return len(lines) - 1


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        hostile = Path(folder, "policies")
        hostile.mkdir()
        write(hostile)
        baseline = str(Path(folder, "known.tsv"))
        hours, loans = "tests/cli/policies/hours", "tests/cli/policies/loans"
        known = ["baseline", "update", loans, "--isolated", "--baseline", baseline, "--reason", "agreed"]
        subprocess.run([PROGRAM, *known], check=True, capture_output=True)
        for paths in ([hours], [str(hostile)], [loans, hours, "corpus", str(hostile)]):
            check = ["check", "--isolated", *paths, "--format"]
            counts = {
                "sarif": sarif(run(*check, "sarif"), False),
                "sarif with baseline": sarif(run(*check, "sarif", "--baseline", baseline), True),
                "junit": junit(run(*check, "junit", "--fail-on", "warning")),
                "html": html(run(*check, "html")),
                "csv": comma_separated(run(*check, "csv")),
                "github": github(run(*check, "github")),
                "tmx": tmx(run("align", "--isolated", *paths, "--format", "tmx")),
            }
            if len(run(*check, "markdown").decode("utf-8")) > 65_536:
                fail("Markdown: longer than a comment")
            print(f"{len(paths)} paths:", ", ".join(f"{name} {count}" for name, count in counts.items()))
        regions(run("check", "--isolated", loans, "--format", "sarif"))
    print("formats: valid against SARIF 2.1.0, JUnit, TMX 1.4b, HTML and RFC 4180")


main()
