//! The words of the page, in the reader's language, and how it names languages.

use super::super::{Locale, Messages, Style};
use super::markup::Markup;
use crate::model::{Arg, Severity};
use crate::text::Lang;

/// The words of a page.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) locale: Locale,
    pub(super) messages: &'static Messages,
    pub(super) tag: &'static str,
}

impl Words {
    /// As the reader asked for them.
    pub(super) fn of(style: &Style) -> Self {
        Self {
            locale: style.locale,
            messages: style.locale.messages(),
            tag: style.locale.tag(),
        }
    }

    /// A text of the page.
    pub(super) fn text(&self, id: &str) -> String {
        self.messages.text(id, &[])
    }

    /// A text of the page with one argument.
    pub(super) fn with(&self, id: &str, name: &'static str, value: impl Into<Arg>) -> String {
        self.messages.text(id, &[(name, value.into())])
    }

    /// What a severity is called.
    pub(super) fn severity(&self, severity: Severity) -> String {
        self.text(match severity {
            Severity::Error => "page.severity-error",
            Severity::Warning => "page.severity-warning",
            Severity::Info => "page.severity-info",
        })
    }
}

/// The sign of a severity, each of another shape.
pub(super) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Info => "●",
    }
}

/// Sign and number for the eye, word and number for a screen reader; nothing for none. A script that counts anew finds
/// every number that it may need: with filters and waivers they only fall.
pub(super) fn tally(markup: &mut Markup, words: &Words, severity: Severity, count: usize) {
    if count == 0 {
        return;
    }
    let attributes = [("class", "tally"), ("data-severity", severity.name())];
    markup.open("span", &attributes);
    markup.sign(sign(severity));
    markup.unseen(&format!("{}: ", words.severity(severity)));
    markup.leaf("span", &[("class", "number")], &count.to_string());
    markup.close("span");
}

/// The `lang` of a text: a browser picks glyphs and line breaks by it.
pub(super) fn html_lang(lang: Lang) -> String {
    match lang {
        Lang::Zh => "zh-Hans".to_owned(),
        other => other.tag().to_owned(),
    }
}
