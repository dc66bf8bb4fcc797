//! Which legacy encoding bytes are in, by trying.
//!
//! chardetng (the detector of Firefox) knows the East Asian encodings well but
//! takes Vietnamese TCVN3 and VISCII for anything. So Vietnamese is tried
//! first: in the right encoding nearly every word that holds a letter beyond
//! ASCII is a well-formed syllable, in a wrong one hardly any is.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

use super::decode::{Charset, by_standard};
use super::single_byte;
use crate::text::{is_han, is_kana};

/// Bytes that are looked at; enough for any document, and a bound for large ones.
const SAMPLE: usize = 1 << 16;

/// The encodings that the detector may name.
static PLAUSIBLE: [&Encoding; 6] = [
    encoding_rs::GBK,
    encoding_rs::BIG5,
    encoding_rs::SHIFT_JIS,
    encoding_rs::EUC_JP,
    encoding_rs::WINDOWS_1258,
    encoding_rs::WINDOWS_1252,
];

/// The encodings that bytes may be in which are not UTF-8 and hold no NUL, likeliest first.
pub(super) fn guesses(bytes: &[u8]) -> Vec<Charset> {
    let sample = sample(bytes);
    if let Some(charset) = vietnamese(sample) {
        return vec![charset];
    }
    if looks_binary(bytes).is_some() {
        return Vec::new();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let detected = detector.guess(None, Utf8Detection::Deny);
    let mut scored: Vec<(f64, &'static Encoding)> = Vec::new();
    for encoding in PLAUSIBLE {
        // GB18030 holds GBK, and old files label either as the other.
        let wide = if encoding == encoding_rs::GBK {
            encoding_rs::GB18030
        } else {
            encoding
        };
        let decoded = by_standard(sample, wide).or_else(|at| {
            // The sample may end inside a character.
            let cut = sample.len() < bytes.len() && at + 4 > sample.len();
            if cut {
                by_standard(&sample[..at], wide)
            } else {
                Err(at)
            }
        });
        let Ok(decoded) = decoded else { continue };
        let bonus = if encoding == detected { 0.3 } else { 0.0 };
        let score = plausibility(&decoded.text) + bonus;
        if score > 0.0 {
            scored.push((score, wide));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored
        .into_iter()
        .map(|(_, encoding)| Charset::Whatwg(encoding))
        .collect()
}

/// The beginning, cut behind a line end where there is one.
fn sample(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= SAMPLE {
        return bytes;
    }
    let end = bytes[..SAMPLE]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(SAMPLE, |at| at + 1);
    &bytes[..end]
}

/// How much of the text beyond ASCII is what East Asian or Western text holds: from -1 to 1.
fn plausibility(text: &str) -> f64 {
    let (mut good, mut all) = (0.0f64, 0.0f64);
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_ascii() {
            all += 1.0;
            good += match c {
                '\u{3001}' | '\u{3002}' | '\u{ff0c}' | '\u{300c}' | '\u{300d}' | '\u{ff08}'
                | '\u{ff09}' => 1.0,
                '\u{ff61}'..='\u{ff9f}' => -0.5,
                '\u{e000}'..='\u{f8ff}' | '\u{80}'..='\u{9f}' => -3.0,
                '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ffff}' => -0.5,
                c if is_kana(c) => 0.9,
                c if is_han(c) => 0.6,
                '\u{2018}'..='\u{201d}'
                | '\u{2022}'
                | '\u{2013}'
                | '\u{2014}'
                | '\u{2026}'
                | '\u{a0}' => 0.5,
                c if crate::text::is_alphabetic(c)
                    && crate::text::is_alphabetic(before)
                    && before.is_ascii() =>
                {
                    0.3
                }
                c if crate::text::is_alphabetic(c) => 0.0,
                _ => -0.2,
            };
        }
        before = c;
    }
    if all == 0.0 { 0.0 } else { good / all }
}

/// The Vietnamese encoding in which the text is made of syllables.
fn vietnamese(sample: &[u8]) -> Option<Charset> {
    let decoded = [
        (
            Charset::Table(&single_byte::TCVN3),
            single_byte::TCVN3.decode(sample),
        ),
        (
            Charset::Table(&single_byte::VISCII),
            single_byte::VISCII.decode(sample),
        ),
        (
            Charset::Whatwg(encoding_rs::WINDOWS_1258),
            by_standard(sample, encoding_rs::WINDOWS_1258),
        ),
    ];
    let mut best: Option<(f64, Charset)> = None;
    for (charset, decoded) in decoded {
        let Ok(decoded) = decoded else { continue };
        let (good, all, distinct) = syllables(&decoded.text);
        let share = good as f64 / all.max(1) as f64;
        if distinct >= 2 && share >= 0.8 && best.is_none_or(|(most, _)| share > most) {
            best = Some((share, charset));
        }
    }
    best.map(|(_, charset)| charset)
}

/// Among the words that hold a letter beyond ASCII: those that are Vietnamese syllables, all, and how many
/// different letters with a mark of Vietnamese alone the former hold (so that a word of French does not count).
fn syllables(text: &str) -> (usize, usize, usize) {
    let (mut good, mut all) = (0, 0);
    let mut marks: Vec<char> = Vec::new();
    for word in text.split(|c: char| {
        !crate::text::is_alphabetic(c) && !('\u{300}'..='\u{36f}').contains(&c) && !c.is_control()
    }) {
        if word.is_ascii() {
            continue;
        }
        all += 1;
        if is_syllable(word) {
            good += 1;
            if marks.len() < 8 {
                for c in word.to_lowercase().nfc().filter(|c| !c.is_ascii()) {
                    if !"àáâãèéêìíòóôõùúý".contains(c) && !marks.contains(&c) {
                        marks.push(c);
                    }
                }
            }
        }
    }
    (good, all, marks.len())
}

const ONSETS: &str = "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x";
const CLOSED: &str = "a ă â e ê i o ô ơ u ư y iê yê uô ươ oa oă oe uâ uê uy uyê oo";
const OPEN: &str = "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iêu yêu iu oa oe oai oao oay oeo oi ôi ơi ua ua uê uơ uâ uây uôi ui uy uya uyu ưa ươi ươu ưi ưu uôu ya";
const CODAS: &str = "ch ng nh c m n p t";
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Whether a word is built as a Vietnamese syllable: onset, rime, at most one tone, no capital behind a small letter.
pub(super) fn is_syllable(word: &str) -> bool {
    let count = word.chars().count();
    if count > 14 {
        return false;
    }
    let mut small = false;
    for c in word.chars() {
        if c.is_uppercase() && small {
            return false;
        }
        // The ABC fonts have marked letters once, in the codes of the small ones: "CHíNH SáCH" is all capitals.
        small |= c.is_ascii_lowercase();
    }
    let mut tones = 0;
    let plain: String = word
        .to_lowercase()
        .nfd()
        .filter(|c| {
            let tone = TONES.contains(c);
            tones += usize::from(tone);
            !tone
        })
        .nfc()
        .collect();
    if tones > 1 {
        return false;
    }
    let is_rime = |rime: &str| {
        OPEN.split(' ').any(|open| open == rime)
            || CODAS.split(' ').any(|coda| {
                rime.strip_suffix(coda)
                    .is_some_and(|nucleus| CLOSED.split(' ').any(|closed| closed == nucleus))
            })
    };
    is_rime(&plain)
        || plain == "gi"
        || ONSETS
            .split(' ')
            .any(|onset| plain.strip_prefix(onset).is_some_and(is_rime))
}

/// Where bytes begin to look like no text: control codes beyond what text uses, above one in fifty.
pub(super) fn looks_binary(bytes: &[u8]) -> Option<usize> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    let count = sample.iter().filter(|byte| is_control(byte)).count();
    if count > 3 && count * 50 > sample.len() {
        return sample.iter().position(is_control);
    }
    None
}
