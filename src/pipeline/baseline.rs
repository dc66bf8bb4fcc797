//! A file of known findings: what stands in it does not count.
//!
//! One line a finding, sorted, its columns separated by tabs, so that git
//! merges it line by line and a review shows what was accepted:
//!
//! ```text
//! path    rule    fingerprint    quote    reason
//! ```
//!
//! A finding is known by its fingerprint, which holds while the texts of all
//! its sides are unchanged, and by its path, told from the folder of the
//! baseline (a full path is as good: the review page writes what the user
//! gave). Where the file of an entry is gone, the fingerprint alone decides:
//! it was renamed. Two equal lines cover two findings, so that a third one with
//! the same words is new.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::places::{absolute, below};
use crate::model::{Error, Finding, Policy, Suppression, SuppressionKind};
use crate::report::fingerprint;
use crate::report::known::{HEAD, one_line, path_of, quote};

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// The file it was found in, from the folder of the baseline.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// What it is known by.
    pub fingerprint: String,
    /// The beginning of the words at fault, for the reader.
    pub quote: String,
    /// Why it is accepted; may be empty.
    pub reason: String,
}

/// The known findings, and which of them a run has met.
#[derive(Debug)]
pub struct Baseline {
    shown: String,
    folder: PathBuf,
    known: Vec<Known>,
    by_print: HashMap<String, Vec<usize>>,
    seen: Mutex<Seen>,
}

#[derive(Clone, Debug, Default)]
struct Seen {
    /// By entry.
    met: BTreeSet<usize>,
    /// Files that were checked.
    paths: BTreeSet<String>,
    /// Findings without an entry.
    new: Vec<Known>,
}

/// What [`Baseline::updated`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Entries that stayed.
    pub kept: usize,
    /// Entries that came.
    pub added: usize,
    /// Entries that went.
    pub removed: usize,
}

impl Baseline {
    /// A baseline without entries, to be written to `path`.
    #[must_use]
    pub fn empty(path: &Path) -> Self {
        let folder = path.parent().unwrap_or(Path::new(""));
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        Self {
            shown: path.to_string_lossy().into_owned(),
            folder: absolute(folder),
            known: Vec::new(),
            by_print: HashMap::new(),
            seen: Mutex::default(),
        }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// When the file cannot be read, or a line of it is no entry.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            let way_out = match error.kind() {
                std::io::ErrorKind::NotFound => {
                    "no such file: `policyglot baseline update --baseline FILE` makes one"
                        .to_owned()
                }
                _ => format!("cannot be read: {error}"),
            };
            Error::new(format!("{}: {way_out}", path.display()))
        })?;
        Self::parse(path, &text)
    }

    /// As [`Baseline::read`], from its text.
    ///
    /// # Errors
    /// When a line is no entry; the text names it.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let mut baseline = Self::empty(path);
        let text = text.trim_start_matches('\u{feff}');
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.splitn(5, '\t').map(str::trim);
            let mut cell = || cells.next().unwrap_or_default().to_owned();
            let known = Known {
                path: baseline.below(&cell()),
                rule: cell(),
                fingerprint: cell(),
                quote: cell(),
                reason: cell(),
            };
            let is_print = known.fingerprint.len() == 16
                && known.fingerprint.bytes().all(|b| b.is_ascii_hexdigit());
            if !is_print {
                let marker = line.starts_with("<<<<<<<")
                    || line.starts_with("=======")
                    || line.starts_with(">>>>>>>");
                let why = if marker {
                    "a mark of an unfinished merge: keep the lines of both sides and remove the marks"
                } else {
                    "no entry: path, rule, fingerprint, quote and reason are expected, with a tab between them"
                };
                return Err(Error::new(format!(
                    "{}:{}: {why}",
                    path.display(),
                    index + 1
                )));
            }
            baseline.push(known);
        }
        Ok(baseline)
    }

    /// A path as the file writes it: from the folder of the baseline where it lies below it.
    fn below(&self, path: &str) -> String {
        if path == "-" {
            return path.to_owned();
        }
        below(&self.folder.join(path).to_string_lossy(), &self.folder)
    }

    fn push(&mut self, known: Known) {
        self.by_print
            .entry(known.fingerprint.clone())
            .or_default()
            .push(self.known.len());
        self.known.push(known);
    }

    /// The entries, as they stand in the file.
    #[must_use]
    pub fn known(&self) -> &[Known] {
        &self.known
    }

    /// Marks the findings that are known, and remembers those that are not.
    pub fn apply(&self, policy: &Policy, findings: &mut [Finding]) {
        let mut new = Vec::new();
        let mut met = BTreeSet::new();
        for finding in findings
            .iter_mut()
            .filter(|finding| finding.suppressed.is_none())
        {
            let print = fingerprint(policy, finding);
            let path = below(path_of(policy, finding), &self.folder);
            let entry = self.entry(&print, &path, &met);
            match entry {
                Some(index) => {
                    met.insert(index);
                    finding.suppressed = Some(Suppression {
                        kind: SuppressionKind::Baseline,
                        reason: self.known[index].reason.clone(),
                        place: self.shown.clone(),
                    });
                }
                None => new.push(self.known_as(policy, finding)),
            }
        }
        let paths = policy
            .editions
            .values()
            .map(|edition| below(&edition.path, &self.folder));
        if let Ok(mut seen) = self.seen.lock() {
            seen.met.extend(met);
            seen.new.append(&mut new);
            seen.paths.extend(paths);
        }
    }

    /// A finding as an entry, without a reason.
    #[must_use]
    pub fn known_as(&self, policy: &Policy, finding: &Finding) -> Known {
        Known {
            path: below(path_of(policy, finding), &self.folder),
            rule: finding.rule.name.to_owned(),
            fingerprint: fingerprint(policy, finding),
            quote: quote(policy, finding),
            reason: String::new(),
        }
    }

    /// The text of the file with more entries; those that stand in it stay as they are.
    #[must_use]
    pub fn with(&self, more: &[Known]) -> String {
        let mut rows = self.known.clone();
        rows.extend_from_slice(more);
        self.written(&rows)
    }

    /// The entry that covers a finding: of the same file, else of a file that is no longer there. Each covers one
    /// finding of a policy.
    fn entry(&self, print: &str, path: &str, taken: &BTreeSet<usize>) -> Option<usize> {
        let candidates = || {
            self.by_print
                .get(print)
                .into_iter()
                .flatten()
                .copied()
                .filter(|index| !taken.contains(index))
        };
        let gone = |index: &usize| {
            let path = Path::new(&self.known[*index].path);
            path != Path::new("-") && !self.folder.join(path).exists()
        };
        candidates()
            .find(|index| self.known[*index].path == path)
            .or_else(|| candidates().find(gone))
    }

    /// Gives a reason to the entries of some findings that have none. Returns those that keep a reason of their own.
    pub fn explain(&mut self, prints: &[String], reason: &str) -> Vec<Known> {
        let reason = one_line(reason);
        let mut kept = Vec::new();
        for known in &mut self.known {
            if !prints.contains(&known.fingerprint) || reason.is_empty() {
                continue;
            }
            if known.reason.is_empty() {
                known.reason.clone_from(&reason);
            } else if known.reason != reason {
                kept.push(known.clone());
            }
        }
        kept
    }

    /// The entries that match nothing any more: their file was checked, or is gone, and no finding met them.
    #[must_use]
    pub fn expired(&self) -> Vec<&Known> {
        let Ok(seen) = self.seen.lock() else {
            return Vec::new();
        };
        self.known
            .iter()
            .enumerate()
            .filter(|(index, known)| self.is_expired(&seen, *index, known))
            .map(|(_, known)| known)
            .collect()
    }

    fn is_expired(&self, seen: &Seen, index: usize, known: &Known) -> bool {
        !seen.met.contains(&index)
            && (seen.paths.contains(&known.path)
                || known.path != "-" && !self.folder.join(&known.path).exists())
    }

    /// The text of the file after a run: without what has expired and, where `add` is set, with what is new, under
    /// the reason given. A new finding whose words changed a little keeps no reason: somebody has to look again.
    #[must_use]
    pub fn updated(&self, add: Option<&str>) -> (String, Changes) {
        let mut changes = Changes::default();
        let mut rows: Vec<Known> = Vec::new();
        let Ok(seen) = self.seen.lock() else {
            return (self.written(&self.known), changes);
        };
        for (index, known) in self.known.iter().enumerate() {
            if self.is_expired(&seen, index, known) {
                changes.removed += 1;
            } else {
                changes.kept += 1;
                rows.push(known.clone());
            }
        }
        if let Some(reason) = add {
            changes.added = seen.new.len();
            rows.extend(seen.new.iter().map(|known| Known {
                reason: one_line(reason),
                ..known.clone()
            }));
        }
        (self.written(&rows), changes)
    }

    fn written(&self, known: &[Known]) -> String {
        let mut rows: Vec<&Known> = known.iter().collect();
        rows.sort();
        let mut out = HEAD.to_owned();
        for row in rows {
            let cells = [
                &row.path,
                &row.rule,
                &row.fingerprint,
                &row.quote,
                &row.reason,
            ];
            let line: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
            out += line.join("\t").trim_end();
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::check_texts;
    use crate::text::Lang;

    const EN: &str = "1. Parking\nGuests may park behind the house.\n2. Breakfast\nBreakfast is served on the terrace from seven.\n3. Pets\nSmall dogs are welcome in every room.\n";
    const VI: &str = "1. Đỗ xe\nKhách có thể đỗ xe phía sau nhà.\n2. Bữa sáng\nBữa sáng được phục vụ trên sân hiên từ bảy giờ.\n3. Thú cưng\n";

    fn parsed(text: &str) -> Baseline {
        Baseline::parse(Path::new("known.tsv"), text).expect("a baseline")
    }

    /// Checks two texts against a baseline; whether each finding is known.
    fn run(baseline: &Baseline, en: &str, vi: &str) -> Vec<bool> {
        let (policy, mut findings) = check_texts(&[(Lang::En, en), (Lang::Vi, vi)]);
        baseline.apply(&policy, &mut findings);
        assert!(!findings.is_empty());
        findings
            .iter()
            .map(|finding| finding.suppressed.is_some())
            .collect()
    }

    fn recorded() -> String {
        let empty = parsed("");
        assert!(run(&empty, EN, VI).iter().all(|known| !known));
        empty.updated(Some("agreed\twith counsel")).0
    }

    #[test]
    fn a_waiver_survives_renumbering_and_moves() {
        let text = recorded();
        assert!(text.contains("\tagreed with counsel\n"), "{text}");
        let renumber = |text: &str| text.replace("3.", "5.").replace("2.", "4.");
        let moved_en = EN.replace("1. Parking\nGuests may park behind the house.\n", "")
            + "4. Parking\nGuests may park behind the house.\n";
        let moved_vi = VI.replace("1. Đỗ xe\nKhách có thể đỗ xe phía sau nhà.\n", "")
            + "4. Đỗ xe\nKhách có thể đỗ xe phía sau nhà.\n";
        for (en, vi) in [
            (EN.to_owned(), VI.to_owned()),
            (renumber(EN), renumber(VI)),
            (moved_en, moved_vi),
        ] {
            let (policy, mut findings) = check_texts(&[(Lang::En, &en), (Lang::Vi, &vi)]);
            parsed(&text).apply(&policy, &mut findings);
            let open: Vec<_> = findings
                .iter()
                .filter(|finding| {
                    finding.suppressed.is_none() && finding.rule.family() != "numbering"
                })
                .map(|finding| finding.rule.name)
                .collect();
            assert_eq!(open, Vec::<&str>::new(), "{en}\n{vi}");
        }
    }

    #[test]
    fn a_waiver_dies_with_a_changed_sentence_on_either_side() {
        let en =
            "1. Contact\nWrite to desk@inn.example for a room.\n2. Pets\nSmall dogs are welcome.\n";
        let ja = "1. 連絡先\nお部屋のご予約は info@inn.example までご連絡ください。\n2. ペット\n小型犬を歓迎します。\n";
        let check = |baseline: &Baseline, en: &str, ja: &str| {
            let (policy, mut findings) = check_texts(&[(Lang::En, en), (Lang::Ja, ja)]);
            baseline.apply(&policy, &mut findings);
            let mails = findings
                .into_iter()
                .filter(|finding| finding.rule.name == "email-mismatch");
            mails
                .map(|finding| finding.suppressed.is_some())
                .collect::<Vec<_>>()
        };
        let empty = parsed("");
        assert_eq!(check(&empty, en, ja), [false]);
        let known = empty.updated(Some("")).0;
        assert_eq!(check(&parsed(&known), en, ja), [true]);
        for (en, ja) in [
            (en.replace("a room", "a quiet room"), ja.to_owned()),
            (en.to_owned(), ja.replace("お部屋", "客室")),
            (en.to_owned(), ja.replace("info@", "front@")),
        ] {
            let baseline = parsed(&known);
            assert_eq!(check(&baseline, &en, &ja), [false], "{en}\n{ja}");
            assert_eq!(baseline.updated(None).1.removed, 1);
            assert_eq!(baseline.expired().len(), 1);
        }
    }

    #[test]
    fn an_entry_covers_one_finding_of_its_file() {
        let text = recorded();
        let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let other = text
            .replace("en\t", "Cargo.toml\t")
            .replace("vi\t", "Cargo.toml\t");
        assert!(
            run(&parsed(&other), EN, VI).iter().all(|known| !known),
            "a file that is there has its own findings"
        );
        let gone = text
            .replace("en\t", "no-such.md\t")
            .replace("vi\t", "no-such.md\t");
        assert!(run(&parsed(&gone), EN, VI).iter().all(|known| *known));
        assert!(!rows.is_empty());
    }

    /// The review page knows the paths as they were given, not the folder that its reader saves the file in.
    #[test]
    fn a_path_may_be_written_in_full_or_by_detours() {
        let here = absolute(Path::new("."));
        let text = recorded();
        for path in [
            here.join("en").to_string_lossy().into_owned(),
            "./src/../en".to_owned(),
        ] {
            let full = text.replace("\nen\t", &format!("\n{path}\t"));
            assert_ne!(full, text);
            assert!(run(&parsed(&full), EN, VI).iter().all(|known| *known));
            assert_eq!(parsed(&full).known(), parsed(&text).known());
        }
    }

    #[test]
    fn the_file_is_sorted_and_reads_back() {
        let text = recorded();
        let baseline = parsed(&text);
        assert!(run(&baseline, EN, VI).iter().all(|known| *known));
        let (again, changes) = baseline.updated(Some("other"));
        assert_eq!(again, text);
        assert_eq!((changes.added, changes.removed), (0, 0));
        let mut rows: Vec<&str> = text.lines().skip(2).collect();
        rows.reverse();
        let shuffled = parsed(&rows.join("\r\n"));
        assert!(run(&shuffled, EN, VI).iter().all(|known| *known));
        assert_eq!(shuffled.updated(None).0, text);
    }

    #[test]
    fn what_is_no_entry_is_named() {
        for (text, line, why) in [
            ("# x\na.md missing-clause 0123456789abcdef", 2, "tab"),
            ("<<<<<<< HEAD", 1, "merge"),
            ("a.md\tmissing-clause\t0123\tx", 1, "tab"),
        ] {
            let error = Baseline::parse(Path::new("known.tsv"), text)
                .expect_err("no entry")
                .to_string();
            assert!(
                error.starts_with(&format!("known.tsv:{line}: ")) && error.contains(why),
                "{error}"
            );
        }
    }
}
