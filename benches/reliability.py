#!/usr/bin/env python3
"""How far the confidence of groups can be trusted: prints, by band of confidence, how many hold.

usage: benches/reliability.py [PROGRAM]        default: target/release/policyglot

A group is judged against the gold alignment of the development set beside the checkout (../shared), once for each
edition beside the reference: it holds where reference and edition have exactly the clauses of one gold group; a gap
(one side empty) holds where gold has the same gap.
"""

import collections
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT.parent / "shared" / "eval"))
import score  # noqa: E402  the scorer beside the checkout
from common import CORPUS, gold, jload, load_dir, norm_lang, sets_of  # noqa: E402

BANDS = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01]


def judged(tool, items, what):
    """(confidence, is a gap, holds) of every group of every pair."""
    for name, policy in tool.batch("align", {n: folder for n, (folder, _) in items.items()}, what).items():
        folder, ref = items[name]
        langs, editions = ref["langs"], load_dir(folder)
        tags = {e["lang"]: norm_lang(os.path.splitext(os.path.basename(e["path"]))[0]) for e in policy["editions"]}
        groups = [(g["confidence"], {tags.get(lang, lang): ids for lang, ids in g["members"].items()}) for g in policy["groups"] if g.get("class") != "furniture"]
        ids = {lang: iter(score.map_clauses([c for _, m in groups for c in m.get(lang, [])], editions[lang][2]).values()) for lang in langs}
        mapped = [(sure, {lang: set().union(*[next(ids[lang]) for _ in m.get(lang, [])]) for lang in langs}) for sure, m in groups]
        source = ref["ref"]
        for lang in (one for one in langs if one != source):
            clauses = lambda g, of: frozenset(c["i"] for c in g["clauses"].get(of, ()))  # noqa: E731
            right = {(clauses(g, source), clauses(g, lang)) for g in ref["groups"]}
            for sure, members in mapped:
                pair = frozenset(members[source]), frozenset(members[lang])
                if any(pair):
                    yield sure, not all(pair), pair in right


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/policyglot")
    tool, sets = score.Tool(program, 900), sets_of("dev")
    items = {n: (os.path.join(CORPUS, "sets", n), gold(n)) for n in sets if sets[n]["gold"]}
    stressed = {n: (os.path.join(CORPUS, "stress", n), g) for n, g in jload(os.path.join(CORPUS, "stress", "gold.json")).items()}
    rows = [*judged(tool, items, "reliability"), *judged(tool, stressed, "reliability-stressed")]
    print("| confidence | links | mean confidence | hold | gaps | mean confidence | hold |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    error, total = 0.0, collections.Counter()
    for low, high in zip(BANDS, BANDS[1:]):
        cells = []
        for gap in (False, True):
            band = [(sure, holds) for sure, is_gap, holds in rows if is_gap is gap and low <= sure < high]
            if not band:
                cells += ["0", "–", "–"]
                continue
            sure, holds = (sum(x[k] for x in band) / len(band) for k in (0, 1))
            cells += [f"{len(band):,}", f"{sure:.3f}", f"{holds:.3f}"]
            error += abs(sure - holds) * len(band)
            total["n"] += len(band)
        print(f"| {low:.2f} to {min(high, 1):.2f} | {' | '.join(cells)} |")
    print(f"\nexpected calibration error {error / max(total['n'], 1):.4f} over {total['n']:,}; tool errors {len(tool.errors)}")


if __name__ == "__main__":
    main()
