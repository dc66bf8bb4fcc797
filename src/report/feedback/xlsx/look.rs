//! How texts get into cells: made harmless, in the font of their language, in rows that are high enough.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::super::formats::xml;
use super::super::super::width;
use super::super::Package;
use crate::model::Severity;
use crate::text::{Lang, visible};

/// Characters of a cell.
const CELL: usize = 32_767;
/// Characters of the name of a sheet.
const NAME: usize = 31;

/// Points of a line, and the most that a row may have.
const LINE: f64 = 15.0;
const TALLEST: f64 = 405.0;
/// A name that a sheet may have, and no other sheet has.
pub(super) fn sheet_name(text: &str, taken: &[String]) -> String {
    let kept = |c: &char| !c.is_control() && !"[]:*?/\\'".contains(*c);
    let name: String = text.chars().filter(kept).take(NAME).collect();
    let name = match name.trim() {
        "" => format!("{}", taken.len() + 1),
        name => name.to_owned(),
    };
    match taken
        .iter()
        .any(|other| other.to_lowercase() == name.to_lowercase())
    {
        true => format!("{}", taken.len() + 1),
        false => name,
    }
}

/// Text as a cell holds it: lines kept, everything that nobody sees written out.
pub(super) fn cell(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let shown = visible(line);
            shown.chars().filter(|c| xml::is_legal(*c)).collect()
        })
        .collect();
    let text = lines.join("\n");
    match text.char_indices().nth(CELL / 2) {
        // Excel counts UTF-16 units: of these a character has two at most.
        Some((end, _)) if text.encode_utf16().count() > CELL => format!("{}…", &text[..end]),
        _ => text,
    }
}

/// The font that a spreadsheet shows a language in.
pub(super) fn font(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "Microsoft YaHei",
        Lang::ZhHant => "Microsoft JhengHei",
        Lang::Ja => "Yu Gothic",
        Lang::En | Lang::Vi | Lang::Other(_) => "Calibri",
    }
}

/// How cells look.
pub(super) struct Fonts {
    pub(super) base: Format,
    pub(super) title: Format,
    /// Running text outside of a table.
    pub(super) plain: Format,
    pub(super) head: Format,
    /// The heading of a column that is too narrow for it, and what stands there.
    pub(super) clipped_head: Format,
    pub(super) clipped: Format,
    pub(super) answer: Format,
    pub(super) number: Format,
}

impl Fonts {
    pub(super) fn new(package: &Package) -> Self {
        let line = Color::RGB(0x00BF_C5CF);
        let own = match package.locale.tag() {
            "zh" => font(Lang::Zh),
            "ja" => font(Lang::Ja),
            _ => font(Lang::En),
        };
        let base = Format::new()
            .set_font_name(own)
            .set_font_size(10.5)
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(line);
        Self {
            title: Format::new()
                .set_font_name(own)
                .set_font_size(14)
                .set_bold(),
            plain: base.clone().set_border(FormatBorder::None),
            head: base
                .clone()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x0033_4155))
                .set_align(FormatAlign::VerticalCenter),
            clipped_head: Format::new()
                .set_font_name(own)
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x0033_4155))
                .set_align(FormatAlign::VerticalCenter)
                .set_align(FormatAlign::Fill),
            clipped: Format::new()
                .set_font_size(8)
                .set_align(FormatAlign::Top)
                .set_align(FormatAlign::Fill),
            answer: base.clone().set_background_color(Color::RGB(0x00FF_FBE6)),
            number: base.clone().set_num_format("0.00"),
            base,
        }
    }

    /// Text of a policy.
    pub(super) fn text(&self, lang: Lang) -> Format {
        self.base.clone().set_font_name(font(lang))
    }

    /// A severity: a word on a ground of its own.
    pub(super) fn severity(&self, severity: Severity) -> Format {
        let (ink, ground) = match severity {
            Severity::Error => (0x008B_0A1A, 0x00FD_E2E1),
            Severity::Warning => (0x006B_4100, 0x00FF_EFC9),
            Severity::Info => (0x000B_4A80, 0x00E1_EEFB),
        };
        self.base
            .clone()
            .set_bold()
            .set_font_color(Color::RGB(ink))
            .set_background_color(Color::RGB(ground))
    }
}

/// Points that a text takes up in a column. Only some programs work it out for themselves when they open a file.
#[allow(clippy::cast_precision_loss, reason = "a cell holds few characters")]
pub(super) fn height(text: &str, columns: f64) -> f64 {
    let lines: f64 = text
        .lines()
        // Words and characters that do not fit leave some of a line empty.
        .map(|line| (width(line) as f64 * 1.12 / columns).ceil().max(1.0))
        .sum();
    (lines.max(1.0) * LINE + 3.0).min(TALLEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_what_a_sheet_can_show() {
        for (text, written) in [
            ("第一条\n適用", "第一条\n適用"),
            (
                "a\u{0}\u{1b}[2J\u{202e}\u{fffe}\u{ffff}b",
                "a\\u{0}\\u{1b}[2J\\u{202e}b",
            ),
            ("=1+1", "=1+1"),
        ] {
            assert_eq!(cell(text), written);
        }
        for long in ["条".repeat(40_000), "𠮷".repeat(20_000)] {
            let cut = cell(&long);
            assert!(cut.encode_utf16().count() <= CELL && cut.ends_with('…'));
        }
    }

    #[test]
    fn sheets_have_names_that_they_may_have() {
        let taken = ["Score".to_owned()];
        assert_eq!(sheet_name("How to [answer]?", &taken), "How to answer");
        assert_eq!(sheet_name("score", &taken), "2");
        assert_eq!(sheet_name("///", &taken), "2");
        assert_eq!(sheet_name(&"長".repeat(50), &taken).chars().count(), NAME);
    }
}
