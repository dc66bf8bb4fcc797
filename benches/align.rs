//! How alignment grows with the number of clauses and of editions.
//!
//! `cargo bench --bench align`, with `-- --large` for up to 20,000 clauses an edition. In: synthetic policies made
//! of the corpus's own clauses. Out: time a clause, the exponent between successive sizes, the ratio to splitting
//! the same clauses into words, peak memory. Every size runs in a process of its own, so that its peak is its own.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use policyglot::model::{Class, ClauseKind, Edition, Limits, Policy};
use policyglot::text::Lang;
use policyglot::{align, facts, language, read, segment};

use common::{median, timed};

const LANGS: [Lang; 4] = [Lang::Zh, Lang::En, Lang::Ja, Lang::Vi];
const SIZES: [usize; 5] = [100, 200, 500, 1_000, 2_000];
const LARGE: [usize; 3] = [5_000, 10_000, 20_000];
/// A heading stands before as many clauses, less itself.
const SECTION: usize = 9;
/// Of as many clauses an edition lacks one.
const DROPPED: u64 = 40;
/// Small sizes are measured again until this has passed.
const ENOUGH: Duration = Duration::from_secs(1);

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--one") {
        let number = |at: usize| arguments.get(at).and_then(|text| text.parse().ok());
        let (size, editions) = number(at + 1).zip(number(at + 2)).expect("two numbers");
        println!("{}", measured(size, editions).written());
        return;
    }
    let mut sizes = SIZES.to_vec();
    if arguments.iter().any(|argument| argument == "--large") {
        sizes.extend(LARGE);
    }
    for editions in [2, 4] {
        table(&sizes, editions);
    }
}

/// The figures of one size.
struct Figures {
    clauses: f64,
    align: f64,
    words: f64,
    peak: f64,
}

impl Figures {
    /// As one line, from the process that measures to the one that prints.
    fn written(&self) -> String {
        format!(
            "{} {} {} {}",
            self.clauses, self.align, self.words, self.peak
        )
    }

    fn from_line(line: &str) -> Option<Self> {
        let figures: Vec<f64> = line
            .split(' ')
            .filter_map(|part| part.parse().ok())
            .collect();
        let [clauses, align, words, peak] = figures.try_into().ok()?;
        Some(Self {
            clauses,
            align,
            words,
            peak,
        })
    }
}

fn table(sizes: &[usize], editions: usize) {
    println!("{editions} editions");
    println!(
        "{:>8}{:>10}{:>12}{:>11}{:>12}{:>10}{:>12}{:>11}",
        "an ed.", "clauses", "align ms", "us/clause", "clauses/s", "exponent", "x words", "peak MB"
    );
    let mut before: Option<Figures> = None;
    for size in sizes {
        // At worst the memory grows with the square. A benchmark must not drive a machine into swapping.
        let free = common::memory("/proc/meminfo", "MemAvailable:").unwrap_or(f64::INFINITY);
        let needed = before.as_ref().map_or(0.0, |before| {
            before.peak * (*size as f64 * editions as f64 / before.clauses).powi(2)
        });
        if needed > free {
            println!("{size:>8}  left out: may need {needed:.0} MB, {free:.0} MB are free");
            break;
        }
        let Some(now) = apart(*size, editions) else {
            println!("{size:>8}  did not finish");
            break;
        };
        let exponent = before.map_or_else(String::new, |before| {
            let exponent = (now.align / before.align).ln() / (now.clauses / before.clauses).ln();
            format!("{exponent:.2}")
        });
        println!(
            "{size:>8}{:>10}{:>12.1}{:>11.1}{:>12.0}{exponent:>10}{:>12.2}{:>11.1}",
            now.clauses,
            now.align * 1e3,
            now.align / now.clauses * 1e6,
            now.clauses / now.align,
            now.align / now.words,
            now.peak
        );
        before = Some(now);
    }
    println!();
}

/// Measures one size in a process of its own.
fn apart(size: usize, editions: usize) -> Option<Figures> {
    let output = Command::new(std::env::current_exe().ok()?)
        .args(["--one", &size.to_string(), &editions.to_string()])
        .output()
        .ok()?;
    Figures::from_line(String::from_utf8(output.stdout).ok()?.trim())
}

fn measured(size: usize, editions: usize) -> Figures {
    let mut policy = policy(size, &LANGS[..editions]);
    let clauses: usize = policy
        .editions
        .values()
        .map(|edition| edition.document.clauses.len())
        .sum();
    // Loads the dictionaries.
    split(&policy);
    let (mut aligns, mut splits, mut spent) = (Vec::new(), Vec::new(), Duration::ZERO);
    while spent < ENOUGH && aligns.len() < 25 {
        let ((), time) = timed(|| {
            align::align(&mut policy);
            align::order(&mut policy);
        });
        aligns.push(time.as_secs_f64());
        splits.push(timed(|| split(&policy)).1.as_secs_f64());
        spent += time;
    }
    Figures {
        clauses: clauses as f64,
        align: median(aligns),
        words: median(splits),
        peak: common::peak("self").unwrap_or(f64::NAN),
    }
}

/// Splits every clause into words; returns their number.
fn split(policy: &Policy) -> usize {
    let mut count = 0;
    for (lang, edition) in &policy.editions {
        let language = language::of(*lang);
        for (id, _) in edition.document.iter() {
            language.words(edition.document.body(id), &mut |_| count += 1);
        }
    }
    count
}

/// A clause of the corpus in all languages.
type Translated = BTreeMap<Lang, String>;

/// The headings and the other clauses that every edition of their policy has exactly once.
fn translated() -> (Vec<Translated>, Vec<Translated>) {
    let (mut headings, mut clauses) = (Vec::new(), Vec::new());
    for policy in common::corpus() {
        for group in policy
            .groups
            .iter()
            .filter(|group| group.class == Class::Text)
        {
            let mut heading = false;
            let texts = LANGS.iter().filter_map(|lang| {
                let [id] = group.of(*lang) else { return None };
                heading |= policy.clause(*lang, *id)?.kind == ClauseKind::Heading;
                let body = policy.body(*lang, *id);
                // One line, so that a clause stays a clause.
                let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
                (!line.is_empty()).then_some((*lang, line))
            });
            let texts: Translated = texts.collect();
            if texts.len() == LANGS.len() {
                if heading { &mut headings } else { &mut clauses }.push(texts);
            }
        }
    }
    (headings, clauses)
}

/// Numbers that look random and are the same in every run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }
}

/// A policy of `size` clauses in each language, headings among them: each clause two of the corpus at random, so
/// that a long policy does not say the same thing over and over. Each edition lacks others of them, and is numbered
/// without a gap.
fn policy(size: usize, langs: &[Lang]) -> Policy {
    let (headings, clauses) = translated();
    let mut dice = Dice(size as u64);
    let mut texts: BTreeMap<Lang, String> = BTreeMap::new();
    let mut numbers: BTreeMap<Lang, (usize, usize)> = BTreeMap::new();
    for at in 0..size {
        let heading = at % SECTION == 0;
        let from = if heading { &headings } else { &clauses };
        let (first, second) = (dice.pick(from), dice.pick(from));
        for lang in langs {
            // A dropped heading would renumber all that follows: seldom in life, so never here.
            if dice.below(DROPPED) == 0 && !heading {
                continue;
            }
            let (section, clause) = numbers.entry(*lang).or_default();
            let text = texts.entry(*lang).or_default();
            let (first, second) = (&first[lang], &second[lang]);
            let written = if heading {
                (*section, *clause) = (*section + 1, 0);
                writeln!(text, "{section}. {first}\n")
            } else {
                *clause += 1;
                writeln!(text, "{section}.{clause} {first} {second}\n")
            };
            written.expect("a string takes all text");
        }
    }
    let editions = texts
        .iter()
        .map(|(lang, text)| (*lang, edition(*lang, text)));
    Policy {
        memo: policyglot::model::Memo::default(),
        name: "synthetic".to_owned(),
        source: langs[0],
        source_named: true,
        editions: editions.collect(),
        groups: Vec::new(),
        expected: Vec::new(),
        group_of: BTreeMap::new(),
    }
}

fn edition(lang: Lang, text: &str) -> Edition {
    let reading = read::read("txt", text.as_bytes(), &read::Options::default());
    let reading = reading.expect("plain text");
    let limits = Limits::default();
    let documents = segment::segment(&reading, Some(lang), &limits).expect("within the limits");
    let found = documents.into_iter().find(|(found, _)| *found == lang);
    let document = found.expect("an edition in the language named").1;
    Edition {
        path: format!("synthetic.{}.txt", lang.tag()),
        facts: facts::facts(&document, lang),
        cues: facts::cues(&document, lang),
        terms: facts::terms(&document, lang),
        document,
    }
}
