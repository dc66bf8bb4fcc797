//! Message ids with arguments → text in the reader's language.
//!
//! The texts stand in `dictionaries/<locale>/messages.tsv`, one row an id:
//! `id<TAB>message<TAB>help`, sorted by id. A template holds `{name}` for the
//! argument of that name, or `{name|clause|clauses}` for a number with its
//! noun ("1 clause", "3 clauses"). Every locale has the same ids, and each row the same arguments. Languages become their names, lists of them
//! are joined ("Japanese and Vietnamese"), and text of the policy is cut to a
//! readable length and made harmless for a terminal.

use std::borrow::Cow;

use crate::model::{Arg, Finding, Message, Policy, Severity};
use crate::text::{Lang, excerpt, visible};

/// How many characters of an argument a message quotes.
const QUOTED: usize = 80;

/// One row of a message file.
#[derive(Debug)]
struct Row {
    id: &'static str,
    message: &'static str,
    help: &'static str,
}

/// The messages of one locale.
#[derive(Debug)]
pub struct Messages {
    rows: Vec<Row>,
}

impl Messages {
    pub(super) fn read(file: &'static str) -> Self {
        let mut rows: Vec<Row> = file
            .lines()
            .filter_map(|line| {
                let mut columns = line.split('\t');
                let (id, message) = (columns.next()?, columns.next()?);
                Some(Row {
                    id,
                    message,
                    help: columns.next().unwrap_or_default(),
                })
            })
            .collect();
        rows.sort_by_key(|row| row.id);
        Self { rows }
    }

    fn row(&self, id: &str) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&id, |row| row.id).ok()?;
        self.rows.get(at)
    }

    /// The row of an id; that of the rule when the variant has none.
    fn row_or_rule(&self, id: &str) -> Option<&Row> {
        let rule = id.split('.').next().unwrap_or(id);
        self.row(id).or_else(|| self.row(rule))
    }

    /// Whether the file has exactly this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.row(id).is_some()
    }

    /// What differs. An id without a row is written out with its arguments.
    #[must_use]
    pub fn message(&self, message: &Message) -> String {
        if let Some(row) = self.row_or_rule(message.id) {
            return self.fill(row.message, &message.args);
        }
        let args: Vec<String> = message
            .args
            .iter()
            .map(|(name, arg)| format!("{name} = {}", self.written(arg)))
            .collect();
        if args.is_empty() {
            message.id.to_owned()
        } else {
            format!("{}: {}", message.id, args.join(", "))
        }
    }

    /// What to do; empty where the file says nothing.
    #[must_use]
    pub fn help(&self, message: &Message) -> String {
        self.row_or_rule(message.id)
            .map_or_else(String::new, |row| self.fill(row.help, &message.args))
    }

    /// What to do about a finding: the help of its message, and a word of caution when the edition
    /// at fault is the one that the others were translated from.
    #[must_use]
    pub fn advice(&self, policy: &Policy, finding: &Finding) -> String {
        let mut help = self.help(&finding.message);
        let compared = finding.marks.iter().any(|mark| mark.lang != policy.source);
        if compared && finding.languages == [policy.source] {
            let caution = self.text("report.source-at-fault", &[("lang", policy.source.into())]);
            help = if help.is_empty() {
                caution
            } else {
                behind(&help, &caution)
            };
        }
        help
    }

    /// A text of the report itself.
    pub(crate) fn text(&self, id: &str, args: &[(&'static str, Arg)]) -> String {
        self.row(id)
            .map_or_else(|| id.to_owned(), |row| self.fill(row.message, args))
    }

    /// The word for a severity.
    pub(crate) fn severity(&self, severity: Severity) -> String {
        let id = match severity {
            Severity::Info => "report.severity.info",
            Severity::Warning => "report.severity.warning",
            Severity::Error => "report.severity.error",
        };
        self.text(id, &[])
    }

    /// The name of a language; its tag where the file does not name it.
    pub(crate) fn lang(&self, lang: Lang) -> String {
        self.row(&format!("lang.{}", lang.tag()))
            .map_or_else(|| lang.name().to_owned(), |row| row.message.to_owned())
    }

    /// The arguments that the message's templates ask for and that it does not bring: for the tests of rules.
    #[must_use]
    pub fn unfilled(&self, message: &Message) -> Vec<&'static str> {
        let Some(row) = self.row_or_rule(message.id) else {
            return Vec::new();
        };
        let mut names = Vec::new();
        for template in [row.message, row.help] {
            for part in parts(template) {
                if let Part::Slot { name, .. } = part
                    && !message.args.iter().any(|(given, _)| *given == name)
                {
                    names.push(name);
                }
            }
        }
        names
    }

    /// A slot without an argument is left as it stands.
    fn fill(&self, template: &'static str, args: &[(&'static str, Arg)]) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        for part in parts(template) {
            match part {
                Part::Text(text) => out += text,
                Part::Slot { name, nouns } => match args.iter().find(|(given, _)| *given == name) {
                    None => {
                        out.push('{');
                        out += name;
                        out.push('}');
                    }
                    Some((_, arg)) => {
                        out += &self.written(arg);
                        if let Some((one, many)) = nouns {
                            out.push(' ');
                            out += if is_one(arg) { one } else { many };
                        }
                    }
                },
            }
        }
        out
    }

    fn written<'a>(&self, arg: &'a Arg) -> Cow<'a, str> {
        match arg {
            Arg::Text(text) => Cow::Owned(quoted(text)),
            Arg::Number(number) => Cow::Owned(number.to_string()),
            Arg::Lang(lang) => Cow::Owned(self.lang(*lang)),
            Arg::Langs(langs) => Cow::Owned(self.list(langs)),
            Arg::Texts(texts) => {
                // The sentence opens the first quotation and closes the last.
                let between = self.row("list.quoted").map_or("”, “", |row| row.message);
                let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                Cow::Owned(texts.join(between))
            }
        }
    }

    /// "Chinese", "Chinese and Japanese", "Chinese, Japanese and Vietnamese".
    fn list(&self, langs: &[Lang]) -> String {
        let join = |id: &str, list: String, name: &'static str, lang: Lang| {
            let template = self
                .row(id)
                .map_or("{list}, {next}{last}", |row| row.message);
            let mut out = String::new();
            for part in parts(template) {
                match part {
                    Part::Text(text) => out += text,
                    Part::Slot { name: "list", .. } => out += &list,
                    Part::Slot { name: slot, .. } if slot == name => out += &self.lang(lang),
                    Part::Slot { .. } => {}
                }
            }
            out
        };
        let Some((first, rest)) = langs.split_first() else {
            return String::new();
        };
        let mut list = self.lang(*first);
        for (index, lang) in rest.iter().enumerate() {
            list = if index + 1 == rest.len() {
                join("list.last", list, "last", *lang)
            } else {
                join("list.next", list, "next", *lang)
            };
        }
        list
    }
}

/// A text behind another; a space stands between them unless the first ends with a full-width sign.
pub(super) fn behind(first: &str, second: &str) -> String {
    let gap = if first.ends_with(['。', '：', '，', '、', '）']) {
        ""
    } else {
        " "
    };
    format!("{first}{gap}{second}")
}

/// Text of a policy as a message quotes it.
fn quoted(text: &str) -> String {
    visible(&excerpt(text, QUOTED)).into_owned()
}

fn is_one(arg: &Arg) -> bool {
    match arg {
        Arg::Number(number) => *number == 1,
        Arg::Text(text) => text == "1",
        Arg::Lang(_) => true,
        Arg::Langs(langs) => langs.len() == 1,
        Arg::Texts(texts) => texts.len() == 1,
    }
}

/// A piece of a template.
#[derive(Debug, PartialEq)]
enum Part {
    Text(&'static str),
    Slot {
        name: &'static str,
        nouns: Option<(&'static str, &'static str)>,
    },
}

fn parts(template: &'static str) -> impl Iterator<Item = Part> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let open = rest.find('{').unwrap_or(rest.len());
        if open > 0 {
            let (text, after) = rest.split_at(open);
            rest = after;
            return Some(Part::Text(text));
        }
        let Some(close) = rest.find('}') else {
            return Some(Part::Text(std::mem::take(&mut rest)));
        };
        let slot = &rest[1..close];
        rest = &rest[close + 1..];
        let (name, nouns) = match slot.split_once('|') {
            Some((name, nouns)) => (name, nouns.split_once('|')),
            None => (slot, None),
        };
        Some(Part::Slot { name, nouns })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::Locale;
    use super::*;

    fn message(id: &'static str, args: &[(&'static str, Arg)]) -> Message {
        Message {
            id,
            args: args.to_vec(),
        }
    }

    #[test]
    fn the_files_are_sorted_and_each_row_is_whole() {
        for locale in Locale::ALL {
            let ids: Vec<&str> = locale
                .message_file()
                .lines()
                .map(|line| {
                    let columns: Vec<&str> = line.split('\t').collect();
                    assert_eq!(columns.len(), 3, "{line}");
                    assert!(!columns[1].is_empty(), "{line}");
                    let english = Locale::En.messages().row(columns[0]);
                    let english = english.unwrap_or_else(|| panic!("{} is not in en", columns[0]));
                    assert_eq!(
                        english.help.is_empty(),
                        columns[2].is_empty(),
                        "help of {line}"
                    );
                    columns[0]
                })
                .collect();
            assert!(
                ids.windows(2).all(|pair| pair[0] < pair[1]),
                "sort {} by id",
                locale.tag()
            );
        }
    }

    #[test]
    fn every_rule_s_message_says_what_to_do() {
        for row in &Locale::En.messages().rows {
            let is_rule = ![
                "evidence.",
                "feedback.",
                "lang.",
                "list.",
                "page.",
                "report.",
                "rules.",
            ]
            .iter()
            .any(|prefix| row.id.starts_with(prefix));
            assert_eq!(is_rule, !row.help.is_empty(), "help of {}", row.id);
        }
    }

    /// The arguments that a row asks for.
    fn slots(row: &Row) -> BTreeSet<&'static str> {
        [row.message, row.help]
            .into_iter()
            .flat_map(parts)
            .filter_map(|part| match part {
                Part::Slot { name, .. } => Some(name),
                Part::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn every_locale_has_every_message_with_the_same_arguments() {
        for locale in Locale::ALL {
            for english in &Locale::En.messages().rows {
                let row = locale.messages().row(english.id);
                let row = row.unwrap_or_else(|| panic!("{} lacks {}", locale.tag(), english.id));
                assert_eq!(slots(row), slots(english), "{} in {}", row.id, locale.tag());
            }
        }
    }

    #[test]
    fn templates_hold_only_well_formed_slots() {
        for row in Locale::ALL
            .iter()
            .flat_map(|locale| &locale.messages().rows)
        {
            for template in [row.message, row.help] {
                for part in parts(template) {
                    match part {
                        Part::Text(text) => assert!(!text.contains(['{', '}', '|']), "{}", row.id),
                        Part::Slot { name, .. } => assert!(
                            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase()),
                            "{}: {name}",
                            row.id
                        ),
                    }
                }
            }
        }
    }

    #[test]
    fn lists_are_joined_as_each_language_joins_them() {
        let langs = [Lang::En, Lang::Ja, Lang::Vi];
        for (locale, text) in [
            (Locale::Zh, "英文、日文和越南文"),
            (Locale::Ja, "英語・日本語・ベトナム語"),
            (Locale::Vi, "tiếng Anh, tiếng Nhật và tiếng Việt"),
        ] {
            assert_eq!(locale.messages().list(&langs), text);
        }
    }

    #[test]
    fn languages_are_named_and_joined() {
        let messages = Locale::En.messages();
        for (langs, text) in [
            (vec![], ""),
            (vec![Lang::Zh], "Chinese"),
            (vec![Lang::Ja, Lang::Vi], "Japanese and Vietnamese"),
            (
                vec![Lang::ZhHant, Lang::En, Lang::Ja],
                "Traditional Chinese, English and Japanese",
            ),
            (vec!["fr".parse().unwrap()], "fr"),
        ] {
            assert_eq!(messages.list(&langs), text);
        }
    }

    #[test]
    fn messages_quote_both_sides_and_help_says_what_to_do() {
        let messages = Locale::En.messages();
        let found = message(
            "email-mismatch",
            &[
                ("found", "a@example.org".into()),
                ("lang", Lang::Vi.into()),
                ("expected", "b@example.org".into()),
                ("langs", vec![Lang::En, Lang::Ja].into()),
            ],
        );
        assert_eq!(
            messages.message(&found),
            "The e-mail address is “a@example.org” in Vietnamese, but “b@example.org” in English and Japanese."
        );
        assert!(messages.help(&found).starts_with("Find out"));
        assert!(messages.unfilled(&found).is_empty());
    }

    #[test]
    fn numbers_agree_with_their_nouns() {
        let messages = Locale::En.messages();
        for (count, text) in [(1_usize, "1 clause"), (2, "2 clauses"), (0, "0 clauses")] {
            assert_eq!(
                messages.text("report.clauses", &[("count", count.into())]),
                text
            );
        }
    }

    #[test]
    fn an_unknown_variant_falls_back_on_its_rule_and_an_unknown_id_on_its_arguments() {
        let messages = Locale::En.messages();
        let variant = message("missing-edition.none-such", &[("lang", Lang::Ja.into())]);
        assert_eq!(
            messages.message(&variant),
            "The policy has no Japanese edition."
        );
        let unknown = message("no-such-rule", &[("lang", Lang::Ja.into())]);
        assert_eq!(messages.message(&unknown), "no-such-rule: lang = Japanese");
        assert_eq!(messages.help(&unknown), "");
    }

    #[test]
    fn policy_text_is_cut_and_made_harmless() {
        let messages = Locale::En.messages();
        let text = format!("第一条\n\u{1b}[31m{{lang}}{}", "あ".repeat(200));
        let found = message(
            "run-on-heading",
            &[("text", text.into()), ("lang", Lang::Ja.into())],
        );
        let written = messages.message(&found);
        assert!(!written.contains('\u{1b}'));
        assert!(written.contains("第一条 \\u{1b}[31m{lang}"), "{written}");
        assert!(!written.contains(&"あ".repeat(100)), "{written}");
    }

    #[test]
    fn a_missing_argument_is_named() {
        let found = message("missing-edition", &[]);
        let messages = Locale::En.messages();
        assert_eq!(messages.unfilled(&found), ["lang", "lang", "lang"]);
        assert_eq!(
            messages.message(&found),
            "The policy has no {lang} edition."
        );
    }
}
