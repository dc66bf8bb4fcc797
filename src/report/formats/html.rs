//! Policies and findings → one HTML page with a table a policy; it needs nothing beside itself and runs nothing.
//!
//! Quoted words carry their language, so that a screen reader speaks them and
//! a browser picks the glyphs of the right script; severities are words and
//! signs, never colour alone. Waived findings stay in, as such.

use std::io::{self, Write};

use super::super::{Messages, Out, Palette, Style, Summary, Writer, text};
use super::places::{Place, Places, reason, relative};
use super::xml;
use crate::model::{Finding, Policy, Role, Severity, Unread};
use crate::text::{excerpt, visible};

/// Places of an edition that a finding shows.
const PLACES: usize = 4;
/// Characters of a quoted text.
const QUOTE: usize = 240;

const HEAD: &str = r#"<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>policyglot</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, "Noto Sans", sans-serif; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
.table { overflow-x: auto; margin-block-end: 2rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; margin-block-end: .5rem; }
th, td { border: 1px solid #8888; padding: .5rem; text-align: start; vertical-align: top; }
td p { margin: 0 0 .25rem; }
.severity { white-space: nowrap; font-weight: 600; }
.path { font: .85rem ui-monospace, monospace; overflow-wrap: anywhere; }
.waived { opacity: .7; }
q { quotes: "“" "”"; unicode-bidi: isolate; }
</style>
</head>
<body>
<main>
<h1>policyglot</h1>
"#;

/// Opens a writer of an HTML page.
pub(in crate::report) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Html {
        out,
        locale: style.locale.tag(),
        messages: style.locale.messages(),
        begun: false,
    })
}

struct Html<'a> {
    out: Out<'a>,
    locale: &'static str,
    messages: &'static Messages,
    begun: bool,
}

/// Text as text and as the value of an attribute: hidden characters written out, markup escaped.
fn plain(text: &str) -> String {
    xml::attribute(&visible(text)).replace("&apos;", "&#39;")
}

impl Html<'_> {
    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            let locale = self.locale;
            writeln!(
                self.out,
                "<!doctype html>\n<html lang=\"{locale}\">\n<head>"
            )?;
            self.out.write_all(HEAD.as_bytes())?;
        }
        Ok(())
    }

    fn text(&self, id: &str) -> String {
        plain(&self.messages.text(id, &[]))
    }

    fn place(&self, place: &Place<'_>) -> String {
        let quote = if place.role == Role::InsertionPoint {
            self.text("report.insertion-point")
        } else {
            let lang = plain(place.lang.tag());
            format!(
                "<q lang=\"{lang}\">{}</q>",
                plain(&excerpt(place.text, QUOTE))
            )
        };
        format!(
            "<p>{} <span class=\"path\">{}:{}:{}</span> {quote}</p>",
            plain(&self.messages.lang(place.lang)),
            plain(place.path),
            place.start.line,
            place.start.column
        )
    }

    fn row(&mut self, policy: &Policy, finding: &Finding) -> io::Result<()> {
        let sign = match finding.severity {
            Severity::Error => "✖",
            Severity::Warning => "▲",
            Severity::Info => "ℹ",
        };
        let (class, waived) = match &finding.suppressed {
            Some(waiver) => {
                let args = [("reason", reason(waiver).into())];
                let text = self.messages.text("report.suppressed", &args);
                (" class=\"waived\"", format!("<p>{}</p>", plain(&text)))
            }
            None => ("", String::new()),
        };
        let help = self.messages.advice(policy, finding);
        let help = if help.is_empty() {
            help
        } else {
            format!("<p>{}</p>", plain(&help))
        };
        let places = Places::of(policy, finding);
        let (shown, more) = places.some(PLACES);
        let mut where_ = shown
            .iter()
            .map(|place| self.place(place))
            .collect::<String>();
        if more > 0 {
            let args = [("count", more.into())];
            let more = self.messages.text("report.more-places", &args);
            where_ += &format!("<p>{}</p>", plain(&more));
        }
        writeln!(
            self.out,
            "<tr{class}><td class=\"severity\"><span aria-hidden=\"true\">{sign}</span> {}</td><td>{}</td><td><p>{}</p>{help}{waived}</td><td>{where_}</td></tr>",
            self.messages.severity(finding.severity),
            finding.rule.name,
            plain(&self.messages.message(&finding.message)),
        )
    }
}

impl Writer for Html<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        self.begin()?;
        let langs: Vec<String> = policy
            .langs()
            .map(|lang| self.messages.lang(lang))
            .collect();
        let mut summary = Summary::default();
        summary.add(policy, findings);
        let counts = text::counts(self.messages, Palette::new(false), &summary);
        writeln!(self.out, "<h2>{}</h2>", plain(&policy.name))?;
        let about = plain(&format!("{}: {counts}", langs.join(", ")));
        if findings.is_empty() {
            writeln!(self.out, "<p>{about}</p>")?;
            return self.out.flush();
        }
        let heads = ["severity", "rule", "finding", "places"]
            .map(|column| self.text(&format!("report.column-{column}")))
            .map(|head| format!("<th scope=\"col\">{head}</th>"));
        writeln!(
            self.out,
            "<div class=\"table\"><table><caption>{about}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>",
            heads.concat()
        )?;
        let mut order: Vec<&Finding> = findings.iter().collect();
        order.sort_by_key(|finding| {
            (
                finding.suppressed.is_some(),
                std::cmp::Reverse(finding.severity),
            )
        });
        for finding in order {
            self.row(policy, finding)?;
        }
        writeln!(self.out, "</tbody></table></div>")?;
        self.out.flush()
    }

    fn end(&mut self, summary: &Summary, unread: &[Unread]) -> io::Result<()> {
        self.begin()?;
        if !unread.is_empty() {
            let head = self.text("report.not-read");
            writeln!(self.out, "<h2>{head}</h2>\n<ul>")?;
            for row in unread {
                let (path, error) = (plain(relative(&row.path)), plain(&row.error));
                writeln!(
                    self.out,
                    "<li><span class=\"path\">{path}</span> {error}</li>"
                )?;
            }
            writeln!(self.out, "</ul>")?;
        }
        let sums = text::sums(self.messages, Palette::new(false), summary, unread.len());
        writeln!(
            self.out,
            "<p><strong>{}</strong></p>\n</main>\n</body>\n</html>",
            plain(&sums)
        )?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_policy_is_no_markup() {
        assert_eq!(
            plain("</q><script>'\"&\n]]>\u{202e}\u{1b}"),
            "&lt;/q&gt;&lt;script&gt;&#39;&quot;&amp; ]]&gt;\\u{202e}\\u{1b}"
        );
    }
}
