//! A package → one HTML page to read, print or send: both texts side by side, the marked words set off.
//!
//! It needs nothing beside itself and runs nothing. Every text carries its
//! language; severities are words and signs, never colour alone.

use std::fmt::Write as _;

use super::super::{OWN_PAGE, formats::xml};
use super::entry::Entry;
use super::passage::Passage;
use super::{Package, Part, score};
use crate::model::Severity;
use crate::text::visible;

const STYLE: &str = include_str!("page.css");

/// Text as text and as the value of an attribute: hidden characters written out, markup escaped.
fn plain(text: &str) -> String {
    xml::attribute(&visible(text)).replace("&apos;", "&#39;")
}

/// The page.
pub(super) fn write(package: &Package) -> String {
    let title = plain(&package.title());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{OWN_PAGE}<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n<p>{}</p>\n",
        package.locale.tag(),
        plain(&package.counts())
    );
    for line in score::table(package).told {
        let _ = writeln!(out, "<p>{}</p>", plain(&line));
    }
    let how: String = package
        .how()
        .iter()
        .map(|line| format!("<li>{}</li>\n", plain(line)))
        .collect();
    let _ = writeln!(
        out,
        "<details><summary>{}</summary>\n<ul>\n{how}</ul>\n</details>\n</header>",
        plain(&package.text("feedback.sheet-how"))
    );
    for part in package.parts.iter().filter(|part| !part.entries.is_empty()) {
        policy(&mut out, package, part);
    }
    out += "</main>\n</body>\n</html>\n";
    out
}

fn policy(out: &mut String, package: &Package, part: &Part) {
    let _ = writeln!(out, "<section>\n<h2>{}</h2>", plain(&part.name));
    for entry in &part.entries {
        finding(out, package, entry);
    }
    out.push_str("</section>\n");
}

fn finding(out: &mut String, package: &Package, entry: &Entry) {
    let (class, sign) = match entry.severity {
        Severity::Error => ("error", "✖"),
        Severity::Warning => ("warning", "▲"),
        Severity::Info => ("info", "ℹ"),
    };
    let _ = writeln!(
        out,
        "<article id=\"f{0}\">\n<h3><span class=\"number\">{0}</span> <span class=\"severity {class}\"><span aria-hidden=\"true\">{sign}</span> {1}</span> {2}</h3>\n<p class=\"place\">{3}</p>\n<div class=\"texts\">",
        entry.number,
        plain(&super::severity(package, entry.severity)),
        plain(&entry.clause),
        plain(&entry.place)
    );
    if let Some(passage) = &entry.compared {
        text(out, package, "feedback.column-compared", passage);
    }
    match (&entry.present, &entry.belongs) {
        (Some(passage), _) => text(out, package, "feedback.column-present", passage),
        (None, Some(belongs)) => {
            let _ = writeln!(
                out,
                "<div><h4>{}</h4>\n<p class=\"missing\">{}</p></div>",
                plain(&package.text("feedback.column-present")),
                plain(belongs)
            );
        }
        (None, None) => {}
    }
    out.push_str("</div>\n<dl>\n");
    let mut row = |id: &str, text: &str, lang: Option<&str>| {
        if !text.is_empty() {
            let lang = lang.map_or_else(String::new, |tag| format!(" lang=\"{}\"", plain(tag)));
            let _ = writeln!(
                out,
                "<dt>{}</dt><dd{lang}>{}</dd>",
                plain(&package.text(id)),
                plain(text)
            );
        }
    };
    row("feedback.column-wrong", &entry.wrong, None);
    row("feedback.column-advice", &entry.advice, None);
    let suggestion = entry.suggestion.as_deref().unwrap_or_default();
    let tag = package.lang.tag();
    row("feedback.column-suggestion", suggestion, Some(tag));
    let _ = writeln!(
        out,
        "</dl>\n<p class=\"keys\"><code>{}</code> <span>{}</span> <code>{}</code></p>\n</article>",
        plain(entry.rule),
        plain(entry.mqm),
        entry.fingerprint
    );
}

fn text(out: &mut String, package: &Package, head: &str, passage: &Passage) {
    let name = package.messages().lang(passage.lang);
    let mut quoted = String::new();
    for piece in &passage.pieces {
        let lines: Vec<String> = piece.text.split('\n').map(plain).collect();
        let lines = lines.join("<br>");
        let _ = match piece.marked {
            true => write!(quoted, "<mark>{lines}</mark>"),
            false => write!(quoted, "{lines}"),
        };
    }
    let _ = writeln!(
        out,
        "<div><h4>{} <span>{}</span></h4>\n<blockquote lang=\"{}\">{quoted}</blockquote></div>",
        plain(&package.text(head)),
        plain(&name),
        plain(passage.lang.tag())
    );
}
