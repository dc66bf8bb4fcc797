#!/usr/bin/env python3
"""Grows the trees that weigh norms and terms (dictionaries/{norm,term}-trees.txt), or says how well they do on policies
that they have not seen.

usage: cargo bench --bench odds -- [--terms] FOLDER… > TABLE
       benches/odds.py TABLE              cross-validation: what is found and what is raised wrongly
       benches/odds.py --write TABLE      grows the trees on all of it and writes them

Needs scikit-learn (pip install scikit-learn). In cross-validation all that was made of one policy is in one fold, so
that no policy is judged by trees that know it.
"""

import collections
import math
import sys
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

DICTIONARIES = Path(__file__).resolve().parent.parent / "dictionaries"
COLUMNS = 12

# As in src/rules/meaning/odds.rs and substitution/mod.rs.
SUSPECT, CROWDED, WARN = 0.5, 0.5, 1.0


def changes(text):
    return [tuple(one.split(">")) for one in text.split()]


# The changes that each kind of defect may show as.
SHOWS = {
    "negation-removed": changes("not>- not>may cannot>may forbid>may forbid>- excl>incl illicit>- not>must"),
    "negation-added": changes("->not may>not must>not incl>excl ->cannot may>forbid will>not"),
    "must-to-may": changes("must>may ->may not>may forbid>may forbid>- not>- must>not will>may"),
    "may-to-must": changes("may>must may>not may>forbid ->not"),
    "exception-lost": changes("except>- if>- not>-"),
    "exception-turned": changes("except>- not>- excl>incl"),
    "all-to-some": changes("all>some any>some each>some anytime>some any>few each>few anytime>few ->some ->few anytime>-"),
    "only-removed": changes("only>-"),
    "actor-swapped": changes("we>you you>we ours>yours yours>ours"),
    "conjunction-swapped": changes("or>and and>or andor>and andor>-"),
    "bound-turned": changes("before>after after>before"),
}
SHOWS["actor-exchanged"] = SHOWS["actor-swapped"]
SHOWS["conjunction"] = SHOWS["conjunction-swapped"]
SHOWS["condition-changed"] = SHOWS["bound-turned"] + changes("if>- except>- ->except not>- ->not only>-")
SHOWS["quantifier"] = SHOWS["all-to-some"] + changes("only>- ->only some>all")

# How much a defect counts beside the others of its kind; what somebody made by hand is worth most.
WEIGHTS = {"conjunction-swapped": 0.3, "actor-swapped": 0.3, "bound-turned": 0.6}
HUMAN, IMAGINED = 2.0, 0.15
# A sound sentence counts for more than a defect: most sentences are sound. Policies without some editions are many.
SOUND, PARTIAL = 3.0, 0.5
# What the project's own policies say as they stand is sound, read by many eyes; elsewhere a defect may be among it.
OWN, READ = "corpus", 3.0
# How much the many lines of one policy are worth less: 0 not at all, 1 as if it had as many as a usual one.
BALANCE = 0.7


class Norms:
    """How the trees of norms are grown; FOR and AGAINST: signals that can only speak for a defect, and against it."""

    FILE, TREES, LEAVES = "norm-trees.txt", 500, 31
    FOR = """less-least less-mean less-witness less-parted less-votes less-whole-least less-whole-mean less-surest less-clear
    more-least more-mean more-witness more-votes more-whole-least more-whole-mean more-surest more-clear outright close
    more-displaced less-agree more-agree less-stated less-unanimous more-unanimous less-evidence more-evidence""".split()
    AGAINST = "less-hinted less-habit more-habit free lacked fuss apart less-split more-split less-saying turned".split()

    def __init__(self, rows):
        pass

    def shows(self, row):
        """Whether the change of a line is the defect that was put in; of two editions the other one shows its reverse."""
        kind, change, parts, asked = row[2].removeprefix("human:"), (row[6], row[7]), row[8], row[11] == "1"
        if kind.startswith("imagined:"):
            known = changes(kind.removeprefix("imagined:"))
        else:
            known = SHOWS.get(kind, [])
        return change in known if asked else parts == "2" and change[::-1] in known


class Terms:
    """How the trees of terms are grown."""

    FILE, TREES, LEAVES = "term-trees.txt", 300, 8
    FOR = """less-least less-mean less-votes less-agree less-common less-whole-least less-whole-mean less-contrasted more-own
    more-whole more-echoed contrast close""".split()
    AGAINST = """less-rate less-missed less-partial less-allied more-ally more-address allies habit free denied lacked said
    crossed more-heard""".split()

    def __init__(self, rows):
        self.known = {self.key(row) for row in rows if row[2] in ("", "base")}

    @staticmethod
    def key(row):
        return row[0], row[1], row[10], *row[4:8]

    def shows(self, row):
        """Whether a line stands where a term was put in, and not in the policy as it stands."""
        kind, parts, asked = row[2], row[8], row[11] == "1"
        made = kind.startswith(("imagined:", "term-")) or kind == "human:term-wrong"
        return made and (asked or parts == "2") and self.key(row) not in self.known


class Table:
    """The lines of a table: `x` the signals, `y` whether a line shows a defect, `use` whether it is grown on."""

    def __init__(self, path):
        rows, signals, self.made = [], [], set()
        with open(path, encoding="utf-8") as file:
            self.names = file.readline().rstrip("\n").split("\t")[COLUMNS:]
            for line in file:
                cells = line.rstrip("\n").split("\t")
                if cells[0] == "#":
                    self.made.add(tuple(cells[1:]))
                else:
                    rows.append(cells[:COLUMNS])
                    signals.append(cells[COLUMNS:])
        self.x = np.array(signals, dtype=np.float32)
        self.policy = np.array([row[0] + "/" + row[1] for row in rows])
        self.unit = [tuple(row[:5]) for row in rows]
        self.kind = [row[2] for row in rows]
        self.whole = np.array([row[10] == "0" for row in rows])
        self.asked = np.array([row[11] == "1" for row in rows])
        self.model = Terms(rows) if "less-partial" in self.names else Norms(rows)
        self.y = np.array([self.model.shows(row) for row in rows])
        sound = [kind == "" or kind == "sound" and asked for kind, asked in zip(self.kind, self.asked)]
        self.use = self.y | np.array(sound)
        self.weight = np.array([self.worth(kind, y) for kind, y in zip(self.kind, self.y)])
        self.weight *= np.where(self.whole, 1.0, PARTIAL)
        own = np.array([row[0].endswith(OWN) and row[2] == "" for row in rows])
        self.weight *= np.where(own, READ, 1.0)
        # A long policy full of norms has many lines, and shows one manner of writing.
        of, lines = np.unique(self.policy[self.use], return_counts=True)
        usual = float(np.median(lines))
        share = {policy: min(1.0, usual / count) ** BALANCE for policy, count in zip(of, lines)}
        self.weight *= np.array([share.get(policy, 1.0) for policy in self.policy])

    @staticmethod
    def worth(kind, shows):
        if not shows:
            return SOUND
        if kind.startswith("imagined:"):
            return IMAGINED
        return HUMAN if kind.startswith("human:") else WEIGHTS.get(kind, 1.0)


def grow(table, rows):
    rows = rows[table.use[rows]]
    model = table.model
    sign = [(name in model.FOR) - (name in model.AGAINST) for name in table.names]
    trees = HistGradientBoostingClassifier(
        max_iter=model.TREES, learning_rate=0.05, max_leaf_nodes=model.LEAVES, min_samples_leaf=15, l2_regularization=5.0,
        max_features=0.5, monotonic_cst=sign, early_stopping=False, random_state=0,
    )
    return trees.fit(table.x[rows], table.y[rows], sample_weight=table.weight[rows])


def write(table):
    def number(value, digits):
        return f"{value:.{digits}g}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.{digits}g}"

    def prefix(nodes, at):
        node = nodes[at]
        if node["is_leaf"]:
            return number(node["value"], 3)
        # A signal has three decimals and a bound lies between two signals: below or not is the same as up to or above.
        split = f"{node['feature_idx']}<{number(float(node['num_threshold']), 5)}"
        return f"{split} {prefix(nodes, node['left'])} {prefix(nodes, node['right'])}"

    trees = grow(table, np.arange(len(table.y)))
    base = float(np.ravel(trees._baseline_prediction)[0])
    lines = [" ".join(table.names), f"{base:.5f}"] + [prefix(one[0].nodes, 0) for one in trees._predictors]
    (DICTIONARIES / table.model.FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def validate(table):
    score = np.zeros(len(table.y))
    for known, unseen in GroupKFold(n_splits=6).split(table.x, table.y, table.policy):
        score[unseen] = grow(table, known).decision_function(table.x[unseen])
    clean, made = {}, dict.fromkeys(table.made, -math.inf)
    for at in np.flatnonzero(table.whole):
        unit = table.unit[at]
        if unit[2] == "":
            clean[unit] = max(clean.get(unit, -math.inf), score[at])
        elif unit[:4] in made and (table.asked[at] or unit[2] != "sound"):
            made[unit[:4]] = max(made[unit[:4]], score[at])
    suspects = collections.Counter(unit[:2] for unit, most in clean.items() if most >= SUSPECT)
    warns = lambda most, crowd: most - CROWDED * math.log1p(crowd) >= WARN  # noqa: E731
    wrong = collections.Counter(unit[0] for unit, most in clean.items() if warns(most, suspects[unit[:2]] - (most >= SUSPECT)))
    tried, found = collections.Counter(), collections.Counter()
    for one, most in made.items():
        tried[one[0], one[2]] += 1
        found[one[0], one[2]] += warns(most, suspects[one[:2]])
    for folder in dict.fromkeys(unit[0] for unit in table.unit):
        sentences = sum(unit[0] == folder for unit in clean)
        print(f"{folder}: {wrong[folder]} of {sentences} weighed sentences warned of as they stand")
        for (of, kind), number in sorted(tried.items()):
            if of == folder:
                print(f"    {kind:28} {found[of, kind]:4} of {number:4}  {100 * found[of, kind] / number:3.0f} %")


def main():
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help"):
        sys.exit(__doc__.strip())
    table = Table(arguments[-1])
    (write if arguments[0] == "--write" else validate)(table)


main()
