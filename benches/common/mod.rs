//! What the benchmarks share: the corpus in memory, medians, peak memory.

use std::time::{Duration, Instant};

use policyglot::model::Policy;
use policyglot::pipeline::{self, Options, Outcome};

/// The corpus of this repository, wherever the benchmark is started from.
pub(crate) const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

/// The policies of the corpus, found and aligned as `policyglot check corpus` does it.
pub(crate) fn corpus() -> Vec<Policy> {
    let mut policies = Vec::new();
    pipeline::load(&[CORPUS.to_owned()], &Options::default(), &mut |outcome| {
        match outcome {
            Outcome::Policy(policy, _) => policies.push(policy),
            Outcome::Unread(row) => println!("not read: {}: {}", row.path, row.error),
        }
        true
    });
    policies
}

/// Runs `work` and returns what it made and how long it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = std::hint::black_box(work());
    (made, start.elapsed())
}

/// The middle of some figures: one slow round does not move it.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The most memory that a process (`self` or an id) has held so far, in MB; `None` off Linux and once it has ended.
pub(crate) fn peak(process: &str) -> Option<f64> {
    memory(&format!("/proc/{process}/status"), "VmHWM:")
}

/// A figure in kB from a file under `/proc`, in MB.
pub(crate) fn memory(path: &str, key: &str) -> Option<f64> {
    let status = std::fs::read_to_string(path).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}
