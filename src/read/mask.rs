//! A copy of a Markdown text, equally long, in which foreign markup is spaces.
//!
//! Generators add their own markup to Markdown: kramdown's attribute lists
//! (`{: #id }`), fences of containers (`:::`), Liquid tags (`{% … %}`), Hugo's
//! shortcodes, imports of MDX, placeholders for a table of contents. To
//! CommonMark they are text; so is the rest of a comment with a blank line in
//! it that begins in the middle of an HTML block. Equal length keeps all offsets.

/// Longest stretch on one line that counts as such markup.
const LONGEST: usize = 500;

/// `text` with foreign markup from `from` on replaced by as many spaces.
pub(super) fn mask(text: &str, from: usize) -> String {
    let mut out = String::with_capacity(text.len());
    out.push_str(text.get(..from).unwrap_or_default());
    let body = without_comments(text.get(from..).unwrap_or_default());
    for line in body.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        if is_foreign(body.trim()) {
            blank(&mut out, body);
        } else {
            mask_line(&mut out, body);
        }
        out.push_str(&line[body.len()..]);
    }
    out
}

/// The text with closed HTML comments as spaces, their line ends kept.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        let Some(end) = rest[start..].find("-->").map(|end| start + end + 3) else {
            break;
        };
        out.push_str(&rest[..start]);
        for line in rest[start..end].split_inclusive(['\n', '\r']) {
            let body = line.trim_end_matches(['\n', '\r']);
            blank(&mut out, body);
            out.push_str(&line[body.len()..]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn blank(out: &mut String, what: &str) {
    out.extend(std::iter::repeat_n(' ', what.len()));
}

/// Whether a whole line is markup.
fn is_foreign(line: &str) -> bool {
    if line.starts_with(":::") {
        return true;
    }
    if matches!(
        line.to_ascii_lowercase().as_str(),
        "[toc]" | "[[toc]]" | "[[_toc_]]" | "{:toc}" | "{{toc}}" | "${toc}"
    ) {
        return true;
    }
    let quoted = line.ends_with(['\'', '"', ';']);
    (line.starts_with("import ")
        && quoted
        && (line.contains(" from ")
            || line.starts_with("import '")
            || line.starts_with("import \"")))
        || (line.starts_with("export ")
            && [
                "export const ",
                "export default ",
                "export {",
                "export let ",
            ]
            .iter()
            .any(|start| line.starts_with(start)))
}

fn mask_line(out: &mut String, line: &str) {
    let mut rest = line;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = [("{:", "}"), ("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")]
            .iter()
            .find_map(|(open, close)| {
                let inside = rest.strip_prefix(open)?;
                let mut most = inside.len().min(LONGEST);
                while !inside.is_char_boundary(most) {
                    most -= 1;
                }
                let end = inside[..most].find(close)?;
                (!inside[..end].contains('{')).then_some(open.len() + end + close.len())
            });
        match end {
            Some(end) => {
                blank(out, &rest[..end]);
                rest = &rest[end..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_markup_is_blanked_in_place() {
        let blanked = |markup: &str| " ".repeat(markup.len());
        for markup in [
            "{: #about }",
            "{:.note}",
            "{% include x.html %}",
            "{{< figure src=\"a\" >}}",
            "::: warning 注意",
            "[TOC]",
            "import X from './x.mdx';",
        ] {
            assert_eq!(mask(markup, 0), blanked(markup), "{markup}");
        }
        assert_eq!(
            mask("個人情報{: .a }\n{:.b}\r\n", 0),
            format!("個人情報{}\n{}\r\n", blanked("{: .a }"), blanked("{:.b}"))
        );
        for text in [
            "{company} の { : }",
            "{{ name }}",
            "import duties apply.",
            "export control rules",
            "a ::: b",
            "{: open",
        ] {
            assert_eq!(mask(text, 0), text);
        }
        assert_eq!(
            mask("a<!-- x\n\ny -->b <!-- open", 0),
            "a      \n\n     b <!-- open"
        );
        assert_eq!(mask("{:a} {:b}", 5), "{:a}     ");
    }
}
