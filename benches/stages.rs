//! Where the time of a check goes, and how it compares with the word analysis alone.
//!
//! `cargo bench --bench stages`. In: the corpus, read into memory first. Out: a table of the stages, the whole
//! check beside lindera in the same rounds, and `policyglot check` as a process. One thread, except as a process.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

mod common;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use policyglot::language::analysis::{Dictionary, analyse};
use policyglot::lexicon::fold_han;
use policyglot::model::{Edition, Limits, Memo, Policy};
use policyglot::pipeline::{self, Options};
use policyglot::read::Reading;
use policyglot::report::{FORMATS, Style, Summary, Writer};
use policyglot::text::Lang;
use policyglot::{align, facts, read, rules, segment};

use common::{median, timed};

const STAGES: [&str; 6] = ["read", "segment", "facts", "align", "rules", "report"];
const ROUNDS: usize = 9;
/// A round lasts at least as long: what a figure is worth on a busy machine.
const ROUND: Duration = Duration::from_millis(500);
/// Runs of each process.
const RUNS: usize = 11;

/// A file of a policy, as stored.
struct File {
    path: String,
    bytes: Vec<u8>,
    /// `None` where it holds several editions, so that its text must tell.
    lang: Option<Lang>,
}

/// A policy of the corpus: assembled by the program itself, and its files.
struct Original {
    policy: Policy,
    files: Vec<File>,
}

fn main() {
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .expect("the first pool");
    let originals: Vec<Original> = common::corpus().into_iter().map(original).collect();
    let files = originals.iter().flat_map(|original| &original.files);
    let bytes: usize = files.map(|file| file.bytes.len()).sum();
    let words = [
        (Dictionary::Jieba, text(&originals, Lang::is_chinese)),
        (
            Dictionary::Ipadic,
            text(&originals, |lang| lang == Lang::Ja),
        ),
    ];

    // The first pass loads dictionaries and tables; it also says how many passes a round needs.
    staged(&originals);
    lindera(&words);
    let once = timed(|| whole(&originals)).1;
    let passes = (ROUND.as_secs_f64() / once.as_secs_f64()).ceil().max(1.0) as usize;

    let (mut stages, mut checks, mut analyses) = (vec![Vec::new(); STAGES.len()], vec![], vec![]);
    for _ in 0..ROUNDS {
        let (mut spent, mut check, mut analysis) = ([0.0; STAGES.len()], 0.0, 0.0);
        for _ in 0..passes {
            for (sum, time) in spent.iter_mut().zip(staged(&originals)) {
                *sum += time.as_secs_f64() / passes as f64;
            }
            check += timed(|| whole(&originals)).1.as_secs_f64() / passes as f64;
            analysis += timed(|| lindera(&words)).1.as_secs_f64() / passes as f64;
        }
        for (all, time) in stages.iter_mut().zip(spent) {
            all.push(time);
        }
        checks.push(check);
        analyses.push(analysis);
    }

    let editions: usize = originals.iter().map(|one| one.policy.editions.len()).sum();
    println!(
        "{} policies, {editions} editions, {:.0} kB as stored; medians of {ROUNDS} rounds (passes in each: {passes}), one thread\n",
        originals.len(),
        bytes as f64 / 1e3
    );
    let ratios: Vec<f64> = checks.iter().zip(&analyses).map(|(c, a)| c / a).collect();
    let check = median(checks);
    println!("{:<14}{:>10}{:>9}{:>10}", "stage", "ms", "share", "MB/s");
    let row = |name: &str, time: f64| {
        let (share, speed) = (time / check * 100.0, bytes as f64 / 1e6 / time);
        println!("{name:<14}{:>10.2}{share:>8.1}%{speed:>10.1}", time * 1e3);
    };
    for (name, times) in STAGES.iter().zip(stages) {
        row(name, median(times));
    }
    row("whole check", check);

    let han: usize = words.iter().map(|(_, text)| text.len()).sum();
    let (ratio, analysis) = (median(ratios), median(analyses));
    println!(
        "\nlindera with details, the {:.0} kB of Chinese and Japanese text: {:.2} ms, {:.1} MB/s",
        han as f64 / 1e3,
        analysis * 1e3,
        han as f64 / 1e6 / analysis
    );
    println!("whole check : lindera         {ratio:.2} in time");
    println!(
        "                              {:.2} in time per byte",
        ratio * han as f64 / bytes as f64
    );
    facts_by_language(&originals);
    processes();
}

/// The values of each language's text (`facts::facts`) beside the word analysis of the same text, for Chinese and
/// Japanese, in turn; of the other languages the speed alone.
fn facts_by_language(originals: &[Original]) {
    println!(
        "\n{:<10}{:>8}{:>12}{:>8}{:>14}{:>8}",
        "facts", "kB", "ms", "MB/s", "lindera ms", "ratio"
    );
    for lang in Lang::KNOWN {
        let editions = || {
            let all = originals.iter().flat_map(|one| &one.policy.editions);
            all.filter(|(of, _)| **of == lang)
                .map(|(_, edition)| &edition.document)
        };
        let bytes: usize = editions()
            .map(|document| document.slice(document.extent).len())
            .sum();
        if bytes == 0 {
            continue;
        }
        let words = lang.is_cjk().then(|| {
            let dictionary = if lang == Lang::Ja {
                Dictionary::Ipadic
            } else {
                Dictionary::Jieba
            };
            let text: String = editions()
                .flat_map(|document| document.slice(document.extent).chars())
                .map(fold_han)
                .collect();
            [(dictionary, text)]
        });
        let (mut own, mut theirs, mut ratios) = (vec![], vec![], vec![]);
        for _ in 0..ROUNDS * 5 {
            let values = || {
                editions()
                    .map(|document| facts::facts(document, lang).len())
                    .sum::<usize>()
            };
            let spent = timed(values).1.as_secs_f64();
            own.push(spent);
            if let Some(words) = &words {
                let analysis = timed(|| lindera(words)).1.as_secs_f64();
                theirs.push(analysis);
                ratios.push(spent / analysis);
            }
        }
        let (name, spent) = (lang.tag(), median(own));
        print!(
            "{name:<10}{:>8.0}{:>12.2}{:>8.1}",
            bytes as f64 / 1e3,
            spent * 1e3,
            bytes as f64 / 1e6 / spent
        );
        match ratios.is_empty() {
            true => println!("{:>14}{:>8}", "–", "–"),
            false => println!("{:>14.2}{:>8.2}", median(theirs) * 1e3, median(ratios)),
        }
    }
}

/// Reads the files of a policy into memory.
fn original(policy: Policy) -> Original {
    let mut files: Vec<File> = Vec::new();
    for (lang, edition) in &policy.editions {
        match files.iter_mut().find(|file| file.path == edition.path) {
            Some(file) => file.lang = None,
            None => files.push(File {
                path: edition.path.clone(),
                bytes: std::fs::read(&edition.path).expect("a file that was just read"),
                lang: Some(*lang),
            }),
        }
    }
    Original { policy, files }
}

/// The text of the editions in some languages. Traditional characters are folded, as the program folds them.
fn text(originals: &[Original], wanted: fn(Lang) -> bool) -> String {
    let editions = originals.iter().flat_map(|one| &one.policy.editions);
    editions
        .filter(|(lang, _)| wanted(**lang))
        .flat_map(|(_, edition)| edition.document.slice(edition.document.extent).chars())
        .map(fold_han)
        .collect()
}

/// Analyses the texts; returns the words with a part of speech, so that no detail is left out.
fn lindera(words: &[(Dictionary, String)]) -> usize {
    let mut known = 0;
    for (dictionary, text) in words {
        analyse(*dictionary, text, &mut |word| {
            known += usize::from(!word.tags[0].is_empty());
        });
    }
    known
}

fn reading(file: &File) -> Reading {
    let extension = Path::new(&file.path).extension().unwrap_or_default();
    let options = read::Options::default();
    read::read(&extension.to_string_lossy(), &file.bytes, &options).expect("a readable corpus")
}

fn json() -> Box<dyn Writer> {
    let format = FORMATS.iter().find(|format| format.name == "json");
    let open = format.expect("a JSON format").open;
    open(Box::new(io::sink()), &Style::default())
}

/// The check of every policy as the pipeline runs it.
fn whole(originals: &[Original]) -> usize {
    let (mut writer, mut summary) = (json(), Summary::default());
    for original in originals {
        let readings = original.files.iter();
        let readings = readings.map(|file| (file.path.clone(), reading(file), file.lang));
        let (policy, _) = pipeline::assemble(
            &original.policy.name,
            readings.collect(),
            &Options::default(),
        );
        let policy = policy.expect("a policy that was assembled before");
        let findings = rules::check(&policy);
        summary.add(&policy, &findings);
        writer.policy(&policy, &findings).expect("a sink");
    }
    writer.end(&summary, &[]).expect("a sink");
    summary.clauses
}

/// The same, with a watch on every stage.
fn staged(originals: &[Original]) -> [Duration; STAGES.len()] {
    let mut spent = [Duration::ZERO; STAGES.len()];
    let (mut writer, mut summary) = (json(), Summary::default());
    for original in originals {
        let mut editions = BTreeMap::new();
        for file in &original.files {
            let (reading, time) = timed(|| reading(file));
            spent[0] += time;
            let limits = Limits::default();
            let (documents, time) = timed(|| segment::segment(&reading, file.lang, &limits));
            spent[1] += time;
            for (lang, document) in documents.expect("a corpus within the limits") {
                let (facts, time) = timed(|| facts::facts(&document, lang));
                spent[2] += time;
                let (cues, time) = timed(|| facts::cues(&document, lang));
                spent[2] += time;
                let (terms, time) = timed(|| facts::terms(&document, lang));
                spent[2] += time;
                let path = file.path.clone();
                editions.entry(lang).or_insert(Edition {
                    path,
                    document,
                    facts,
                    cues,
                    terms,
                });
            }
        }
        let mut policy = Policy {
            memo: Memo::default(),
            name: original.policy.name.clone(),
            source: original.policy.source,
            source_named: true,
            editions,
            groups: Vec::new(),
            expected: Vec::new(),
            group_of: BTreeMap::new(),
        };
        spent[3] += timed(|| {
            align::align(&mut policy);
            align::order(&mut policy);
        })
        .1;
        let (findings, time) = timed(|| rules::check(&policy));
        spent[4] += time;
        summary.add(&policy, &findings);
        spent[5] += timed(|| writer.policy(&policy, &findings).expect("a sink")).1;
    }
    spent[5] += timed(|| writer.end(&summary, &[]).expect("a sink")).1;
    spent
}

/// `policyglot check corpus` as a process, its runs in turn with those of an interpreter that does nothing.
fn processes() {
    let check = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_policyglot"));
        command.args(["check", common::CORPUS, "--format", "json"]);
        command
    };
    let python = interpreter();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(run(&mut check()));
        if let Some(python) = &python {
            theirs.push(run(Command::new(python).args(["-S", "-c", "pass"])));
        }
    }
    let ours = median(ours);
    println!("\nas a process, median of {RUNS} runs in turn");
    println!("policyglot check corpus       {:.1} ms", ours * 1e3);
    if theirs.is_empty() {
        println!("python3 -S -c pass            left out: there is no python3");
    } else {
        let theirs = median(theirs);
        println!("python3 -S -c pass            {:.1} ms", theirs * 1e3);
        println!("ratio                         {:.2}", ours / theirs);
    }
    match peak_of(check()) {
        Some((peak, how)) => println!("peak memory of the check      {peak:.1} MB ({how})"),
        None => println!("peak memory of the check      left out: neither GNU time nor /proc"),
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
}

fn run(command: &mut Command) -> f64 {
    let (status, time) = timed(|| quiet(command).status());
    // 1 says that there are findings.
    let code = status.ok().and_then(|status| status.code());
    assert!(matches!(code, Some(0 | 1)), "{command:?} failed");
    time.as_secs_f64()
}

/// The interpreter itself: the `python3` on the path may be a shell script that looks for it.
fn interpreter() -> Option<String> {
    let output = Command::new("python3")
        .args(["-c", "import sys; print(sys.executable)"])
        .output()
        .ok()?;
    let path = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && Path::new(&path).is_file()).then_some(path)
}

/// The peak in MB and who measured it. GNU time asks the kernel; else the process is watched while it runs.
fn peak_of(mut command: Command) -> Option<(f64, &'static str)> {
    let time = Command::new("/usr/bin/time")
        .args(["-f", "%M"])
        .arg(command.get_program())
        .args(command.get_args())
        .stdout(Stdio::null())
        .output();
    if let Ok(output) = time {
        let said = String::from_utf8_lossy(&output.stderr);
        let kilobytes = said
            .lines()
            .last()
            .and_then(|line| line.trim().parse::<f64>().ok());
        if let Some(kilobytes) = kilobytes {
            return Some((kilobytes * 1024.0 / 1e6, "GNU time"));
        }
    }
    let mut child = quiet(&mut command).spawn().ok()?;
    let (id, start) = (child.id().to_string(), Instant::now());
    let mut seen = None;
    while child.try_wait().ok()?.is_none() && start.elapsed() < Duration::from_secs(60) {
        seen = common::peak(&id).or(seen);
        std::thread::sleep(Duration::from_micros(200));
    }
    Some((seen?, "watched in /proc"))
}
