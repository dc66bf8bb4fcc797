//! A title over all editions of a file: 会員規約 / Membership Agreement.
//!
//! Such a line names the policy in several languages and stands before the first edition, which has a title of its own
//! below it, as the others have. It is the page's and belongs to none of them.

use std::collections::BTreeSet;

use crate::text::{folded, is_alphanumeric, is_cjk};

/// A title has no more characters.
const LONGEST: usize = 160;
/// What a line has of the words of a title that it repeats, at least.
const SHARE: f32 = 0.5;

/// Whether a line names the policy in several languages: `own` is the line below it, `others` are those that the other
/// editions begin with.
pub(super) fn is_common<'a>(
    line: &str,
    own: &str,
    mut others: impl Iterator<Item = &'a str>,
) -> bool {
    line.chars().count() <= LONGEST
        && repeats(line, own)
        && others.any(|title| repeats(line, title))
}

/// Whether a line holds the end of a title, which says what kind of policy it is, and half of its words.
fn repeats(line: &str, title: &str) -> bool {
    if title.chars().count() > LONGEST {
        return false;
    }
    let held: BTreeSet<String> = words(line).into_iter().collect();
    let words = words(title);
    let found = words.iter().filter(|word| held.contains(*word)).count();
    let ends = words.last().is_some_and(|last| held.contains(last));
    found > 0 && (ends || found == words.len()) && found as f32 >= SHARE * words.len() as f32
}

/// The words of a text in small letters; of Chinese and Japanese each two neighbours.
fn words(text: &str) -> Vec<String> {
    let text = folded(text);
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        let here = is_alphanumeric(c).then(|| is_cjk(c));
        match (before, here) {
            (Some((last, true)), Some(true)) => words.push([last, c].iter().collect()),
            (Some((_, false)), Some(false)) => {
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
            (_, Some(false)) => words.push(c.to_string()),
            _ => {}
        }
        before = here.map(|is_cjk| (c, is_cjk));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_two_languages_is_common() {
        for (line, own, other, expected) in [
            (
                "港湾会員規約 / Harbor Membership Agreement",
                "港湾クラブ会員規約",
                "Harbor Club Membership Agreement",
                true,
            ),
            (
                "Harbor隐私政策 Privacy Policy",
                "Harbor应用隐私政策",
                "Harbor App Privacy Policy",
                true,
            ),
            (
                "Terms of Use | Điều khoản sử dụng",
                "Harbor Terms of Use",
                "Điều khoản sử dụng",
                true,
            ),
            // A brand is the same in all languages.
            (
                "Smart Harbor 隐私政策",
                "Smart Harbor隐私政策（2026年版）",
                "Smart Harbor Privacy Policy",
                false,
            ),
            // The only title of its edition is the other's counterpart.
            (
                "隐私政策 Privacy Policy",
                "我们重视您的个人信息。",
                "Privacy Policy",
                false,
            ),
        ] {
            assert_eq!(
                is_common(line, own, [other].into_iter()),
                expected,
                "{line}"
            );
        }
    }
}
