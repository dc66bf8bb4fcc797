//! Vietnamese in font encodings, and letters that became question marks.

use std::ops::Range;

use crate::text::Lang;

/// Vietnamese in a font encoding: letters of its own beside signs that stand for accented ones.
pub(super) fn legacy(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    const TCVN: &str = "¸µ¶·¹¨»¾¼½Æ©ÊÇÈÉËÐÌÎÏÑ£¬®¢§¤¥¦×ÝßÞ«";
    const VNI: [&str; 18] = [
        "aù", "aø", "aû", "aõ", "aï", "aâ", "aá", "aà", "aå", "aã", "aä", "eâ", "eá", "eà", "oâ",
        "oá", "oà", "öô",
    ];
    if text
        .chars()
        .any(|c| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ư' | 'ơ'))
    {
        return Vec::new();
    }
    let (mut words, mut odd) = (0, Vec::new());
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() {
            continue;
        }
        let word = &text[start..at];
        let range = start..at;
        start = at + c.len_utf8();
        if word.is_empty() {
            continue;
        }
        words += 1;
        let letters = word.chars().any(|c| c.is_ascii_lowercase());
        let signs = word.chars().any(|c| TCVN.contains(c));
        if letters && (signs || VNI.iter().any(|pair| word.contains(pair))) {
            odd.push(range);
        }
    }
    if odd.len() < 3 || odd.len() * 4 < words {
        return Vec::new();
    }
    let whole = odd[0].start..odd[odd.len() - 1].end;
    vec![(whole, None)]
}

/// Question marks in place of letters that an encoding did not have.
pub(super) fn lost(text: &str, lang: Lang) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    if !text.contains('?') {
        return found;
    }
    if lang.is_cjk() {
        let mut run = 0;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            if c == '?' {
                run += 1;
            } else {
                if run >= 4 {
                    found.push((at - run..at, None));
                }
                run = 0;
            }
        }
        return found;
    }
    let mut odd: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() {
            continue;
        }
        let word = text[start..at].trim_end_matches(['?', '!', '.', '”', '"', ')']);
        let is_address = word.contains(['/', '=', '@', '&', ':', '.']);
        let inside = word.as_bytes().windows(3).any(|three| {
            three[1] == b'?' && three[0].is_ascii_alphabetic() && three[2].is_ascii_lowercase()
        });
        if !is_address && inside {
            odd.push(start..start + word.len());
        }
        start = at + c.len_utf8();
    }
    // One may be a missing space behind a question.
    if odd.len() > 1 || (odd.len() == 1 && lang == Lang::Vi) {
        found.extend(odd.into_iter().map(|range| (range, None)));
    }
    found
}
