"""docs/spark.md, run: policies through Spark's pipe give what a check of the same files gives."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark import SparkConf, SparkContext

program = sys.argv[1]
POLICIES = 60
PARTITIONS = 4


def editions(number):
    """A small policy in two languages; every third promises another address, every seventh lacks a clause."""
    desk = f"desk{number}@inn.example"
    other = f"info{number}@inn.example" if number % 3 == 0 else desk
    english = f"# House rules\n\nWrite to {desk} for a room.\n\nSmall dogs are welcome in every room.\n\nBreakfast is served on the terrace.\n"
    japanese = f"# 宿泊規約\n\nお部屋のご予約は {other} までご連絡ください。\n\n"
    if number % 7:
        japanese += "小型犬はすべての客室でお泊まりいただけます。\n\n"
    japanese += "朝食はテラスでご用意します。\n"
    return {"en": english, "ja": japanese}


def request(number):
    texts = [{"lang": lang, "text": text, "format": "md"} for lang, text in editions(number).items()]
    return json.dumps({"id": number, "name": f"p{number:03}", "editions": texts}, ensure_ascii=False)


conf = SparkConf().setMaster("local[2]").setAppName("policyglot").set("spark.ui.enabled", "false")
context = SparkContext(conf=conf)
context.setLogLevel("ERROR")
lines = context.parallelize(range(POLICIES), PARTITIONS).map(request)
# A row that is no request must not end the job.
lines = lines.union(context.parallelize(['{"id": -1, "editions": 5}'], 1))
answers = [json.loads(line) for line in lines.pipe(f"{program} worker --jobs 1").collect()]
context.stop()

assert [answer["id"] for answer in answers] == [*range(POLICIES), -1], "every request has its answer, in order"
assert "error" in answers[-1] and "findings" not in answers[-1], answers[-1]

with tempfile.TemporaryDirectory() as folder:
    for number in range(POLICIES):
        for lang, text in editions(number).items():
            path = Path(folder, f"p{number:03}.{lang}.md")
            path.write_text(text, encoding="utf-8")
    check = subprocess.run(
        [program, "check", "--isolated", "--format", "jsonl", folder], capture_output=True, text=True, check=False
    )
    assert check.returncode in (0, 1), check.stderr
    checked = [json.loads(line) for line in check.stdout.splitlines()][:-1]

shown = lambda policy: [(f["rule"], f["severity"], f["message"], f["fingerprint"]) for f in policy["findings"]]
assert len(checked) == POLICIES
for answer, policy in zip(answers, checked):
    assert answer["name"] == policy["name"] and shown(answer) == shown(policy), answer["id"]
found = sum(len(answer["findings"]) for answer in answers[:-1])
assert found >= POLICIES // 3, found
print(f"spark: {POLICIES} policies on {PARTITIONS} partitions, {found} findings, as in check")
