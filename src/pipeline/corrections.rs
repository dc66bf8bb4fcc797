//! Findings whose correction is certain → edits of files, and files with edits → their new text and a patch.
//!
//! A finding is corrected where it marks one place at fault, says what to write there, and is sure of itself, and where
//! somebody has named the source or most editions agree: two editions show that they differ, not which one is right. The
//! source edition is never edited, nor a file that is not plain text or Markdown in UTF-8: what stands there is
//! for a person to change.

use std::collections::BTreeSet;
use std::ops::Range;

use similar::TextDiff;

use crate::model::{Arg, Error, Finding, Policy, Role, correction};
use crate::text::Lang;

/// The least confidence of a finding that is corrected.
const SURE: f32 = 0.8;

/// Signs that Markdown reads as more than text.
const MARKUP: &[char] = &['*', '`', '[', ']', '<', '>', '|', '\\', '&', '\n'];

/// Text to be put in the place of other text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file, as the user gave it.
    pub path: String,
    /// The edition.
    pub lang: Lang,
    /// Bytes of the file as stored.
    pub at: Range<usize>,
    /// What stands there.
    pub old: String,
    /// What will stand there.
    pub new: String,
}

/// The edit that corrects a finding; `None` where none is certain.
#[must_use]
pub fn edit(policy: &Policy, finding: &Finding) -> Option<Edit> {
    let mut marks = finding.marks.iter();
    let mark = marks.find(|mark| mark.role != Role::Counterpart)?;
    let edition = policy.edition(mark.lang)?;
    let source = &edition.document.source;
    let extension = edition.path.rsplit('.').next().unwrap_or_default();
    let is_text = ["md", "markdown", "txt"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    let certain = finding.suppressed.is_none()
        && finding.confidence >= SURE
        && mark.lang != policy.source
        && is_text
        && is_settled(policy, finding);
    if !certain {
        return None;
    }
    let found = correction(&edition.document, finding)?;
    (!finding.suggestion.as_ref()?.contains(MARKUP)).then(|| Edit {
        path: edition.path.clone(),
        lang: mark.lang,
        at: source.byte(found.at.start)..source.byte(found.at.end),
        old: found.old,
        new: found.new,
    })
}

/// Whether it is known which side is right: somebody has named the source, or more than half of the editions agree. What
/// is wrong within its edition alone needs neither.
fn is_settled(policy: &Policy, finding: &Finding) -> bool {
    let mut agreed: BTreeSet<Lang> = finding
        .marks
        .iter()
        .filter(|mark| mark.role == Role::Counterpart)
        .map(|mark| mark.lang)
        .collect();
    for (_, arg) in &finding.message.args {
        if let Arg::Langs(langs) = arg {
            agreed.extend(langs);
        }
    }
    agreed.retain(|lang| !finding.languages.contains(lang));
    // What no program can send to is wrong whoever has it.
    let is_broken = finding.rule.name.starts_with("broken-");
    is_broken
        || policy.source_named
        || agreed.is_empty()
        || agreed.len() > 1 && agreed.len() * 2 > policy.editions.len()
}

/// A file's text with edits made, in any order; none of them may overlap.
///
/// # Errors
/// When the file does not hold at a place what the edit replaces: it was changed meanwhile, or is not UTF-8.
pub fn apply(path: &str, stored: &[u8], edits: &[&Edit]) -> Result<String, Error> {
    let text = std::str::from_utf8(stored)
        .map_err(|_| Error::new(format!("{path} is not UTF-8: correct it by hand")))?;
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| edit.at.start);
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for edit in edits {
        if edit.at.start < last || text.get(edit.at.clone()) != Some(edit.old.as_str()) {
            return Err(Error::new(format!(
                "{path} was changed while it was checked: nothing of it was corrected, run again"
            )));
        }
        out += &text[last..edit.at.start];
        out += &edit.new;
        last = edit.at.end;
    }
    out += &text[last..];
    Ok(out)
}

/// The difference of two texts of one file, as `patch` takes it.
#[must_use]
pub fn patch(path: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(1)
        .header(path, path)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(at: Range<usize>, old: &str, new: &str) -> Edit {
        Edit {
            path: "ja.md".to_owned(),
            lang: Lang::Ja,
            at,
            old: old.to_owned(),
            new: new.to_owned(),
        }
    }

    #[test]
    fn edits_are_made_in_the_order_of_the_text() {
        let text = "14日以内に返信します。\n30日間保存します。\n";
        let at = text.find("30").unwrap();
        let (first, second) = (edit(0..5, "14日", "7日"), edit(at..at + 2, "30", "60"));
        let new = apply("ja.md", text.as_bytes(), &[&second, &first]).unwrap();
        assert_eq!(new, "7日以内に返信します。\n60日間保存します。\n");
        insta::assert_snapshot!(patch("ja.md", text, &new), @r"
        --- ja.md
        +++ ja.md
        @@ -1,2 +1,2 @@
        -14日以内に返信します。
        -30日間保存します。
        +7日以内に返信します。
        +60日間保存します。
        ");
    }

    #[test]
    fn a_file_that_holds_something_else_is_left_alone() {
        let one = edit(0..2, "14", "7");
        assert!(apply("ja.md", "15日".as_bytes(), &[&one]).is_err());
        assert!(apply("ja.md", "あ".as_bytes(), &[&one]).is_err());
        assert!(apply("ja.md", b"", &[&one]).is_err());
        assert!(apply("ja.md", b"\x93\xfa", &[&one]).is_err());
        let over = edit(1..2, "4", "5");
        assert!(apply("ja.md", b"14", &[&one, &over]).is_err());
    }
}
