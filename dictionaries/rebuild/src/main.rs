//! Compiles one dictionary for lindera: `rebuild SOURCES OUTPUT`.
//!
//! `SOURCES` holds `metadata.json`, the word lists (`*.csv`), `char.def`, `unk.def` and
//! `matrix.def`, all in UTF-8, as `words.py` writes them. `OUTPUT` receives the compiled files,
//! rearranged (see [`rearranged`]) and compressed with zstd. The same sources give the same bytes
//! on every machine.

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// 19 is the highest level that keeps to a window which every decoder accepts.
const LEVEL: i32 = 19;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [sources, output] = arguments.as_slice() else {
        return Err("usage: rebuild SOURCES OUTPUT".into());
    };
    let (sources, output) = (Path::new(sources), Path::new(output));
    let metadata: Metadata = serde_json::from_slice(&fs::read(sources.join("metadata.json"))?)?;

    let built = sources.join("built");
    if built.exists() {
        fs::remove_dir_all(&built)?;
    }
    DictionaryBuilder::new(metadata)
        .build_dictionary(sources, &built)
        .map_err(|error| error.to_string())?;
    share_details(&built)?;

    fs::create_dir_all(output)?;
    let mut files: Vec<_> = fs::read_dir(&built)?.collect::<Result<_, _>>()?;
    files.sort_by_key(|file| file.file_name());
    for file in files {
        let name = file
            .file_name()
            .into_string()
            .map_err(|_| "a file name is not UTF-8")?;
        let bytes = fs::read(file.path())?;
        let packed = zstd::bulk::compress(&rearranged(&bytes, columns(&name)), LEVEL)?;
        println!("{name:>14} {:>10} -> {:>9}", bytes.len(), packed.len());
        fs::write(output.join(format!("{name}.zst")), packed)?;
    }
    Ok(())
}

/// Lets words with equal details share one record, which halves a dictionary.
///
/// `dict.wordsidx` holds one offset (u32, little-endian) into `dict.words` for each word, where a
/// record is its length (u32, little-endian) and that many bytes. Nothing in the format asks that
/// two words have two records: only the builder writes them so.
fn share_details(folder: &Path) -> Result<(), Box<dyn Error>> {
    let (index_path, words_path) = (folder.join("dict.wordsidx"), folder.join("dict.words"));
    let (index, words) = (fs::read(&index_path)?, fs::read(&words_path)?);
    let mut shared: Vec<u8> = Vec::new();
    let mut shared_index: Vec<u8> = Vec::with_capacity(index.len());
    let mut places: HashMap<&[u8], u32> = HashMap::new();
    let number = |bytes: &[u8], at: usize| -> Result<u32, Box<dyn Error>> {
        let four = bytes
            .get(at..at + 4)
            .ok_or("a dictionary file is too short")?;
        Ok(u32::from_le_bytes(four.try_into()?))
    };
    for at in (0..index.len()).step_by(4) {
        let start = number(&index, at)? as usize;
        let end = start + 4 + number(&words, start)? as usize;
        let record = words.get(start..end).ok_or("a record leaves dict.words")?;
        let place = match places.get(record) {
            Some(&place) => place,
            None => {
                let place = u32::try_from(shared.len())?;
                shared.extend_from_slice(record);
                places.insert(record, place);
                place
            }
        };
        shared_index.extend_from_slice(&place.to_le_bytes());
    }
    println!(
        "{} words, {} distinct details",
        index.len() / 4,
        places.len()
    );
    fs::write(index_path, shared_index)?;
    fs::write(words_path, shared)?;
    Ok(())
}

/// One column of a file that is a table of records of equal size.
#[derive(Clone, Copy)]
enum Column {
    /// So many bytes, written row after row.
    Plain(u8),
    /// A little-endian number of so many bytes, written as its difference to the row before
    /// (wrapping): the lowest bytes of all rows, then the next ones, and so on.
    Difference(u8),
}

/// The columns that make a file of a dictionary small: found by trying, worth a third of the size.
fn columns(name: &str) -> &'static [Column] {
    use Column::{Difference, Plain};
    match name {
        "dict.vals" => &[Difference(4), Plain(6)], // number of the word; cost, left and right context
        "dict.valsidx" => &[Difference(4)],        // running sum
        "dict.wordsidx" => &[Plain(1), Plain(1), Plain(1), Plain(1)],
        "matrix.mtx" => &[Difference(2)], // three numbers of head, then costs
        _ => &[],
    }
}

/// Writes a table column by column, which compresses better; the build script of policyglot undoes it.
///
/// The result begins with the number of columns (one byte) and one byte for each: its width, plus
/// 128 for [`Column::Difference`]. The columns follow one after the other, and at the end stand the
/// bytes that do not fill a row. Without columns the bytes follow as they are.
fn rearranged(bytes: &[u8], columns: &[Column]) -> Vec<u8> {
    let mut out = vec![columns.len() as u8];
    out.extend(columns.iter().map(|column| match *column {
        Column::Plain(width) => width,
        Column::Difference(width) => width | 128,
    }));
    let width = |column: &Column| match *column {
        Column::Plain(width) | Column::Difference(width) => usize::from(width),
    };
    let row: usize = columns.iter().map(width).sum();
    let rows = bytes.len().checked_div(row).unwrap_or(0);
    let mut start = 0;
    for column in columns {
        let fields = (0..rows).map(|at| &bytes[at * row + start..][..width(column)]);
        match *column {
            Column::Plain(_) => fields.for_each(|field| out.extend_from_slice(field)),
            Column::Difference(width) => {
                let mut before = 0_u32;
                let differences: Vec<u32> = fields
                    .map(|field| {
                        let number = field
                            .iter()
                            .rev()
                            .fold(0, |sum, &byte| sum << 8 | u32::from(byte));
                        let difference = number.wrapping_sub(before);
                        before = number;
                        difference
                    })
                    .collect();
                for byte in 0..width {
                    out.extend(
                        differences
                            .iter()
                            .map(|difference| (difference >> (8 * byte)) as u8),
                    );
                }
            }
        }
        start += width(column);
    }
    out.extend_from_slice(&bytes[rows * row..]);
    out
}
