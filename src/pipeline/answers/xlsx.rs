//! A workbook that came back → its answers.
//!
//! Columns are known by their headings, in any of the locales, so that they
//! may have been moved. A workbook is a zip archive from somebody else: before
//! it is opened, every entry is unpacked into nothing up to a bound, and cells
//! are taken one by one, because a sheet may claim a last cell that is far
//! away.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx};

use super::{Row, Sheet};
use crate::report::Locale;
use crate::report::feedback::Column;

/// Bytes of all that is packed.
const UNPACKED: u64 = 256 << 20;
/// Files in the archive; ours has a dozen.
const ENTRIES: usize = 2_000;
/// Rows above the headings.
const ABOVE: u32 = 20;
/// Sheets that are looked at.
const SHEETS: usize = 16;
/// Characters of a reason.
const REASON: usize = 4_000;

/// The answers of a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, String> {
    guard(bytes)?;
    // The file is somebody else's, and so is the reader's trust in it.
    catch_unwind(AssertUnwindSafe(|| sheets(bytes)))
        .unwrap_or_else(|_| Err("the workbook is damaged".to_owned()))
}

/// Refuses an archive that unpacks to more than a package ever holds.
fn guard(bytes: &[u8]) -> Result<(), String> {
    let broken = |error: &dyn std::fmt::Display| format!("the workbook cannot be opened: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let too_large =
        || "the workbook unpacks to more than a package holds: is it the right file?".to_owned();
    if archive.len() > ENTRIES {
        return Err(too_large());
    }
    let mut left = UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| broken(&error))?;
        let read = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|error| broken(&error))?;
        left = left.checked_sub(read).ok_or_else(too_large)?;
    }
    Ok(())
}

fn sheets(bytes: &[u8]) -> Result<Sheet, String> {
    let broken = |error: calamine::XlsxError| format!("the workbook cannot be read: {error}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    for name in book.sheet_names().into_iter().take(SHEETS) {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue; // a chart, or a sheet without cells
        };
        let mut table = Table::default();
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            if !table.cell(row, column, &text(cell.get_value()))? {
                break;
            }
        }
        if let Some(sheet) = table.end()? {
            return Ok(sheet);
        }
    }
    let headings = [Column::Answer, Column::Fingerprint]
        .map(|column| format!("“{}”", column.heading(Locale::En.messages())));
    Err(format!(
        "no sheet has the columns {}, in any of the languages of packages: their headings must stay as they are",
        headings.join(" and ")
    ))
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        _ => String::new(),
    }
}

/// Cells in the order of rows, on their way to answers.
#[derive(Default)]
struct Table {
    /// The columns that headings were found for.
    columns: Vec<(u32, Column)>,
    /// The headings of the row at hand.
    heads: Vec<(u32, Column)>,
    at: u32,
    row: Row,
    sheet: Sheet,
}

impl Table {
    /// Takes a cell; false where no headings stand in the first rows.
    fn cell(&mut self, row: u32, column: u32, text: &str) -> Result<bool, String> {
        if row != self.at {
            self.end_row()?;
            self.at = row;
        }
        if self.columns.is_empty() {
            if row >= ABOVE {
                return Ok(false);
            }
            self.heads.extend(heading(text).map(|head| (column, head)));
            return Ok(true);
        }
        let known = self.columns.iter().find(|(at, _)| *at == column);
        let place = match known {
            Some((_, Column::Policy)) => &mut self.row.policy,
            Some((_, Column::Answer)) => &mut self.row.word,
            Some((_, Column::Reason)) => &mut self.row.reason,
            Some((_, Column::Rule)) => &mut self.row.rule,
            Some((_, Column::Fingerprint)) => &mut self.row.fingerprint,
            None => return Ok(true),
        };
        *place = text.chars().take(REASON).collect();
        Ok(true)
    }

    fn end_row(&mut self) -> Result<(), String> {
        if self.columns.is_empty() {
            let has = |wanted: Column| self.heads.iter().any(|(_, column)| *column == wanted);
            if has(Column::Answer) && has(Column::Fingerprint) {
                self.columns = std::mem::take(&mut self.heads);
            }
            self.heads.clear();
            return Ok(());
        }
        self.sheet.push(Row {
            // People count from 1.
            at: self.at.saturating_add(1),
            ..std::mem::take(&mut self.row)
        })
    }

    fn end(mut self) -> Result<Option<Sheet>, String> {
        self.end_row()?;
        Ok((!self.columns.is_empty()).then_some(self.sheet))
    }
}

/// The column that a heading names.
fn heading(text: &str) -> Option<Column> {
    let mut all = Locale::ALL.into_iter().flat_map(|locale| {
        let messages = locale.messages();
        Column::ALL.map(|column| (column.heading(messages), column))
    });
    all.find(|(heading, _)| heading == text)
        .map(|(_, column)| column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    /// A workbook of strings, a sheet a table.
    fn book(sheets: &[&[&[&str]]]) -> Vec<u8> {
        let mut book = Workbook::new();
        for rows in sheets {
            let sheet = book.add_worksheet();
            for (row, cells) in (0..).zip(*rows) {
                for (column, cell) in (0..).zip(*cells) {
                    sheet.write_string(row, column, *cell).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn columns_are_known_by_their_headings() {
        let bytes = book(&[
            &[&["Notes of the agency"]],
            &[
                &["sent on Monday"],
                &["Fingerprint", "Reason", "Mine", "Answer", "Policy", "Rule"],
                &[
                    "0123456789abcdef",
                    "agreed",
                    "x",
                    "waived",
                    "privacy",
                    "label-style",
                ],
                &["fedcba9876543210"],
                &[],
                &["", "", "", "fixed"],
            ],
        ]);
        let sheet = read(&bytes).unwrap();
        assert_eq!(sheet.open, 1);
        let [waived, fixed] = sheet.rows.as_slice() else {
            panic!("{sheet:?}")
        };
        assert_eq!((waived.at, fixed.at), (3, 6));
        assert_eq!(waived.fingerprint, "0123456789abcdef");
        assert_eq!((&*waived.word, &*waived.reason), ("waived", "agreed"));
        assert_eq!((&*waived.policy, &*waived.rule), ("privacy", "label-style"));
        assert_eq!((&*fixed.word, &*fixed.fingerprint), ("fixed", ""));
    }

    #[test]
    fn another_workbook_is_refused() {
        let error = read(&book(&[&[&["Answer"], &["fixed"]]])).unwrap_err();
        assert!(error.contains("“Fingerprint”"), "{error}");
        assert!(read(b"PK\x03\x04 and nothing more").is_err());
    }

    #[test]
    fn a_damaged_workbook_does_no_harm() {
        let bytes = book(&[&[&["Answer", "Fingerprint"], &["fixed", "0123456789abcdef"]]]);
        for at in (0..bytes.len()).step_by(7) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x5a;
            let _ = read(&damaged);
            let _ = read(&bytes[..at]);
        }
    }
}
