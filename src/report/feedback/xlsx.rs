//! A package → a workbook: the findings with a column to answer in, the score, and how to answer.
//!
//! All texts are written as strings, so nothing of a policy is a formula;
//! hidden characters are written out, and what XML cannot hold is left out.
//! The date of creation is fixed: the same findings make the same bytes.

mod look;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError,
};

use super::entry::Entry;
use super::passage::Passage;
use super::score::{self, Line};
use super::{Answer, Package, Part};
use crate::model::Error;

use look::{Fonts, cell, font, height, sheet_name};

/// Rows of a sheet below its header (ECMA-376 and Excel's own limit).
const ROWS: usize = 1_048_575;
/// The columns of the first sheet in their order, with their widths in digits of the default font.
const COLUMNS: [(&str, f64); 15] = [
    ("feedback.column-number", 5.0),
    ("feedback.column-policy", 14.0),
    ("feedback.column-clause", 18.0),
    ("feedback.column-place", 14.0),
    ("feedback.column-compared", 40.0),
    ("feedback.column-present", 40.0),
    ("feedback.column-wrong", 34.0),
    ("feedback.column-advice", 28.0),
    ("feedback.column-suggestion", 18.0),
    ("feedback.column-severity", 10.0),
    ("feedback.column-answer", 12.0),
    ("feedback.column-reason", 26.0),
    ("feedback.column-category", 14.0),
    ("feedback.column-rule", 14.0),
    ("feedback.column-fingerprint", 4.0),
];
const ANSWER: u16 = 10;
/// The width of the sheet that says how to answer: a page across.
const HOW: f64 = 84.0;
/// A paper size, as the format numbers them.
const A4: u8 = 9;

/// The workbook.
pub(super) fn write(package: &Package) -> Result<Vec<u8>, Error> {
    if package.entries > ROWS {
        return Err(Error::new(format!(
            "{} findings are more than a sheet holds: write fewer policies at once, or use --min-severity",
            package.entries
        )));
    }
    workbook(package).map_err(|error| Error::new(format!("the workbook cannot be made: {error}")))
}

fn workbook(package: &Package) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(cell(&package.title()))
            .set_creation_datetime(&created),
    );
    let fonts = Fonts::new(package);
    let mut names = Vec::new();
    let mut name = |id: &str| {
        let name = sheet_name(&package.text(id), &names);
        names.push(name.clone());
        name
    };
    let sheet = book
        .add_worksheet()
        .set_name(name("feedback.sheet-findings"))?;
    findings(sheet, package, &fonts)?;
    let sheet = book
        .add_worksheet()
        .set_name(name("feedback.sheet-score"))?;
    scores(sheet, package, &fonts)?;
    let sheet = book.add_worksheet().set_name(name("feedback.sheet-how"))?;
    sheet.set_column_width(0, HOW)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, cell(&package.title()), &fonts.title)?;
    for (row, line) in (2..).zip(package.how()) {
        sheet.write_string_with_format(row, 0, cell(&line), &fonts.plain)?;
        sheet.set_row_height(row, height(&line, HOW))?;
    }
    book.save_to_buffer()
}

fn header(
    sheet: &mut Worksheet,
    row: u32,
    heads: &[String],
    fonts: &Fonts,
) -> Result<(), XlsxError> {
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(row, column, cell(head), &fonts.head)?;
    }
    Ok(())
}

fn findings(sheet: &mut Worksheet, package: &Package, fonts: &Fonts) -> Result<(), XlsxError> {
    let heads = COLUMNS.map(|(id, _)| package.text(id));
    header(sheet, 0, &heads, fonts)?;
    let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
    sheet.write_string_with_format(
        0,
        last,
        cell(&heads[COLUMNS.len() - 1]),
        &fonts.clipped_head,
    )?;
    sheet.set_row_height(0, 32)?;
    for (column, (_, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 0;
    for part in &package.parts {
        for entry in &part.entries {
            row += 1;
            finding(sheet, row, package, part, entry, fonts)?;
        }
    }
    sheet.autofilter(0, 0, row, last)?;
    // The header, and the number and the policy beside it, stay in view.
    sheet.set_freeze_panes(1, 2)?;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    if row > 0 {
        let words = Answer::ALL.map(|answer| answer.word(package.messages()));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let choice = DataValidation::new().allow_list_strings(&words)?;
        sheet.add_data_validation(1, ANSWER, row, ANSWER, &choice)?;
    }
    Ok(())
}

fn finding(
    sheet: &mut Worksheet,
    row: u32,
    package: &Package,
    part: &Part,
    entry: &Entry,
    fonts: &Fonts,
) -> Result<(), XlsxError> {
    let own = fonts.text(package.lang);
    sheet.write_number_with_format(
        row,
        0,
        u32::try_from(entry.number).unwrap_or(row),
        &fonts.base,
    )?;
    sheet.write_string_with_format(row, 1, cell(&part.name), &fonts.base)?;
    sheet.write_string_with_format(row, 2, cell(&entry.clause), &own)?;
    sheet.write_string_with_format(row, 3, cell(&entry.place), &fonts.base)?;
    match &entry.compared {
        Some(passage) if passage.lang == part.source => quote(sheet, row, 4, "", passage, fonts)?,
        Some(passage) => {
            let name = package.messages().lang(passage.lang);
            quote(sheet, row, 4, &format!("[{name}] "), passage, fonts)?;
        }
        None => {
            sheet.write_blank(row, 4, &fonts.base)?;
        }
    }
    match (&entry.present, &entry.belongs) {
        (Some(passage), _) => quote(sheet, row, 5, "", passage, fonts)?,
        (None, Some(belongs)) => {
            sheet.write_string_with_format(
                row,
                5,
                cell(belongs),
                &fonts.base.clone().set_italic(),
            )?;
        }
        (None, None) => {
            sheet.write_blank(row, 5, &fonts.base)?;
        }
    }
    sheet.write_string_with_format(row, 6, cell(&entry.wrong), &fonts.base)?;
    sheet.write_string_with_format(row, 7, cell(&entry.advice), &fonts.base)?;
    let suggestion = entry.suggestion.as_deref().unwrap_or_default();
    sheet.write_string_with_format(row, 8, cell(suggestion), &own)?;
    let severity = super::severity(package, entry.severity);
    sheet.write_string_with_format(row, 9, cell(&severity), &fonts.severity(entry.severity))?;
    sheet.write_blank(row, ANSWER, &fonts.answer)?;
    sheet.write_blank(row, ANSWER + 1, &fonts.answer)?;
    sheet.write_string_with_format(row, 12, entry.mqm, &fonts.base)?;
    sheet.write_string_with_format(row, 13, entry.rule, &fonts.base)?;
    // Clipped: it is there to be read back, not to be read.
    sheet.write_string_with_format(row, 14, &entry.fingerprint, &fonts.clipped)?;
    let text = |passage: &Option<Passage>| passage.as_ref().map(Passage::text);
    let cells = [
        (1, Some(part.name.clone())),
        (2, Some(entry.clause.clone())),
        (3, Some(entry.place.clone())),
        (4, text(&entry.compared)),
        (5, text(&entry.present).or_else(|| entry.belongs.clone())),
        (6, Some(entry.wrong.clone())),
        (7, Some(entry.advice.clone())),
        (8, entry.suggestion.clone()),
        (12, Some(entry.mqm.to_owned())),
        (13, Some(entry.rule.to_owned())),
    ];
    let heights = cells
        .iter()
        .map(|(column, text)| height(text.as_deref().unwrap_or_default(), COLUMNS[*column].1));
    sheet.set_row_height(row, heights.fold(0.0, f64::max))?;
    Ok(())
}

/// A passage with its marked words set off.
fn quote(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    before: &str,
    passage: &Passage,
    fonts: &Fonts,
) -> Result<(), XlsxError> {
    let format = fonts.text(passage.lang);
    let inner = Format::new()
        .set_font_name(font(passage.lang))
        .set_font_size(10.5);
    let strong = inner
        .clone()
        .set_bold()
        .set_font_color(Color::RGB(0x00B4_2318));
    let mut pieces: Vec<(&Format, String)> = Vec::new();
    if !before.is_empty() {
        pieces.push((&inner, cell(before)));
    }
    for piece in &passage.pieces {
        // Lines end between pieces, too.
        let text = piece
            .text
            .split('\n')
            .map(cell)
            .collect::<Vec<_>>()
            .join("\n");
        if !text.is_empty() {
            pieces.push((if piece.marked { &strong } else { &inner }, text));
        }
    }
    let whole: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
    // Where all of it is marked nothing has to be set off; a rich string has two runs at least.
    if pieces.len() < 2 || cell(&whole) != whole {
        sheet.write_string_with_format(row, column, cell(&whole), &format)?;
        return Ok(());
    }
    let runs: Vec<(&Format, &str)> = pieces
        .iter()
        .map(|(format, text)| (*format, text.as_str()))
        .collect();
    sheet.write_rich_string_with_format(row, column, &runs, &format)?;
    Ok(())
}

fn scores(sheet: &mut Worksheet, package: &Package, fonts: &Fonts) -> Result<(), XlsxError> {
    let table = score::table(package);
    let heads = [
        "feedback.column-policy",
        "feedback.column-words",
        "feedback.column-characters",
        "feedback.column-errors",
        "feedback.column-warnings",
        "feedback.column-infos",
        "feedback.column-points",
        "feedback.column-rate",
        "feedback.column-score",
    ]
    .map(|id| package.text(id));
    sheet.set_column_width(0, 32)?;
    sheet.set_column_range_width(1, 8, 14)?;
    sheet.write_string_with_format(0, 0, cell(&package.title()), &fonts.title)?;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    let mut row = 1;
    for id in [
        "feedback.score-about",
        "feedback.score-formula",
        "feedback.score-origin",
    ] {
        let text = package.text(id);
        sheet.merge_range(row, 0, row, 8, &cell(&text), &fonts.plain)?;
        sheet.set_row_height(row, height(&text, 130.0))?;
        row += 1;
    }
    row += 1;
    header(sheet, row, &heads, fonts)?;
    sheet.set_row_height(row, 34)?;
    let bold = fonts.base.clone().set_bold();
    for line in &table.sums {
        row += 1;
        score_line(sheet, row, line, &bold, &fonts.number.clone().set_bold())?;
    }
    for line in &table.policies {
        row += 1;
        score_line(sheet, row, line, &fonts.base, &fonts.number)?;
    }
    Ok(())
}

fn score_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &Line,
    text: &Format,
    number: &Format,
) -> Result<(), XlsxError> {
    let whole = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let Line { name, size, score } = line;
    sheet.write_string_with_format(row, 0, cell(name), text)?;
    for (column, count) in [(1, size.words), (2, size.characters)] {
        match count {
            0 => sheet.write_blank(row, column, text)?,
            count => sheet.write_number_with_format(row, column, whole(count), text)?,
        };
    }
    for (column, count) in [
        (3, score.errors),
        (4, score.warnings),
        (5, score.infos),
        (6, score.points()),
    ] {
        sheet.write_number_with_format(row, column, whole(count), text)?;
    }
    let units = size.units();
    for (column, value) in [(7, score.per_thousand(units)), (8, score.score(units))] {
        match value {
            Some(value) => sheet.write_number_with_format(row, column, value, number)?,
            None => sheet.write_blank(row, column, text)?,
        };
    }
    Ok(())
}
