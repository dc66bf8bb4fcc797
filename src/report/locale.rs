//! The languages that reports are written in: their messages, and the documentation of the rules in each.
//!
//! English documentation stands with the rule; that of another language in `dictionaries/<locale>/rules.md`, a
//! section a rule (`# name`, the summary, `## Why`). Examples hold all languages and are shared.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::OnceLock;

use super::Messages;
use crate::model::RuleMeta;
use crate::text::Lang;

/// The language that a report is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Chinese, in simplified characters.
    Zh,
    /// Japanese.
    Ja,
    /// Vietnamese.
    Vi,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::En, Self::Zh, Self::Ja, Self::Vi];

    /// Its tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
            Self::Ja => "ja",
            Self::Vi => "vi",
        }
    }

    /// The one that a writer of a language reads; English for languages that have none.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        match lang {
            Lang::Zh | Lang::ZhHant => Self::Zh,
            Lang::Ja => Self::Ja,
            Lang::Vi => Self::Vi,
            _ => Self::En,
        }
    }

    /// Its messages.
    #[must_use]
    pub fn messages(self) -> &'static Messages {
        static READ: [OnceLock<Messages>; 4] = [const { OnceLock::new() }; 4];
        READ[self as usize].get_or_init(|| Messages::read(self.message_file()))
    }

    /// `dictionaries/<locale>/messages.tsv`.
    pub(super) fn message_file(self) -> &'static str {
        match self {
            Self::En => include_str!("../../dictionaries/en/messages.tsv"),
            Self::Zh => include_str!("../../dictionaries/zh/messages.tsv"),
            Self::Ja => include_str!("../../dictionaries/ja/messages.tsv"),
            Self::Vi => include_str!("../../dictionaries/vi/messages.tsv"),
        }
    }

    /// `dictionaries/<locale>/rules.md`; none for English.
    fn rule_file(self) -> Option<&'static str> {
        match self {
            Self::En => None,
            Self::Zh => Some(include_str!("../../dictionaries/zh/rules.md")),
            Self::Ja => Some(include_str!("../../dictionaries/ja/rules.md")),
            Self::Vi => Some(include_str!("../../dictionaries/vi/rules.md")),
        }
    }

    /// The first line of a rule's documentation.
    #[must_use]
    pub fn summary(self, rule: &RuleMeta) -> &'static str {
        self.section(rule)
            .and_then(|section| section.lines().find(|line| !line.trim().is_empty()))
            .unwrap_or_else(|| rule.summary())
    }

    /// The documentation of a rule in Markdown, a line a line; headings in the language of the locale.
    #[must_use]
    pub fn documentation(self, rule: &RuleMeta) -> Vec<Cow<'static, str>> {
        let english = rule
            .documentation
            .trim_end()
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
        let own: Vec<&'static str> = match self.section(rule) {
            None => english.collect(),
            Some(section) => section
                .trim()
                .lines()
                .map(str::trim_end)
                .chain([""])
                .chain(english.skip_while(|line| *line != EXAMPLES))
                .collect(),
        };
        let messages = self.messages();
        own.into_iter()
            .map(|line| match line {
                WHY => Cow::Owned(format!("## {}", messages.text("rules.why", &[]))),
                EXAMPLES => Cow::Owned(format!("## {}", messages.text("rules.examples", &[]))),
                _ => Cow::Borrowed(line),
            })
            .collect()
    }

    /// What the locale's file says of a rule, below the heading with its name.
    fn section(self, rule: &RuleMeta) -> Option<&'static str> {
        let file = self.rule_file()?;
        sections(file).find_map(|(name, text)| (name == rule.name).then_some(text))
    }
}

const WHY: &str = "## Why";
const EXAMPLES: &str = "## Examples";

/// The sections of a file of documentation: the rule's name and what stands below.
fn sections(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.split("\n# ").filter_map(|section| {
        let (name, text) = section.split_once('\n')?;
        Some((name.trim_start_matches("# ").trim(), text))
    })
}

impl FromStr for Locale {
    type Err = String;

    fn from_str(tag: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.tag() == tag)
            .ok_or_else(|| format!("`{tag}` is not one of en, zh, ja, vi"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_named_by_its_tag() {
        for locale in Locale::ALL {
            assert_eq!(locale.tag().parse(), Ok(locale));
        }
        assert!("fr".parse::<Locale>().is_err());
        assert_eq!(Locale::of(Lang::ZhHant), Locale::Zh);
        assert_eq!(Locale::of("fr".parse().unwrap()), Locale::En);
    }
}
