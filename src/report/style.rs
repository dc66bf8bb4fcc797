//! How a report is written: colours or none, its width, its language, what the run was asked for.

use anstyle::{AnsiColor, Style as Ansi};

use super::Locale;
use crate::model::Severity;

/// What the reader of a report sees. Colours, width and `quiet` are the text report's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Only the sums.
    pub quiet: bool,
    /// The language of the messages.
    pub locale: Locale,
    /// Outlines show what each clause states.
    pub facts: bool,
    /// The least severity that makes the run fail.
    pub fail_on: Severity,
    /// The findings were compared with a baseline.
    pub baseline: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
            quiet: false,
            locale: Locale::En,
            facts: false,
            fail_on: Severity::Error,
            baseline: false,
        }
    }
}

impl Style {
    /// The colours to write with.
    #[must_use]
    pub fn palette(&self) -> Palette {
        Palette { color: self.color }
    }
}

/// Colours by what they mean; without colour every one of them is empty.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    color: bool,
}

impl Palette {
    /// A palette with colours or without.
    #[must_use]
    pub fn new(color: bool) -> Self {
        Self { color }
    }

    fn paint(self, ansi: Ansi, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("{ansi}{text}{ansi:#}")
        } else {
            text.to_owned()
        }
    }

    /// A finding's severity, and the marks at fault.
    #[must_use]
    pub fn severity(self, severity: Severity, text: &str) -> String {
        let color = match severity {
            Severity::Error => AnsiColor::BrightRed,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Info => AnsiColor::BrightCyan,
        };
        self.paint(color.on_default().bold(), text)
    }

    /// What matters most in a line.
    #[must_use]
    pub fn strong(self, text: &str) -> String {
        self.paint(Ansi::new().bold(), text)
    }

    /// Frames, line numbers, arrows, counterpart marks.
    #[must_use]
    pub fn frame(self, text: &str) -> String {
        self.paint(AnsiColor::BrightBlue.on_default().bold(), text)
    }

    /// What is there when looked for.
    #[must_use]
    pub fn faint(self, text: &str) -> String {
        self.paint(Ansi::new().dimmed(), text)
    }

    /// Text that an edition lost.
    #[must_use]
    pub fn removed(self, text: &str) -> String {
        self.paint(AnsiColor::Red.on_default().strikethrough(), text)
    }

    /// Text that an edition gained.
    #[must_use]
    pub fn added(self, text: &str) -> String {
        self.paint(AnsiColor::Green.on_default().underline(), text)
    }

    /// Code in a documentation.
    #[must_use]
    pub fn code(self, text: &str) -> String {
        self.paint(AnsiColor::Green.on_default(), text)
    }
}
