//! How long does `policyglot diff` take on two versions of a long policy, beside `git diff --word-diff`?
//!
//! `cargo bench --bench diff`. In: clauses of the corpus, repeated to 1,000 an edition and numbered, in four
//! languages; the new version has one clause in fifty changed, one in a hundred added and removed. Both run as
//! processes, in turns, and the median counts.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

#[allow(dead_code, reason = "each benchmark uses a part of it")]
mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use common::median;
use policyglot::text::Lang;

const CLAUSES: usize = 1000;
const RUNS: usize = 7;

fn main() {
    let root = std::env::temp_dir().join(format!("policyglot-bench-{}", std::process::id()));
    let (old, new) = (root.join("old"), root.join("new"));
    for folder in [&old, &new] {
        fs::create_dir_all(folder).expect("a folder");
    }
    let clauses = clauses();
    for (at, lang) in [Lang::Zh, Lang::En, Lang::Ja, Lang::Vi]
        .into_iter()
        .enumerate()
    {
        let write = |folder: &Path, changed: bool| {
            let mut text = String::from("# Terms\n\n");
            let mut number = 0;
            for index in 0..CLAUSES {
                let clause = &clauses[index % clauses.len()][at];
                if changed && index % 100 == 37 {
                    continue;
                }
                number += 1;
                if changed && index % 50 == 11 {
                    text += &format!("{number}. {clause} ({index} / 4711)\n\n");
                } else {
                    text += &format!("{number}. {clause} ({index})\n\n");
                }
                if changed && index % 100 == 73 {
                    number += 1;
                    text += &format!(
                        "{number}. {} (new {index})\n\n",
                        clauses[(index * 7) % clauses.len()][at]
                    );
                }
            }
            fs::write(folder.join(format!("{lang}.md")), text).expect("a file");
        };
        write(&old, false);
        write(&new, true);
    }
    let mut ours = Vec::new();
    let mut git = Vec::new();
    for _ in 0..RUNS {
        let path = |path: &Path| path.to_string_lossy().into_owned();
        let mut diff = Command::new(env!("CARGO_BIN_EXE_policyglot"));
        diff.args([
            "diff",
            "--source",
            "en",
            "--fail-on",
            "never",
            "--format",
            "json",
        ]);
        diff.args([path(&old), path(&new)]);
        ours.push(run(&mut diff));
        let mut word = Command::new("git");
        word.args(["diff", "--no-index", "--word-diff"]);
        word.args([path(&old), path(&new)]);
        git.push(run(&mut word));
    }
    let _ = fs::remove_dir_all(&root);
    let (ours, git) = (median(ours), median(git));
    println!("policyglot diff        {:>8.1} ms", ours);
    println!("git diff --word-diff   {:>8.1} ms", git);
    println!("ratio                  {:>8.1}", ours / git);
}

/// Milliseconds that a process takes.
fn run(command: &mut Command) -> f64 {
    let begun = Instant::now();
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("it runs");
    begun.elapsed().as_secs_f64() * 1000.0
}

/// Clauses of the corpus that stand in all four languages.
fn clauses() -> Vec<[String; 4]> {
    let mut out = Vec::new();
    for policy in common::corpus() {
        for group in &policy.groups {
            let texts: Option<Vec<String>> = [Lang::Zh, Lang::En, Lang::Ja, Lang::Vi]
                .into_iter()
                .map(|lang| match group.of(lang) {
                    [one] => Some(
                        policy
                            .body(lang, *one)
                            .split_whitespace()
                            .collect::<Vec<_>>()
                            .join(" "),
                    ),
                    _ => None,
                })
                .collect();
            if let Some(Ok(texts)) = texts.map(<[String; 4]>::try_from)
                && texts.iter().all(|text| text.len() > 40)
            {
                out.push(texts);
            }
        }
    }
    out
}
