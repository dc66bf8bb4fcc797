//! Characters that nobody sees.

use super::place::{self, Manner, Place};
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::{Lang, is_cjk};

rule! {
    /// The text holds characters that nobody sees.
    ///
    /// ## Why
    /// A zero-width space cuts a word in two for search and for programs that compare texts; a control of the writing
    /// direction shows the words in another order than they are stored. They come from copying out of web pages
    /// and chat programs.
    ///
    /// Joiners inside emoji and selectors of a character's variant are part of what is seen.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You may return the boat within two ho​urs.
    /// ```
    /// ```policy fail
    /// [ja] 小舟は二時間以内に返​却してください。
    /// ```
    /// ```policy pass
    /// [zh] 您应当在两小时内归还小船。
    /// [vi] Bạn phải trả thuyền trong vòng hai giờ.
    /// ```
    "hidden-characters", since "0.1.0", Warning, mqm "fluency/character-encoding", Check::Edition(check)
}

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let mut places = Vec::new();
    let mut turning = Vec::new();
    let mut breaks = Vec::new();
    for (_, clause, text) in place::clauses(policy, lang) {
        if text.is_ascii() && !text.bytes().any(|byte| byte < 0x20 || byte == 0x7f) {
            continue;
        }
        for (at, c, kind) in hidden(text) {
            let place = Place::new(place::span(clause, at..at + c.len_utf8()));
            match kind {
                Kind::Direction => turning.push(place),
                Kind::Break => breaks.push(place),
                Kind::Empty => places.push(place),
            }
        }
    }
    let manner = Manner {
        slip: "hidden-characters",
        habit: "hidden-characters.habit",
        slips: 3,
        of_slip: (Severity::Warning, 0.9),
        of_habit: (Severity::Warning, 0.9),
    };
    place::report(policy, lang, &places, &manner, out);
    let direction = Manner {
        slip: "hidden-characters.direction",
        habit: "hidden-characters.direction-habit",
        ..manner
    };
    place::report(policy, lang, &turning, &direction, out);
    let optional = Manner {
        slips: 0,
        of_habit: (Severity::Info, 0.5),
        ..manner
    };
    place::report(policy, lang, &breaks, &optional, out);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing is seen, and nothing happens.
    Empty,
    /// Turns the writing direction.
    Direction,
    /// Allows a line break inside a word: what a typesetter puts in.
    Break,
}

/// The hidden characters of a text.
fn hidden(text: &str) -> impl Iterator<Item = (usize, char, Kind)> {
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let last = std::mem::replace(&mut before, c);
            if c.is_ascii() && !c.is_ascii_control() {
                continue;
            }
            let next = chars.peek().map(|(_, c)| *c);
            let kind = match c {
                '\t' | '\n' | '\r' => None,
                // A joiner between two pictures is part of one picture.
                '\u{200d}' if is_picture(last) || next.is_some_and(is_picture) => None,
                '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{61c}' => Some(Kind::Direction),
                '\u{ad}' => Some(Kind::Break),
                // Between words of Chinese and Japanese it only says where a line may end.
                '\u{0}'..='\u{1f}'
                | '\u{7f}'..='\u{9f}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200d}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{2060}'..='\u{2065}'
                | '\u{206a}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}' => Some(Kind::Empty),
                _ => None,
            };
            if let Some(kind) = kind {
                return Some((at, c, kind));
            }
        }
    })
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}') && !is_cjk(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_found() {
        for (text, count) in [
            ("two ho\u{200b}urs", 1),
            ("返\u{200b}却\u{feff}", 2),
            ("\u{202e}txet", 1),
            ("co\u{ad}operate", 1),
            ("a\u{8}b", 1),
            ("👩\u{200d}👧 ❤\u{fe0f} 葛\u{e0100}", 0),
            ("plain text\twith\na tab", 0),
            ("không gian\u{a0}hẹp", 0),
        ] {
            assert_eq!(hidden(text).count(), count, "{text:?}");
        }
    }
}
