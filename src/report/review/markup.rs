//! Text → HTML that cannot be anything but that text.
//!
//! What is written through [`Markup`] is escaped, values of attributes as well as text, and hidden characters are
//! written out. Only `&'static str` goes in as it stands ([`Markup::raw`]): markup of our own that was there at
//! compile time. Names of elements and attributes are of that type too, so that no text of a policy can be one.

use super::super::formats::attribute;
use crate::text::visible;

/// HTML that is being written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
}

/// The attributes of an element; an empty value is written as a bare name.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// Markup of our own, as it stands.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(&escaped(text));
    }

    /// The beginning of an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            if !value.is_empty() {
                self.out.push_str("=\"");
                self.out.push_str(&escaped(value));
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    /// The end of an element.
    pub(super) fn close(&mut self, name: &'static str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element that holds text alone.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// A sign for the eye, which a screen reader passes over: words stand beside it.
    pub(super) fn sign(&mut self, sign: &'static str) {
        self.out.push_str("<span aria-hidden=\"true\">");
        self.out.push_str(sign);
        self.out.push_str("</span>");
    }

    /// Words for a screen reader alone.
    pub(super) fn unseen(&mut self, text: &str) {
        self.leaf("span", &[("class", "unseen")], text);
    }

    /// A line end, so that the source of the page can be read.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    /// JSON for a script of the page, in an element that is never run.
    pub(super) fn json(&mut self, id: &'static str, value: &serde_json::Value) {
        self.open("script", &[("type", "application/json"), ("id", id)]);
        // Inside strings only: nothing else of JSON holds these characters.
        for c in value.to_string().chars() {
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    self.out.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                c => self.out.push(c),
            }
        }
        self.close("script");
    }

    /// What was written; the writer goes on empty.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }
}

fn escaped(text: &str) -> String {
    attribute(&visible(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text_wherever_it_stands() {
        let mut markup = Markup::default();
        let hostile = "</q><script>'\"&\n]]>\u{202e}\u{1b}\u{2028}";
        markup.leaf("q", &[("title", hostile), ("hidden", "")], hostile);
        let safe = "&lt;/q&gt;&lt;script&gt;&apos;&quot;&amp; ]]&gt;\\u{202e}\\u{1b}\\u{2028}";
        assert_eq!(
            markup.take(),
            format!("<q title=\"{safe}\" hidden>{safe}</q>")
        );
        assert_eq!(markup.take(), "");
    }

    #[test]
    fn json_ends_no_script() {
        let mut markup = Markup::default();
        let hostile = "</script><!--&\u{2028}\"";
        markup.json("texts", &serde_json::json!({ "a": hostile }));
        let text = markup.take();
        let inner = text
            .strip_prefix("<script type=\"application/json\" id=\"texts\">")
            .and_then(|rest| rest.strip_suffix("</script>"))
            .unwrap();
        assert!(!inner.contains(['<', '>', '&', '\u{2028}']), "{inner}");
        let value: serde_json::Value = serde_json::from_str(inner).unwrap();
        assert_eq!(value["a"], hostile);
    }
}
