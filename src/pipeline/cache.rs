//! Results of unchanged policies, kept in a folder.
//!
//! An entry is filed under the hash of all that the result depends on: the
//! program (by its sources), the options, the names and bytes of the files. A
//! changed policy is another entry, so nothing is ever out of date; what no
//! run asks for any more is garbage, and the folder can be deleted at any time.
//!
//! Entries are written beside their place and renamed into it, and carry the
//! hash of their content: one that is cut short, damaged or of another version
//! is no entry. What cannot be written is passed over, since the result is
//! there all the same. Facts are not kept: no report reads them.

mod entry;

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Outcome;
use crate::model::Error;

/// The first bytes of an entry: what it is, and the version of its layout.
const MAGIC: &[u8; 8] = b"plyglot1";
/// The program, by its sources: two builds that judge differently share no entry.
const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("POLICYGLOT_BUILD"));
/// Length of a hash.
const HASH: usize = blake3::OUT_LEN;

/// A folder of results.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// What a result depends on.
#[derive(Debug)]
pub(super) struct Key(blake3::Hasher);

impl Key {
    /// Of a policy, before its parts are added.
    pub(super) fn new() -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(BUILD.as_bytes());
        Self(hasher)
    }

    /// Adds a part; its length goes with it, so that parts do not run together.
    pub(super) fn add(&mut self, part: &[u8]) {
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }
}

impl Cache {
    /// A cache in a folder, which is made where there is none.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let make = || -> std::io::Result<()> {
            std::fs::create_dir_all(folder)?;
            // Backup programs and git pass over it.
            let tag = folder.join("CACHEDIR.TAG");
            if !tag.exists() {
                std::fs::write(tag, "Signature: 8a477f597d28d172789f06886806bc55\n")?;
                std::fs::write(folder.join(".gitignore"), "*\n")?;
            }
            Ok(())
        };
        make().map_err(|error| {
            Error::new(format!(
                "the cache {} cannot be used: {error}; name another folder with --cache",
                folder.display()
            ))
        })?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    fn place(&self, key: &Key) -> PathBuf {
        let hash = key.0.finalize().to_hex();
        let (shelf, name) = hash.split_at(2);
        self.folder.join(shelf).join(name)
    }

    /// The result of a policy, where there is a sound entry.
    pub(super) fn get(&self, key: &Key) -> Option<Vec<Outcome>> {
        let bytes = std::fs::read(self.place(key)).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (hash, content) = rest.split_at_checked(HASH)?;
        if blake3::hash(content).as_bytes() != hash {
            return None;
        }
        entry::read(content)
    }

    /// Keeps a result.
    pub(super) fn put(&self, key: &Key, outcomes: &[Outcome]) {
        let place = self.place(key);
        let write = || -> Option<()> {
            let content = entry::write(outcomes)?;
            let shelf = place.parent()?;
            std::fs::create_dir_all(shelf).ok()?;
            let mut file = tempfile::NamedTempFile::new_in(shelf).ok()?;
            file.write_all(MAGIC).ok()?;
            file.write_all(blake3::hash(&content).as_bytes()).ok()?;
            file.write_all(&content).ok()?;
            file.persist(&place).ok()?;
            Some(())
        };
        // A full disk keeps no results, and spoils none.
        let _ = write();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::check_texts;
    use crate::report::{FORMATS, Style, Summary};
    use crate::text::Lang;

    fn outcome() -> Outcome {
        let (policy, findings) = check_texts(&[
            (
                Lang::En,
                "1. Contact\nWrite to desk@inn.example for a room.\n2. Pets\nSmall dogs are welcome.\n",
            ),
            (
                Lang::Ja,
                "1. 連絡先\nお部屋のご予約は info@inn.example までご連絡ください。\n",
            ),
        ]);
        assert!(findings.len() > 1);
        Outcome::Policy(policy, findings)
    }

    /// What all formats make of it.
    fn written(outcome: &Outcome) -> Vec<u8> {
        let Outcome::Policy(policy, findings) = outcome else {
            panic!("no policy")
        };
        let mut all = Vec::new();
        for format in FORMATS {
            let mut writer = (format.open)(Box::new(&mut all), &Style::default());
            writer.policy(policy, findings).expect("written");
            let mut summary = Summary::default();
            summary.add(policy, findings);
            writer.end(&summary, &[]).expect("written");
            drop(writer);
        }
        all
    }

    fn key(part: &str) -> Key {
        let mut key = Key::new();
        key.add(part.as_bytes());
        key
    }

    #[test]
    fn a_result_comes_back_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::open(folder.path()).expect("a cache");
        assert!(cache.get(&key("a")).is_none());
        let outcome = outcome();
        cache.put(&key("a"), std::slice::from_ref(&outcome));
        let back = cache.get(&key("a")).expect("an entry");
        assert_eq!(written(&back[0]), written(&outcome));
        assert!(cache.get(&key("b")).is_none());
        assert!(!folder.path().join("CACHEDIR.TAG").is_dir());
    }

    #[test]
    fn a_damaged_entry_is_no_entry() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::open(folder.path()).expect("a cache");
        cache.put(&key("a"), &[outcome()]);
        let place = cache.place(&key("a"));
        let sound = std::fs::read(&place).expect("an entry");
        for at in (0..sound.len()).step_by(sound.len() / 40) {
            let mut damaged = sound.clone();
            damaged[at] ^= 0x20;
            std::fs::write(&place, &damaged).expect("written");
            assert!(cache.get(&key("a")).is_none(), "a bit of byte {at}");
            std::fs::write(&place, &sound[..at]).expect("written");
            assert!(cache.get(&key("a")).is_none(), "cut at {at}");
        }
        cache.put(&key("a"), &[outcome()]);
        assert!(cache.get(&key("a")).is_some());
    }

    #[test]
    fn parts_do_not_run_together() {
        let of = |parts: [&str; 2]| {
            let mut key = Key::new();
            parts.iter().for_each(|part| key.add(part.as_bytes()));
            key.0.finalize()
        };
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
    }
}
