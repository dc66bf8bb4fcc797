//! Words one edit apart.

/// Whether one inserted, left out, replaced or exchanged letter makes one word of the other (Damerau's distance 1).
pub(super) fn one_apart(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let head = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let rest_a: Vec<char> = a.chars().skip(head).take(40).collect();
    let rest_b: Vec<char> = b.chars().skip(head).take(40).collect();
    let (n, m) = (rest_a.len(), rest_b.len());
    if n.abs_diff(m) > 1 {
        return false;
    }
    match n.cmp(&m) {
        std::cmp::Ordering::Less => rest_a[..] == rest_b[1..],
        std::cmp::Ordering::Greater => rest_a[1..] == rest_b[..],
        std::cmp::Ordering::Equal => {
            rest_a[1..] == rest_b[1..]
                || (n > 1
                    && rest_a[0] == rest_b[1]
                    && rest_a[1] == rest_b[0]
                    && rest_a[2..] == rest_b[2..])
        }
    }
}

/// Every word one edit away from a word of ASCII letters in lower case.
pub(super) fn variants(word: &str, mut each: impl FnMut(&str)) {
    let bytes = word.as_bytes();
    let mut buffer = Vec::with_capacity(bytes.len() + 1);
    let mut give = |buffer: &[u8]| {
        if let Ok(word) = std::str::from_utf8(buffer) {
            each(word);
        }
    };
    for at in 0..=bytes.len() {
        for letter in b'a'..=b'z' {
            buffer.clear();
            buffer.extend_from_slice(&bytes[..at]);
            buffer.push(letter);
            buffer.extend_from_slice(&bytes[at..]);
            give(&buffer);
            if at < bytes.len() && bytes[at] != letter {
                buffer.remove(at + 1);
                give(&buffer);
            }
        }
        if at < bytes.len() {
            buffer.clear();
            buffer.extend_from_slice(&bytes[..at]);
            buffer.extend_from_slice(&bytes[at + 1..]);
            give(&buffer);
        }
        if at + 1 < bytes.len() && bytes[at] != bytes[at + 1] {
            buffer.clear();
            buffer.extend_from_slice(bytes);
            buffer.swap(at, at + 1);
            give(&buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit() {
        for (a, b, expected) in [
            ("manu", "menu", true),
            ("bookd", "booked", true),
            ("booked", "bookd", true),
            ("hte", "the", true),
            ("liện", "liên", true),
            ("the", "the", false),
            ("form", "from", true),
            ("boat", "coats", false),
            ("サーピス", "サービス", true),
            ("", "a", true),
        ] {
            assert_eq!(one_apart(a, b), expected, "{a} {b}");
        }
        let mut all = Vec::new();
        variants("ab", |word| all.push(word.to_owned()));
        for one in ["a", "b", "ba", "abc", "xab", "axb", "xb", "ax"] {
            assert!(all.iter().any(|word| word == one), "{one}");
        }
        assert!(all.iter().all(|word| word == "ab" || one_apart(word, "ab")));
    }
}
