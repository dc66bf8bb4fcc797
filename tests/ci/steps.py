"""Runs the pre-commit hook and the steps of the GitHub Action in scratch folders, as their hosts would.

usage: steps.py PROGRAM; exits with 1 at the first surprise, and says what it was.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

PROGRAM = Path(sys.argv[1])
ROOT = Path.cwd()


def expect(condition: bool, what: str, output: str = "") -> None:
    if not condition:
        print(f"ci: {what}\n{output}", file=sys.stderr)
        sys.exit(1)


def policies(folder: Path) -> None:
    """A folder a language, so that the files of a policy lie apart; the fees differ."""
    for lang, title, first, last in [
        ("en", "Fees", "We charge 20 euros.", "Write to desk@inn.example."),
        ("ja", "料金", "料金は30ユーロです。", "desk@inn.example までご連絡ください。"),
    ]:
        place = folder / "legal" / lang
        place.mkdir(parents=True)
        (place / "fees.md").write_text(f"# {title}\n\n{first}\n\n{last}\n", encoding="utf-8")
        (place / "desk.md").write_text(f"# {title}\n\n{last}\n", encoding="utf-8")


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PATH": f"{PROGRAM.parent}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(folder / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull}


def hook(folder: Path) -> None:
    """`pre-commit run` on staged files: the other edition, which is not staged, is compared all the same."""
    repo, env = folder / "repo", environment(folder)
    policies(repo)

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(args, cwd=repo, env=env, capture_output=True, text=True)

    def git(*args: str) -> None:
        done = run("git", "-c", "user.name=ci", "-c", "user.email=ci@inn.example", *args)
        expect(done.returncode == 0, f"git {args}", done.stderr)

    # As a repository of its own: pre-commit clones what it is given.
    source = folder / "hooks"
    source.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", source)
    for place in (source, repo):
        git("init", "--quiet", str(place))
    git("-C", str(source), "add", ".")
    git("-C", str(source), "commit", "--quiet", "-m", "hooks")
    head = run("git", "-C", str(source), "rev-parse", "HEAD").stdout.strip()
    config = {"repos": [{"repo": str(source), "rev": head, "hooks": [{"id": "policyglot-system"}]}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git("add", ".pre-commit-config.yaml", "legal/ja/fees.md")
    done = run("pre-commit", "run")
    expect(done.returncode == 1 and "money-mismatch" in done.stdout, "the hook misses the fees", done.stdout + done.stderr)
    git("reset", "--quiet")
    git("add", ".pre-commit-config.yaml", "legal/ja/desk.md")
    done = run("pre-commit", "run")
    expect(done.returncode == 0 and "Passed" in done.stdout, "the hook complains of a sound policy", done.stdout + done.stderr)
    git("add", "legal")
    done = run("pre-commit", "run", "--all-files")
    expect(done.returncode == 1 and done.stdout.count("error[") == 1, "the hook on all files", done.stdout + done.stderr)


def action(folder: Path) -> None:
    """The steps of action.yml, with their expressions put in by hand and files where GitHub has them."""
    described = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    defaults = {name: str(value.get("default", "")) for name, value in described["inputs"].items()}
    work = folder / "work"
    policies(work)

    def run(**given: str) -> tuple[int, str, dict[str, str], str]:
        inputs = defaults | {"version": "path"} | {name.replace("_", "-"): value for name, value in given.items()}
        values = {f"inputs.{name}": value for name, value in inputs.items()} | {"github.action_path": str(ROOT)}
        files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        for file in files.values():
            file.write_text("")
        env = environment(folder) | {name: str(file) for name, file in files.items()}
        env["RUNNER_TEMP"] = str(folder / "temp")
        Path(env["RUNNER_TEMP"]).mkdir(exist_ok=True)
        code, text = 0, ""
        for step in described["runs"]["steps"]:
            expect("${{" not in step["run"], "an expression inside a script")
            fill = lambda text: re.sub(r"\$\{\{ *(\S+) *\}\}", lambda found: values[found[1]], text)
            added = {name: fill(value) for name, value in step["env"].items()}
            # As `shell: bash` of a composite action.
            script = folder / "step.sh"
            script.write_text(step["run"])
            done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
                                  cwd=work, env=env | added, capture_output=True, text=True)
            code, text = done.returncode, text + done.stdout + done.stderr
            if code != 0:
                break
        outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        return code, text, outputs, files["GITHUB_STEP_SUMMARY"].read_text()

    code, text, outputs, summary = run(paths="legal", sarif="out.sarif")
    expect(code == 1 and outputs == {"exit-code": "1", "sarif": "out.sarif"}, f"{code} {outputs}", text)
    expect("::error file=legal/" in text and "money-mismatch" in summary, "no annotation, or no summary", text + summary)
    results = json.loads((work / "out.sarif").read_text())["runs"][0]["results"]
    expect([result["ruleId"] for result in results] == ["money-mismatch"], f"SARIF: {results}")
    code, text, outputs, summary = run(paths="legal", fail_on="never", summary="false")
    expect((code, outputs, summary) == (0, {"exit-code": "0"}, ""), f"{code} {outputs} {summary}", text)
    # Inputs are words, whatever they hold; a path that is not there is a run that could not be done.
    code, text, outputs, _ = run(paths="legal/en/desk.md\nno such; touch pwned\n$(touch pwned)", args="--select\nfacts")
    expect(code == 2 and outputs["exit-code"] == "2", f"{code} {outputs}", text)
    expect(not (work / "pwned").exists(), "an input was run", text)
    # An option that there is not: the reason is in the log.
    code, text, outputs, _ = run(paths="legal", args="--no-such-option")
    expect(code == 2 and "--no-such-option" in text, f"{code} {outputs}", text)


with tempfile.TemporaryDirectory() as folder:
    for name, part in (("hook", hook), ("action", action)):
        place = Path(folder, name)
        place.mkdir()
        part(place)
print("ci: pre-commit finds what a staged file concerns, the action annotates, sums up and writes SARIF")
