//! Character references of HTML (`&amp;`, `&#x3042;`), one at a time, so that each keeps its place in the file.

use foldhash::HashMap;
use html5gum::{Token, Tokenizer};

/// Resolves references by html5gum's table, and remembers those that a page repeats.
#[derive(Debug, Default)]
pub(super) struct References {
    known: HashMap<String, String>,
}

/// The longest name (`&CounterClockwiseContourIntegral;`) has 33 bytes.
const LONGEST: usize = 40;
/// Different references that are remembered at once.
const MOST: usize = 1024;

impl References {
    /// What the reference at the start of `text` stands for, and how many bytes of `text` it takes up. `text` starts
    /// with an ampersand; one that opens no reference stands for itself.
    pub(super) fn resolve(&mut self, text: &str) -> (&str, usize) {
        let bytes = text.as_bytes();
        let length = bytes
            .iter()
            .skip(1)
            .take(LONGEST)
            .enumerate()
            .take_while(|(index, byte)| {
                byte.is_ascii_alphanumeric() || (*index == 0 && **byte == b'#')
            })
            .count()
            + 1;
        let length = length + usize::from(bytes.get(length) == Some(&b';'));
        let reference = text.get(..length).unwrap_or("&");
        if self.known.len() >= MOST {
            self.known.clear();
        }
        let means = self.known.entry(reference.to_owned()).or_insert_with(|| {
            let mut means = String::new();
            for token in Tokenizer::new(reference) {
                let Ok(token) = token;
                if let Token::String(string) = token {
                    means.push_str(&String::from_utf8_lossy(&string));
                }
            }
            means
        });
        (means.as_str(), reference.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_plain_ampersands() {
        let mut references = References::default();
        for (text, means, length) in [
            ("&amp; b", "&", 5),
            ("&nbsp;", "\u{a0}", 6),
            ("&#x3042;い", "あ", 8),
            ("&#20010;人", "个", 8),
            ("& b", "&", 1),
            ("&", "&", 1),
            ("&copy 2024", "©", 5),
            ("&unknown;", "&unknown;", 9),
            ("&#0;", "\u{fffd}", 4),
        ] {
            assert_eq!(references.resolve(text), (means, length), "{text}");
        }
    }
}
