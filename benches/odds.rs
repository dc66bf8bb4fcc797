//! What the trees of norms and terms are grown on: a table of signals, sound and with a defect.
//!
//! `cargo bench --bench odds -- FOLDER… > TABLE`, read by `benches/odds.py`. In: folders of policies. Out: a line a change
//! that some edition's words show, with what was done to the policy (nothing, an injection, an imagined change of its
//! words) and the signals; behind the lines of each injection one with `#`. A folder may hold `defects.json` and
//! `sound.json`, lists of `{"policy", "lang", "kind", "find", "replace"}`: replacements in `POLICY/LANG.md` by somebody
//! who knows them to be wrong (`human:KIND`), or right (`sound`). Each policy is read with all its editions and with some
//! of them left out, two at least. With `--terms` the same for the trees of terms: what a line lacks and says are concepts.

#![allow(clippy::print_stdout, reason = "it prints its table")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use policyglot::model::Policy;
use policyglot::pipeline::{self, Options};
use policyglot::rules::{self, Sample};
use policyglot::selftest;
use policyglot::text::{Lang, Span};
use serde::Deserialize;

/// The kinds of defects that norms may show.
const KINDS: [&str; 11] = [
    "negation-removed",
    "negation-added",
    "must-to-may",
    "may-to-must",
    "exception-lost",
    "exception-turned",
    "all-to-some",
    "only-removed",
    "actor-swapped",
    "conjunction-swapped",
    "bound-turned",
];

/// The kinds of defects that terms show.
const TERM_KINDS: [&str; 1] = ["term-contrasted"];

/// Injections of a kind into the editions of a language.
const MOST: usize = 40;
const MOST_TERMS: usize = 80;

/// A bit that says of a set of editions that they were read with the other one as the source.
const TURNED: u32 = 1 << 10;

/// Of so many changes of words that can be imagined one is made: of all editions, of two.
const DRAWN: u64 = 7;
const DRAWN_OF_TWO: u64 = 29;

/// Whether terms are wanted, not norms.
static TERMS: LazyLock<bool> = LazyLock::new(|| std::env::args().any(|arg| arg == "--terms"));

#[derive(Deserialize)]
struct Replacement {
    policy: String,
    lang: String,
    kind: String,
    find: String,
    replace: String,
}

fn main() {
    let folders: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    if folders.is_empty() {
        println!("usage: cargo bench --bench odds -- [--terms] FOLDER… > TABLE");
        return;
    }
    let columns = "folder policy kind number unit lang less more parts start editions asked";
    let signals = if *TERMS {
        rules::term_signal_names()
    } else {
        rules::signal_names()
    };
    let signals = signals.join("\t");
    println!("{}\t{signals}", columns.replace(' ', "\t"));
    for folder in &folders {
        injected(folder);
        for file in ["defects.json", "sound.json"] {
            replaced(folder, file);
        }
    }
}

/// One policy, as it stands or changed.
struct Row<'a> {
    folder: &'a str,
    policy: &'a str,
    kind: &'a str,
    number: u64,
}

impl Row<'_> {
    fn print(&self, editions: u32, one: &Sample) {
        let Self {
            folder,
            policy,
            kind,
            number,
        } = self;
        let [less, more] = one.change;
        let signals: Vec<String> = one
            .signals
            .iter()
            .map(|signal| ((signal * 1000.0).round() / 1000.0).to_string())
            .collect();
        println!(
            "{folder}\t{policy}\t{kind}\t{number}\t{}\t{}\t{less}\t{more}\t{}\t{}\t{editions}\t{}\t{}",
            one.unit,
            one.lang.tag(),
            one.parts,
            one.start,
            u8::from(one.asked),
            signals.join("\t"),
        );
    }

    /// The samples of a policy: of all editions, and of some; of all sets with the changed edition one is drawn.
    fn samples(
        &self,
        policy: &Policy,
        changed: Option<Lang>,
        touched: &dyn Fn(Lang, Span) -> bool,
    ) {
        for (editions, policy) in with_subsets(policy, changed.map(|lang| (lang, self.number))) {
            self.stands(&policy, editions, touched);
            if changed.is_none()
                && let Some(turned) = turned(&policy)
            {
                self.imagined(&turned, editions | TURNED, DRAWN_OF_TWO);
            }
        }
        if changed.is_none() {
            self.imagined(policy, 0, DRAWN);
        }
        if changed.is_some() {
            println!(
                "#\t{}\t{}\t{}\t{}",
                self.folder, self.policy, self.kind, self.number
            );
        }
    }

    /// The samples of a policy as it is, and with its other edition as the source where it has two.
    fn stands(&self, policy: &Policy, editions: u32, touched: &dyn Fn(Lang, Span) -> bool) {
        for one in samples(policy, touched) {
            self.print(editions, &one);
        }
        if let Some(turned) = turned(policy) {
            for one in samples(&turned, touched) {
                self.print(editions | TURNED, &one);
            }
        }
    }

    fn imagined(&self, policy: &Policy, editions: u32, one_in: u64) {
        let mut state = u64::from(editions);
        let mut draw = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        let made = if *TERMS {
            rules::imagined_terms(policy, one_in, &mut draw)
        } else {
            rules::imagined(policy, &mut || draw().is_multiple_of(one_in))
        };
        for (number, (change, samples)) in (1..).zip(made) {
            let row = Row {
                kind: &format!("imagined:{}>{}", change[0], change[1]),
                number: number + u64::from(editions) * 100_000,
                ..*self
            };
            for one in samples {
                row.print(editions, &one);
            }
        }
    }
}

fn samples(policy: &Policy, touched: &dyn Fn(Lang, Span) -> bool) -> Vec<Sample> {
    if *TERMS {
        rules::term_samples(policy, touched)
    } else {
        rules::samples(policy, touched)
    }
}

fn injected(folder: &str) {
    let kinds: &[&str] = if *TERMS { &TERM_KINDS } else { &KINDS };
    let names: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let options = selftest::Options {
        kinds: selftest::kinds(&names).expect("known kinds"),
        languages: Vec::new(),
        limit: if *TERMS { MOST_TERMS } else { MOST },
        seed: 0,
        pipeline: Options::default(),
    };
    selftest::exhibit(&[folder.to_owned()], &options, &mut |one| {
        let row = Row {
            folder,
            policy: &one.policy.name,
            kind: one.kind.map_or("", |kind| kind.name),
            number: one.number,
        };
        row.samples(one.policy, one.kind.map(|_| one.lang), one.is_changed);
    });
}

fn replaced(folder: &str, file: &str) {
    let Ok(list) = fs::read_to_string(Path::new(folder).join(file)) else {
        return;
    };
    let list: Vec<Replacement> = serde_json::from_str(&list).expect("a list of replacements");
    if *TERMS {
        as_they_stand(folder, &list);
    }
    for (number, one) in (1..).zip(&list) {
        let kind = match one.kind.as_str() {
            "sound" => "sound".to_owned(),
            kind => format!("human:{kind}"),
        };
        let row = Row {
            folder,
            policy: &one.policy,
            kind: &kind,
            number,
        };
        let Some((policy, lang, place)) = with(folder, one) else {
            continue;
        };
        row.samples(&policy, Some(lang), &|other, span| {
            other == lang && span.overlaps(place)
        });
    }
}

/// The policies that somebody made replacements in, as they stand: what they show, a replacement is not to blame for.
fn as_they_stand(folder: &str, list: &[Replacement]) {
    let policies: BTreeSet<&str> = list.iter().map(|one| &*one.policy).collect();
    for name in policies {
        let path = Path::new(folder).join(name);
        let options = Options::default();
        let (parts, _) = pipeline::parts(&[path.to_string_lossy().into_owned()], &options);
        if let Some(policy) = parts.first().and_then(|parts| parts.policy(&options)) {
            let row = Row {
                folder,
                policy: name,
                kind: "base",
                number: 0,
            };
            for (editions, policy) in with_subsets(&policy, None) {
                row.stands(&policy, editions, &|_, _| true);
            }
        }
    }
}

/// A policy with a replacement, and where it is; `None` where the replacement is not found again.
fn with(folder: &str, one: &Replacement) -> Option<(Policy, Lang, Span)> {
    let copy = tempfile::tempdir().expect("a folder for a copy");
    let to = copy.path().join(&one.policy);
    fs::create_dir(&to).expect("a folder for a copy");
    let from = Path::new(folder).join(&one.policy);
    let changed = format!("{}.md", one.lang);
    let mut near = 0;
    for file in fs::read_dir(&from).expect("a policy").flatten() {
        let mut text = fs::read_to_string(file.path()).expect("a text");
        if file.file_name() == *changed {
            near = text.find(&one.find)?;
            text = text.replacen(&one.find, &one.replace, 1);
        }
        fs::write(to.join(file.file_name()), text).expect("a copy");
    }
    let options = Options::default();
    let (parts, _) = pipeline::parts(&[to.to_str()?.to_owned()], &options);
    let policy = parts.first()?.policy(&options)?;
    let lang = policy.langs().find(|lang| lang.tag() == one.lang)?;
    let words = one
        .replace
        .trim()
        .lines()
        .next()
        .filter(|words| words.len() > 2)?;
    let text = policy.edition(lang)?.document.source.text();
    let found = text.match_indices(words);
    let (at, _) = found.min_by_key(|(at, _)| at.abs_diff(near))?;
    Some((policy, lang, Span::new(at, at + words.len())))
}

/// A policy, and what is left of it without some editions: one less, or the source and one other, each with the set of
/// its editions as bits (0 for all). Of the sets that hold a changed edition one is drawn.
fn with_subsets(policy: &Policy, changed: Option<(Lang, u64)>) -> Vec<(u32, Policy)> {
    let langs: Vec<Lang> = policy.langs().collect();
    let bit = |lang: Lang| 1u32 << langs.iter().position(|one| *one == lang).unwrap_or(0);
    let (all, source) = ((1u32 << langs.len()) - 1, bit(policy.source));
    let mut sets: Vec<u32> = Vec::new();
    if langs.len() > 2 {
        let others = langs.iter().filter(|lang| **lang != policy.source);
        sets.extend(others.flat_map(|lang| [all & !bit(*lang), bit(*lang) | source]));
        sets.sort_unstable();
        sets.dedup();
    }
    if let Some((lang, number)) = changed {
        sets.retain(|set| set & bit(lang) != 0);
        if let Some(drawn) = usize::try_from(number).ok().and_then(|number| {
            let at = number.checked_rem(sets.len())?;
            sets.get(at).copied()
        }) {
            sets = vec![drawn];
        }
    }
    let of = |set: u32| {
        let mut policy = policy.clone();
        policy.editions.retain(|lang, _| set & bit(*lang) != 0);
        for group in &mut policy.groups {
            group.members.retain(|lang, _| set & bit(*lang) != 0);
        }
        policy.groups.retain(|group| group.members.len() > 1);
        (set, policy)
    };
    std::iter::once((0, policy.clone()))
        .chain(sets.into_iter().map(of))
        .collect()
}

/// A policy of two editions with the other one as its source.
fn turned(policy: &Policy) -> Option<Policy> {
    let mut langs = policy.langs().filter(|lang| *lang != policy.source);
    let (Some(other), None) = (langs.next(), langs.next()) else {
        return None;
    };
    let mut policy = policy.clone();
    policy.source = other;
    Some(policy)
}
