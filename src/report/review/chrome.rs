//! What stands around the policies of a page: head, filters, dialogs, and the texts of the script.
//!
//! A page is one file that loads nothing and lets in one script and one style sheet, by their hashes. Filters and
//! buttons are hidden until the script is there to answer them: without it the page is a report like any other.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::{OWN_PAGE, known};
use super::layout::SEVERITIES;
use super::markup::Markup;
use super::sha256;
use super::words::{Words, sign};

const STYLE: &str = include_str!("page.css");
/// The script of pages that show policies.
pub(super) const PAGE: &str = concat!(include_str!("list.js"), include_str!("page.js"));
/// The script of the list of policies.
pub(super) const INDEX: &str = include_str!("list.js");

/// The document up to its body.
pub(super) fn head(markup: &mut Markup, words: &Words, title: &str, script: &'static str) {
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        sha256::source(STYLE),
        sha256::source(script)
    );
    markup.raw("<!doctype html>\n");
    markup.open("html", &[("lang", words.tag)]);
    markup.raw("\n<head>\n<meta charset=\"utf-8\">\n");
    markup.raw(OWN_PAGE);
    markup.open(
        "meta",
        &[
            ("http-equiv", "Content-Security-Policy"),
            ("content", &policy),
        ],
    );
    markup.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    markup.raw("<meta name=\"robots\" content=\"noindex\">\n");
    markup.leaf("title", &[], title);
    markup.raw("\n<style>");
    markup.raw(STYLE);
    markup.raw("</style>\n</head>\n");
}

/// The beginning of the body of a page that shows policies.
pub(super) fn bar(markup: &mut Markup, words: &Words, up: bool) {
    markup.raw("<body>\n");
    markup.leaf(
        "a",
        &[("class", "skip"), ("href", "#main")],
        &words.text("page.skip"),
    );
    markup.raw("\n<header class=\"bar\">\n<p class=\"brand\">");
    if up {
        let text = words.text("page.all-policies");
        markup.leaf("a", &[("href", "index.html")], &text);
    } else {
        markup.leaf("a", &[("href", "#main")], "policyglot");
    }
    markup.raw("</p>\n");
    filters(markup, words);
    tools(markup, words);
    markup.raw("</header>\n<main id=\"main\" tabindex=\"-1\">\n");
}

fn filters(markup: &mut Markup, words: &Words) {
    let label = words.text("page.filters");
    markup.open(
        "form",
        &[
            ("id", "filters"),
            ("role", "search"),
            ("aria-label", &label),
            ("hidden", ""),
        ],
    );
    let search = words.text("page.search");
    markup.open(
        "input",
        &[
            ("type", "search"),
            ("id", "query"),
            ("aria-label", &search),
            ("placeholder", &search),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ],
    );
    markup.raw("\n<fieldset class=\"severities\">");
    markup.leaf(
        "legend",
        &[("class", "unseen")],
        &words.text("report.column-severity"),
    );
    for severity in SEVERITIES {
        markup.open("label", &[("data-severity", severity.name())]);
        markup.open(
            "input",
            &[
                ("type", "checkbox"),
                ("name", "severity"),
                ("value", severity.name()),
                ("checked", ""),
            ],
        );
        markup.raw(" ");
        markup.sign(sign(severity));
        markup.raw(" ");
        markup.text(&words.severity(severity));
        markup.raw(" <span class=\"number\"></span></label>");
    }
    markup.raw("</fieldset>\n");
    select(markup, words, "rule", &[("", "page.all-rules")]);
    select(markup, words, "language", &[("", "page.all-languages")]);
    confidence(markup, words);
    let states = [
        ("", "page.waived-shown"),
        ("open", "page.waived-hidden"),
        ("waived", "page.waived-only"),
    ];
    select(markup, words, "waived", &states);
    for id in ["only", "furniture"] {
        markup.raw("<label class=\"switch\">");
        markup.open("input", &[("type", "checkbox"), ("id", id)]);
        markup.raw(" ");
        markup.text(&words.text(match id {
            "only" => "page.only-findings",
            _ => "page.show-furniture",
        }));
        markup.raw("</label>\n");
    }
    markup.leaf("button", &[("type", "reset")], &words.text("page.reset"));
    markup.raw("</form>\n");
}

fn select(markup: &mut Markup, words: &Words, id: &'static str, options: &[(&str, &str)]) {
    let label = words.text(&format!("page.by-{id}"));
    let attributes = [("id", id), ("aria-label", &label), ("title", &label)];
    markup.open("select", &attributes);
    for (value, text) in options {
        markup.open("option", &[("value", value)]);
        markup.text(&words.text(text));
        markup.raw("</option>");
    }
    markup.raw("</select>\n");
}

fn confidence(markup: &mut Markup, words: &Words) {
    let label = words.text("page.by-confidence");
    markup.open(
        "select",
        &[
            ("id", "confidence"),
            ("aria-label", &label),
            ("title", &label),
        ],
    );
    markup.leaf(
        "option",
        &[("value", "0")],
        &words.text("page.any-confidence"),
    );
    for least in ["50", "70", "80", "90", "95"] {
        markup.leaf("option", &[("value", least)], &format!("≥ {least} %"));
    }
    markup.raw("</select>\n");
}

fn tools(markup: &mut Markup, words: &Words) {
    markup.raw("<div class=\"tools\" id=\"tools\" hidden>\n");
    markup.raw("<p id=\"count\" role=\"status\"></p>\n");
    for (id, key, sign, text) in [
        ("previous", "k", "↑", "page.previous"),
        ("next", "j", "↓", "page.next"),
    ] {
        let text = format!("{} ({key})", words.text(text));
        let attributes = [
            ("type", "button"),
            ("id", id),
            ("aria-keyshortcuts", key),
            ("aria-label", &text),
            ("title", &text),
        ];
        markup.open("button", &attributes);
        markup.sign(sign);
        markup.raw("</button>\n");
    }
    let title = words.text("page.export-title");
    markup.open(
        "button",
        &[
            ("type", "button"),
            ("id", "export"),
            ("title", &title),
            ("disabled", ""),
        ],
    );
    markup.text(&words.text("page.export"));
    markup.raw(" <span class=\"number\">0</span></button>\n");
    theme(markup, words);
    let help = format!("{} (?)", words.text("page.keys"));
    markup.open(
        "button",
        &[
            ("type", "button"),
            ("id", "keys"),
            ("aria-label", &help),
            ("title", &help),
        ],
    );
    markup.sign("?");
    markup.raw("</button>\n</div>\n");
}

fn theme(markup: &mut Markup, words: &Words) {
    let theme = words.text("page.theme");
    let attributes = [
        ("type", "button"),
        ("id", "theme"),
        ("aria-label", &*theme),
        ("title", &theme),
    ];
    markup.open("button", &attributes);
    markup.sign("◐");
    markup.raw("</button>\n");
}

/// The beginning of the body of a list of policies.
pub(super) fn index(markup: &mut Markup, words: &Words) {
    markup.raw("<body>\n");
    markup.leaf(
        "a",
        &[("class", "skip"), ("href", "#main")],
        &words.text("page.skip"),
    );
    markup.raw("\n<header class=\"bar\">\n<p class=\"brand\">policyglot</p>\n");
    let search = words.text("page.search-policies");
    markup.open(
        "form",
        &[
            ("id", "filters"),
            ("role", "search"),
            ("aria-label", &search),
            ("hidden", ""),
        ],
    );
    let attributes = [
        ("type", "search"),
        ("id", "policies"),
        ("aria-label", &*search),
        ("placeholder", &search),
        ("autocomplete", "off"),
    ];
    markup.open("input", &attributes);
    markup.raw("</form>\n<div class=\"tools\" id=\"tools\" hidden>\n");
    markup.raw("<p id=\"count\" role=\"status\"></p>\n");
    theme(markup, words);
    markup.raw("</div>\n</header>\n<main id=\"main\" class=\"index\" tabindex=\"-1\">\n");
}

/// The end of a list of policies.
pub(super) fn index_end(markup: &mut Markup, words: &Words) {
    markup.raw("</main>\n");
    markup.json(
        "texts",
        &json!({ "policies": words.text("page.shown-policies") }),
    );
    markup.raw("\n<script>");
    markup.raw(INDEX);
    markup.raw("</script>\n</body>\n</html>\n");
}

/// Keys and what they do.
const KEYS: [(&str, &str); 9] = [
    ("j n", "page.next"),
    ("k p", "page.previous"),
    ("w", "page.key-waive"),
    ("/", "page.key-search"),
    ("o", "page.key-overview"),
    ("f", "page.only-findings"),
    ("t", "page.theme"),
    ("?", "page.keys"),
    ("Esc", "page.key-escape"),
];

/// The end of a page that shows policies: dialogs, texts and script.
pub(super) fn end(markup: &mut Markup, words: &Words, langs: &BTreeMap<String, String>) {
    markup.raw("<dialog id=\"help\" aria-labelledby=\"help-title\">\n");
    markup.leaf("h2", &[("id", "help-title")], &words.text("page.keys"));
    markup.raw("<dl>");
    for (keys, text) in KEYS {
        markup.raw("<div><dt>");
        for key in keys.split(' ') {
            markup.leaf("kbd", &[], key);
            markup.raw(" ");
        }
        markup.raw("</dt>");
        markup.leaf("dd", &[], &words.text(text));
        markup.raw("</div>");
    }
    markup.raw("</dl>\n<form method=\"dialog\"><p class=\"actions\">");
    markup.leaf("button", &[], &words.text("page.close"));
    markup.raw("</p></form>\n</dialog>\n");
    reason(markup, words);
    markup.raw("<p id=\"said\" class=\"unseen\" role=\"status\"></p>\n");
    markup.json("texts", &texts(words, langs));
    markup.raw("\n<script>");
    markup.raw(PAGE);
    markup.raw("</script>\n</body>\n</html>\n");
}

fn reason(markup: &mut Markup, words: &Words) {
    markup.raw("<dialog id=\"waive\" aria-labelledby=\"waive-title\">\n<form method=\"dialog\">\n");
    markup.leaf(
        "h2",
        &[("id", "waive-title")],
        &words.text("page.waive-title"),
    );
    markup.raw("<p id=\"waive-finding\"></p>\n<p>");
    markup.leaf(
        "label",
        &[("for", "reason")],
        &words.text("page.waive-reason"),
    );
    markup.raw("</p>\n<p><textarea id=\"reason\" rows=\"3\" required></textarea></p>\n");
    markup.leaf("p", &[("class", "hint")], &words.text("page.waive-hint"));
    markup.raw("<p class=\"actions\">");
    let cancel = [("type", "button"), ("id", "waive-cancel")];
    markup.leaf("button", &cancel, &words.text("page.cancel"));
    markup.raw(" ");
    markup.leaf(
        "button",
        &[("type", "submit"), ("class", "main")],
        &words.text("page.waive-do"),
    );
    markup.raw("</p>\n</form>\n</dialog>\n");
}

/// What the script says, and what it writes into a baseline.
fn texts(words: &Words, langs: &BTreeMap<String, String>) -> serde_json::Value {
    json!({
        "policies": words.text("page.shown-policies"),
        "shown": words.text("page.shown"),
        "current": words.text("page.current"),
        "waived": words.messages.text("report.suppressed", &[("reason", "{reason}".into())]),
        "restore": words.text("page.restore"),
        "waive": words.text("page.waive"),
        "restored": words.text("page.restored"),
        "exported": words.text("page.exported"),
        "langs": langs,
        "head": known::HEAD,
        "file": "policyglot-baseline.tsv",
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::Style;
    use super::*;

    /// A browser normalises line ends before it hashes, and an end tag would end the element early.
    #[test]
    fn style_and_scripts_stand_in_the_page_as_they_are() {
        for text in [STYLE, PAGE, INDEX] {
            let lower = text.to_ascii_lowercase();
            for part in ["\r", "</script", "</style", "<!--"] {
                assert!(!lower.contains(part), "{part:?}");
            }
        }
    }

    #[test]
    fn the_policy_of_the_page_names_its_own_script() {
        let mut markup = Markup::default();
        head(&mut markup, &Words::of(&Style::default()), "a < b", PAGE);
        let text = markup.take();
        let hash = sha256::source(PAGE);
        assert!(
            text.contains(&format!("script-src &apos;{hash}&apos;;")),
            "{text}"
        );
        assert!(text.contains("<title>a &lt; b</title>"));
    }
}
