//! Names of policies → names of files: safe on every system, one for each policy, the same in every run.

use std::collections::BTreeSet;

/// Characters of a name before what makes it unique.
const LONGEST: usize = 60;
/// What a file cannot be called on Windows, whatever its extension, and the page that lists the others.
const RESERVED: [&str; 7] = ["con", "prn", "aux", "nul", "com", "lpt", "index"];

/// The names that a run has given.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// The file of a policy: its name in lower-case ASCII, with a hash of it where that left something out or is
    /// already taken. There is no dot at the front, no separator and no case in it.
    pub(super) fn of(&mut self, name: &str) -> String {
        let mut plain = String::new();
        for c in name.chars().take(LONGEST) {
            match c {
                'a'..='z' | '0'..='9' | '_' => plain.push(c),
                'A'..='Z' => plain.push(c.to_ascii_lowercase()),
                _ if plain.ends_with('-') => {}
                _ => plain.push('-'),
            }
        }
        let plain = plain.trim_matches('-');
        let stem = plain.trim_end_matches(|c: char| c.is_ascii_digit());
        let odd = plain != name.replace('/', "-") || RESERVED.contains(&stem);
        let stem = if plain.is_empty() { "policy" } else { plain };
        let first = if odd {
            format!("{stem}-{:08x}", hash(name))
        } else {
            stem.to_owned()
        };
        let mut given = first.clone();
        let mut nth = 2_usize;
        while !self.taken.insert(given.clone()) {
            given = format!("{first}-{nth}");
            nth += 1;
        }
        given + ".html"
    }
}

/// FNV-1a with 32 bits.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_unique_and_the_same_in_every_run() {
        let odd = [
            "../../etc/passwd",
            "..",
            ".",
            "",
            "/",
            "a\\b",
            "con",
            "COM1",
            "nul",
            "index",
            "隐私政策",
            "a b",
            "A",
            "a\u{202e}b",
            "x".repeat(500).leak(),
            "a%2fb",
            "<b>",
        ];
        let plain = ["privacy", "corpus/privacy", "corpus-privacy", "v1_0"];
        let given = || -> Vec<String> {
            let mut names = Names::default();
            let all = odd.iter().chain(&plain).chain(&plain).chain(&odd);
            all.map(|name| names.of(name)).collect()
        };
        let files = given();
        assert_eq!(files, given());
        let unique: BTreeSet<&String> = files.iter().collect();
        assert_eq!(unique.len(), files.len(), "{files:?}");
        for file in &files {
            let stem = file.strip_suffix(".html").unwrap();
            let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
            assert!(!stem.is_empty() && stem.chars().all(safe), "{file}");
            assert!(
                stem.len() < 90 && stem != "index" && stem != "con",
                "{file}"
            );
        }
        assert_eq!(files[odd.len()], "privacy.html");
        assert_eq!(files[odd.len() + 1], "corpus-privacy.html");
        assert_eq!(files[odd.len() + 2], "corpus-privacy-2.html");
    }
}
