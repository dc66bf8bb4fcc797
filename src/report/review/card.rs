//! A finding → its card: what differs, what to do, where it stands, and what a baseline needs to waive it.

use super::super::formats::reason;
use super::super::known::{one_line, path_of, quote};
use super::super::{fingerprint, json};
use super::clauses::{Place, unwrapped};
use super::layout::{Item, Layout};
use super::markup::Markup;
use super::words::{Words, html_lang, sign};
use crate::model::{Role, SuppressionKind};
use crate::text::{Lang, excerpt, visible};

/// Places of an edition that a card lists.
const PLACES: usize = 3;
/// Characters of quoted words.
const QUOTE: usize = 120;
/// Marks, and characters of each, that the words of a message are looked for in.
const MARKS: usize = 16;
const HELD: usize = 400;

/// Writes a card.
pub(super) fn write(
    markup: &mut Markup,
    words: &Words,
    layout: &Layout<'_>,
    place: Place,
    index: usize,
) {
    let item = &layout.items[index];
    let finding = item.finding;
    let number = place.number(index);
    open(markup, words, layout, place, index);
    markup.open("h4", &[("id", &format!("h{number}"))]);
    markup.raw("<span class=\"severity\">");
    markup.sign(sign(finding.severity));
    markup.raw(" ");
    markup.text(&words.severity(finding.severity));
    markup.raw("</span> ");
    markup.leaf("span", &[("class", "nth")], &number);
    markup.raw(" ");
    markup.raw("<span class=\"message\">");
    told(markup, &words.messages.message(&finding.message), item);
    markup.raw("</span></h4>\n<div class=\"body\">");
    let help = words.messages.advice(layout.policy, finding);
    if !help.is_empty() {
        markup.raw("<p class=\"help\">");
        told(markup, &help, item);
        markup.raw("</p>");
    }
    if let Some(suggestion) = &finding.suggestion {
        let lang = finding.languages.first().copied();
        markup.raw("<p class=\"suggestion\">");
        let label = words.text("page.suggestion");
        markup.text(&label);
        if !label.ends_with('：') {
            markup.raw(" ");
        }
        quoted(markup, lang, suggestion);
        markup.raw("</p>");
    }
    places(markup, words, layout, place, item);
    facts(markup, words, layout, item);
    markup.raw("</div>\n");
    waiver(markup, words, item);
    markup.raw("</article>\n");
}

/// The beginning of a card, with what the script filters by and what a baseline names the finding by.
fn open(markup: &mut Markup, words: &Words, layout: &Layout<'_>, place: Place, index: usize) {
    let item = &layout.items[index];
    let finding = item.finding;
    let number = place.number(index);
    let id = format!("f{number}");
    let heading = format!("h{number}");
    let tags: Vec<&str> = finding.languages.iter().map(Lang::tag).collect();
    let tags = tags.join(" ");
    let confidence = percent(finding.confidence).to_string();
    let print = fingerprint(layout.policy, finding);
    let path = one_line(super::super::formats::relative(path_of(
        layout.policy,
        finding,
    )));
    let quoted = quote(layout.policy, finding);
    let section = item
        .row
        .map_or_else(String::new, |row| place.section(layout.rows[row].section));
    let column = (item.column + 1).to_string();
    let mut attributes = vec![
        ("class", "finding"),
        ("id", id.as_str()),
        ("tabindex", "-1"),
        ("aria-labelledby", &heading),
        ("data-severity", finding.severity.name()),
        ("data-rule", finding.rule.name),
        ("data-langs", &tags),
        ("data-confidence", &confidence),
        ("data-section", &section),
        ("data-column", &column),
        ("data-print", &print),
        ("data-path", &path),
        ("data-quote", &quoted),
    ];
    if let Some(waiver) = &finding.suppressed {
        attributes.push(("data-waived", waiver.kind.name()));
        if waiver.kind == SuppressionKind::Baseline {
            attributes.push(("data-reason", &waiver.reason));
        }
    }
    attributes.push(("lang", words.tag));
    markup.open("article", &attributes);
}

fn percent(confidence: f32) -> i64 {
    // Two decimals, as every format writes it.
    #[allow(clippy::cast_possible_truncation, reason = "a probability")]
    let percent = (json::probability(confidence) * 100.0).round() as i64;
    percent
}

/// Where it stands, with the words that prove it.
fn places(markup: &mut Markup, words: &Words, layout: &Layout<'_>, place: Place, item: &Item<'_>) {
    let (shown, more) = item.places.some(PLACES);
    markup.raw("<ul class=\"places\">");
    for one in shown {
        markup.raw("<li>");
        let name = words.messages.lang(one.lang);
        match layout.row_at(one.lang, one.span) {
            Some(row) => {
                let target = format!("#{}", place.row(row));
                markup.leaf("a", &[("href", &target)], &name);
            }
            None => markup.text(&name),
        }
        markup.raw(" ");
        let at = format!("{}:{}:{}", one.path, one.start.line, one.start.column);
        markup.leaf("span", &[("class", "path")], &at);
        markup.raw(" ");
        if one.role == Role::InsertionPoint {
            markup.text(&words.text("report.insertion-point"));
        } else if !one.text.trim().is_empty() {
            let text = excerpt(&unwrapped(one.text), QUOTE);
            quoted(markup, Some(one.lang), &text);
        }
        markup.raw("</li>");
    }
    if more > 0 {
        markup.leaf("li", &[], &words.with("report.more-places", "count", more));
    }
    markup.raw("</ul>");
}

/// A message. What it quotes of an edition is in that edition's language, in glyphs and line breaks as well.
fn told(markup: &mut Markup, text: &str, item: &Item<'_>) {
    let mut rest = text;
    while let Some(open) = rest.find(['“', '「']) {
        let close = if rest[open..].starts_with('“') {
            '”'
        } else {
            '」'
        };
        let from = open + close.len_utf8();
        let Some(length) = rest[from..].find(close) else {
            break;
        };
        let (before, quote, after) = (
            &rest[..from],
            &rest[from..from + length],
            &rest[from + length..],
        );
        markup.text(before);
        match language(quote, item).map(html_lang) {
            Some(lang) => markup.leaf("span", &[("lang", &lang)], quote),
            None => markup.text(quote),
        }
        rest = after;
    }
    markup.text(rest);
}

/// The language of the first mark that holds some words, which may be cut off; that of all marks where it is one.
fn language(quote: &str, item: &Item<'_>) -> Option<Lang> {
    let words = quote.trim_matches('…').trim();
    if words.is_empty() {
        return None;
    }
    let places = || item.places.at_fault.iter().chain(&item.places.others);
    let first = places().next()?;
    if places().all(|place| place.lang == first.lang) {
        return Some(first.lang);
    }
    places()
        .take(MARKS)
        .find(|place| visible(&excerpt(&unwrapped(place.text), HELD)).contains(words))
        .map(|place| place.lang)
}

/// Words in their language, in the quotation marks of the reader's.
fn quoted(markup: &mut Markup, lang: Option<Lang>, text: &str) {
    markup.raw("<q>");
    match lang.map(html_lang) {
        Some(lang) => markup.leaf("span", &[("lang", &lang)], text),
        None => markup.text(text),
    }
    markup.raw("</q>");
}

/// What the finding is, for whoever judges findings by the hundred.
fn facts(markup: &mut Markup, words: &Words, layout: &Layout<'_>, item: &Item<'_>) {
    let finding = item.finding;
    markup.raw("<dl class=\"facts\">");
    let mut fact = |id: &str, class: &'static str, text: &str| {
        markup.raw("<div>");
        markup.leaf("dt", &[], &words.text(id));
        markup.raw("<dd>");
        markup.leaf("span", &[("class", class)], text);
        if class == "rule" {
            markup.raw(" ");
            markup.text(words.locale.summary(finding.rule));
        }
        markup.raw("</dd></div>");
    };
    fact("page.rule", "rule", finding.rule.name);
    let confidence = format!("{} %", percent(finding.confidence));
    fact("page.confidence", "plain", &confidence);
    fact("page.mqm", "plain", finding.rule.mqm);
    fact(
        "page.fingerprint",
        "path",
        &fingerprint(layout.policy, finding),
    );
    markup.raw("</dl>");
}

/// Why it does not count, and the button by which a reader says so.
fn waiver(markup: &mut Markup, words: &Words, item: &Item<'_>) {
    markup.raw("<p class=\"waiver\"");
    match &item.finding.suppressed {
        Some(waiver) => {
            markup.raw(">");
            markup.sign("✓ ");
            let text = words.with("report.suppressed", "reason", reason(waiver));
            markup.leaf("span", &[("class", "reason")], &text);
            markup.raw("</p>\n");
        }
        None => {
            markup.raw(" hidden>");
            markup.sign("✓ ");
            markup.raw("<span class=\"reason\"></span></p>\n");
            markup.raw("<p class=\"actions\" hidden>");
            let text = words.text("page.waive");
            markup.leaf("button", &[("type", "button"), ("class", "waive")], &text);
            markup.raw("</p>\n");
        }
    }
}
