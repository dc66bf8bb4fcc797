//! What is made of `dictionaries` before the program is compiled: it unpacks the word dictionaries
//! (`dictionaries/ipadic`, `dictionaries/jieba`) for embedding, and makes what takes
//! time to make of other tables: the indexes of the termbase, the table of Vietnamese words, the forests.
//!
//! The word dictionaries are committed compressed, because a package may hold 10 MB, and embedded as they are,
//! because unpacking at run time would cost every process that reads Japanese 40 ms.
//! `language/analysis.rs` finds the unpacked files by the variable `LINDERA_WORKDIR`. Nothing is
//! downloaded. How the files came to be: `dictionaries/rebuild/README.md`.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{env, fs};

mod lexicon;
mod spelling;
#[path = "../src/text/mod.rs"]
#[allow(dead_code, unused_imports, unreachable_pub)]
mod text;
mod trees;

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    println!("cargo::rustc-env=POLICYGLOT_BUILD={:016x}", digest()?);
    for dictionary in ["ipadic", "jieba"] {
        let source = Path::new("dictionaries").join(dictionary);
        println!("cargo::rerun-if-changed={}", source.display());
        let target = Path::new(&out).join(dictionary);
        fs::create_dir_all(&target)?;
        for file in fs::read_dir(&source)? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "zst") {
                let target = target.join(path.file_stem().ok_or("a file without a name")?);
                if is_newer(&target, &path) && is_newer(&target, Path::new("build/main.rs")) {
                    continue;
                }
                let unpacked = unpack(&fs::read(&path)?)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
                fs::write(target, unpacked)?;
            }
        }
    }
    println!("cargo::rustc-env=LINDERA_WORKDIR={out}");
    lexicon::write(Path::new(&out))?;
    spelling::write(Path::new(&out))?;
    trees::write(Path::new(&out))?;
    Ok(())
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    modified(file) > modified(than)
}

/// What the program judges by, as one number: its sources and its data. Results that another build kept in a cache are
/// no results of this one.
fn digest() -> Result<u64, Box<dyn Error>> {
    let mut hasher = DefaultHasher::new();
    let mut folders: Vec<PathBuf> = ["build", "src", "dictionaries"].map(PathBuf::from).into();
    while let Some(folder) = folders.pop() {
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut entries: Vec<PathBuf> = fs::read_dir(&folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        entries.sort();
        for path in entries {
            if path.is_dir() {
                if path.ends_with("target") {
                    continue;
                }
                folders.push(path);
            } else {
                path.to_string_lossy().replace('\\', "/").hash(&mut hasher);
                fs::read(&path)?.hash(&mut hasher);
            }
        }
    }
    Ok(hasher.finish())
}

/// Decompresses a file and restores its rows.
///
/// The files are tables that were written column by column, which halves some of them: see
/// `rearranged` in `dictionaries/rebuild/src/main.rs` for the layout.
fn unpack(packed: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    ruzstd::decoding::StreamingDecoder::new(packed)?.read_to_end(&mut bytes)?;
    let (&count, rest) = bytes.split_first().ok_or("empty")?;
    let (columns, mut rest) = rest
        .split_at_checked(usize::from(count))
        .ok_or("cut short")?;
    let row: usize = columns.iter().map(|column| usize::from(column & 127)).sum();
    let rows = rest.len().checked_div(row).unwrap_or(0);

    let mut restored = vec![0; rows * row];
    let mut start = 0;
    for column in columns {
        let width = usize::from(column & 127);
        let (fields, after) = rest.split_at_checked(rows * width).ok_or("cut short")?;
        rest = after;
        let mut number = 0_u32; // of the row before
        for at in 0..rows {
            let field = &mut restored[at * row + start..][..width];
            if column & 128 == 0 {
                field.copy_from_slice(&fields[at * width..][..width]);
            } else {
                let mut difference = 0;
                for byte in (0..width).rev() {
                    difference = difference << 8 | u32::from(fields[byte * rows + at]);
                }
                number = number.wrapping_add(difference);
                field.copy_from_slice(&number.to_le_bytes()[..width]);
            }
        }
        start += width;
    }
    restored.extend_from_slice(rest);
    Ok(restored)
}
