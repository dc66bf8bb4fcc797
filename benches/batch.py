#!/usr/bin/env python3
"""Batches of many policies: memory, speed, jobs, cache. Prints a table; --assert also fails where a bound is missed.

usage: benches/batch.py [--policies 10000] [--assert] [PROGRAM]

The policies are stretches of corpus/ in all their languages, made different by their numbers; one in ten loses a line
in one language. The same numbers give the same policies.
"""

import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = [
    {"en": "aurelia-privacy/en.md", "ja": "aurelia-privacy/ja.md", "vi": "aurelia-privacy/vi.md", "zh": "aurelia-privacy/zh.md"},
    {"en": "harbor-refunds/refunds.en.txt", "ja": "harbor-refunds/refunds.ja.txt", "vi": "harbor-refunds/refunds.vi.txt", "zh": "harbor-refunds/refunds.zh.txt"},
    {"en": "brightpath-cookies/cookies.en.md", "ja": "brightpath-cookies/cookies_ja.md", "vi": "brightpath-cookies/cookies-vi.md", "zh": "brightpath-cookies/cookies.zh-CN.md"},
    {"en": "pixelforge-disclosure/security.en.md", "ja": "pixelforge-disclosure/security.ja.md", "vi": "pixelforge-disclosure/security.vi.md", "zh": "pixelforge-disclosure/security.zh-Hans.md"},
]
LINES = 24


def make(folder, count):
    seeds = [{lang: (ROOT / "corpus" / path).read_text(encoding="utf-8").splitlines() for lang, path in seed.items()} for seed in SEEDS]
    suffixes = [Path(seed["en"]).suffix for seed in SEEDS]
    for number in range(count):
        dice = random.Random(number)
        at = number % len(seeds)
        start = dice.randrange(4)
        length = dice.randrange(LINES // 2, LINES)
        victim = dice.choice("ejvz") if number % 10 == 0 else ""
        for lang, lines in seeds[at].items():
            cut = lines[start : start + length]
            if lang.startswith(victim or "-"):
                cut = cut[: length // 2] + cut[length // 2 + 1 :]
            text = re.sub(r"\b(\d\d)\b", lambda found: str((int(found[1]) + number) % 90 + 10), "\n".join(cut))
            shelf = folder / f"{number // 500:03}"
            shelf.mkdir(exist_ok=True)
            (shelf / f"p{number:05}.{lang}{suffixes[at]}").write_text(f"{text}\n", encoding="utf-8")


def run(program, folder, *options):
    """Seconds, peak memory in MB, hash of the output, and the seconds at which each tenth was written."""
    command = [program, "check", "--isolated", "--format", "jsonl", *options, str(folder)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    digest = hashlib.sha256()
    times = []
    for line in process.stdout:
        digest.update(line)
        times.append(time.perf_counter() - began)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), (command, process.returncode)
    return seconds, usage.ru_maxrss / 1024, digest.hexdigest(), times


def tenths(times):
    """Policies a second in the first and in the last tenth."""
    tenth = max(1, (len(times) - 1) // 10)
    return tenth / (times[tenth] - times[0]), tenth / (times[-2] - times[-2 - tenth])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?", default=str(ROOT / "target/release/policyglot"))
    parser.add_argument("--policies", type=int, default=10_000)
    parser.add_argument("--assert", dest="strict", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        few, many, cache = Path(scratch, "few"), Path(scratch, "many"), Path(scratch, "cache")
        few.mkdir()
        many.mkdir()
        make(few, 100)
        make(many, args.policies)
        _, small, _, _ = run(args.program, few, "--jobs", "2")
        two, peak, output, times = run(args.program, many, "--jobs", "2")
        one, _, output_one, _ = run(args.program, many, "--jobs", "1")
        eight, _, output_eight, _ = run(args.program, many, "--jobs", "8")
        cold, _, output_cold, _ = run(args.program, many, "--jobs", "2", "--cache", str(cache))
        warm, _, output_warm, _ = run(args.program, many, "--jobs", "2", "--cache", str(cache))
        kept = sum(file.stat().st_size for file in cache.rglob("*") if file.is_file()) / 2**20
    first, last = tenths(times)
    rows = [
        ("policies", f"{args.policies:,}", True),
        ("one job", f"{one:.1f} s", True),
        ("two jobs", f"{two:.1f} s, {args.policies / two:.0f} policies/s", True),
        ("two jobs : one", f"{one / two:.2f} (at least 1.7)", one / two >= 1.7),
        ("policies/s, first and last tenth", f"{first:.0f}, {last:.0f} (within 15 %)", 0.85 <= last / first <= 1.15),
        ("peak memory, 100 policies", f"{small:.1f} MB", True),
        (f"peak memory, {args.policies:,} policies", f"{peak:.1f} MB (at most twice as much)", peak <= 2 * small),
        ("one, two and eight jobs", "the same bytes", output == output_one == output_eight),
        ("cache, first and second run", f"{cold:.1f} s, {warm:.2f} s: {cold / warm:.0f} times faster (at least 10)", cold / warm >= 10),
        ("with and without cache", "the same bytes", output == output_cold == output_warm),
        ("size of the cache", f"{kept:.0f} MB", True),
    ]
    print("| | figure | |\n| --- | --- | --- |")
    for name, figure, holds in rows:
        print(f"| {name} | {figure} | {'' if holds else '**missed**'} |")
    if args.strict and not all(holds for _, _, holds in rows):
        sys.exit("a bound is missed")


main()
