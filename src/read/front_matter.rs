//! Front matter of Markdown and text files: which lines it takes up, and the languages that it names.
//!
//! YAML between `---` lines (Jekyll, Hugo, Docusaurus) or TOML between `+++`
//! lines (Hugo, Zola). Front matter that cannot be parsed names nothing, but
//! its lines still are no clauses.

use serde_json::Value;

use crate::text::Lang;

/// What front matter says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Bytes of the decoded file up to the end of its closing line.
    pub(super) end: usize,
    pub(super) lang: Option<Lang>,
    pub(super) source_lang: Option<Lang>,
}

/// Front matter is short; more than this is none.
const MOST: usize = 64 << 10;

const LANG: [&str; 3] = ["lang", "language", "locale"];
const SOURCE: [&str; 7] = [
    "source_lang",
    "source-lang",
    "source_language",
    "source-language",
    "original_language",
    "original-language",
    "source",
];

/// The front matter at the start of a decoded file; `end` is 0 where there is none.
pub(super) fn front_matter(text: &str) -> FrontMatter {
    let none = FrontMatter::default();
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next() else {
        return none;
    };
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return none;
    }
    let body_start = start + first.len();
    let mut at = body_start;
    let mut body = None;
    for line in lines {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            body = text.get(body_start..at);
            at += line.len();
            break;
        }
        at += line.len();
        if at - body_start > MOST {
            return none;
        }
    }
    let Some(body) = body else { return none };
    let fields = if fence == "+++" {
        toml_fields(body)
    } else {
        yaml_fields(body)
    };
    if fields.is_none() && !looks_like_fields(body) {
        return none;
    }
    let field = |names: &[&str]| {
        names.iter().find_map(|name| {
            let value = fields.as_ref()?.get(*name)?;
            value.as_str().and_then(|tag| tag.parse().ok())
        })
    };
    FrontMatter {
        end: at,
        lang: field(&LANG),
        source_lang: field(&SOURCE),
    }
}

type Fields = serde_json::Map<String, Value>;

fn yaml_fields(body: &str) -> Option<Fields> {
    if body.trim().is_empty() {
        return Some(Fields::new());
    }
    match serde_saphyr::from_str::<Value>(body) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}

fn toml_fields(body: &str) -> Option<Fields> {
    let table: toml::Table = toml::from_str(body).ok()?;
    let strings = table.into_iter().filter_map(|(key, value)| match value {
        toml::Value::String(value) => Some((key, Value::String(value))),
        _ => None,
    });
    Some(strings.collect())
}

/// Whether broken front matter is front matter at all, and not text between two rules: most lines are fields.
fn looks_like_fields(body: &str) -> bool {
    let (mut fields, mut all) = (0, 0);
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        all += 1;
        let key = line.split([':', '=']).next().unwrap_or_default();
        let is_key = key.len() < line.len()
            && !key.trim().is_empty()
            && key
                .trim()
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        fields += usize::from(is_key || line.starts_with([' ', '\t', '#', '-']));
    }
    all > 0 && fields * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_from_yaml_and_toml() {
        let yaml = "---\ntitle: プライバシー\nlang: ja\nsource_lang: en\n---\n# 本文\n";
        let found = front_matter(yaml);
        assert_eq!(
            (found.lang, found.source_lang),
            (Some(Lang::Ja), Some(Lang::En))
        );
        assert_eq!(&yaml[found.end..], "# 本文\n");
        let toml = "+++\nlanguage = \"zh-TW\"\noriginal_language = 'vi'\n+++\ntext";
        let found = front_matter(toml);
        assert_eq!(
            (found.lang, found.source_lang),
            (Some(Lang::ZhHant), Some(Lang::Vi))
        );
        assert_eq!(&toml[found.end..], "text");
    }

    #[test]
    fn broken_front_matter_is_no_text() {
        let text = "---\ntitle: \"unclosed\nlang: [ja\nnote: : :\n---\nBody\n";
        let found = front_matter(text);
        assert_eq!((found.lang, &text[found.end..]), (None, "Body\n"));
    }

    #[test]
    fn text_between_rules_is_no_front_matter() {
        for text in [
            "---\nWe respect your privacy. Read on.\n\nMore text\n---\n",
            "---\nlang: ja\n",
            "text\n---\nlang: ja\n---\n",
            "",
            "---",
        ] {
            assert_eq!(front_matter(text), FrontMatter::default(), "{text}");
        }
    }

    #[test]
    fn a_source_address_is_no_language() {
        let found = front_matter("---\nsource: https://example.org/en\nlang: vi\n---\n");
        assert_eq!((found.lang, found.source_lang), (Some(Lang::Vi), None));
    }
}
