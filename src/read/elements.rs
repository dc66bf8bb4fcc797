//! What the names and attributes of HTML elements mean for reading: block or inline, shown or not, text or furniture.

/// Elements that set their content apart (HTML Living Standard, section 15.3, and the parts of tables).
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose content is no text of the page: code, controls, drawings, fallbacks, what was struck out, readings of ruby.
const UNSEEN: &[&str] = &[
    "audio", "button", "canvas", "datalist", "del", "head", "iframe", "math", "noembed",
    "noframes", "noscript", "object", "option", "rp", "rt", "rtc", "s", "script", "select",
    "strike", "style", "svg", "template", "textarea", "title", "video",
];

/// What may stand in `head`; anything else ends it.
const HEAD: &[&str] = &[
    "base", "link", "meta", "noscript", "script", "style", "template", "title",
];

pub(super) fn is_block(name: &str) -> bool {
    BLOCK.contains(&name)
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

pub(super) fn is_unseen(name: &str) -> bool {
    UNSEEN.contains(&name)
}

pub(super) fn is_head_part(name: &str) -> bool {
    HEAD.contains(&name)
}

/// Elements that end tags of other elements do not reach across.
pub(super) fn is_barrier(name: &str) -> bool {
    matches!(
        name,
        "table" | "td" | "th" | "caption" | "template" | "svg" | "object" | "button"
    )
}

pub(super) fn is_list(name: &str) -> bool {
    matches!(name, "ul" | "ol" | "menu" | "dir")
}

/// Why an element is site furniture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Furniture {
    /// It is not.
    #[default]
    No,
    /// A class name, an id or an attribute that hides it says so; these are sometimes wrong.
    Hinted,
    /// The element or its role says so.
    Stated,
}

/// Whether an element is furniture. `attribute` looks up an attribute's value; `inside` tells that the page's header
/// is not meant (inside `main` and `article` a header heads the text).
pub(super) fn furniture(
    name: &str,
    attribute: impl Fn(&str) -> Option<String>,
    inside: bool,
) -> Furniture {
    let role = attribute("role")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if matches!(
        role.as_str(),
        "navigation"
            | "banner"
            | "contentinfo"
            | "search"
            | "complementary"
            | "menu"
            | "menubar"
            | "toolbar"
    ) {
        return Furniture::Stated;
    }
    match name {
        "nav" | "footer" | "aside" | "menu" => return Furniture::Stated,
        "header" if !inside => return Furniture::Stated,
        "main" | "article" | "body" | "html" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "a" => {
            return Furniture::No;
        }
        _ => {}
    }
    let class = attribute("class").unwrap_or_default();
    let id = attribute("id").unwrap_or_default();
    let tokens = class
        .split_ascii_whitespace()
        .map(|token| (token, true))
        .chain(Some((id.as_str(), false)));
    for (token, is_class) in tokens {
        if is_furniture_name(token, is_class) {
            return Furniture::Hinted;
        }
    }
    if is_hidden(&attribute) {
        Furniture::Hinted
    } else {
        Furniture::No
    }
}

/// Whether attributes hide an element.
pub(super) fn is_hidden(attribute: &impl Fn(&str) -> Option<String>) -> bool {
    let style = attribute("style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(2000)
        .collect();
    attribute("hidden").is_some_and(|value| value != "until-found")
        || attribute("aria-hidden").is_some_and(|value| value.trim() == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether class names hide an inline element from the eye (text for screen readers: "opens in a new window").
pub(super) fn is_unseen_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        matches!(
            token.to_ascii_lowercase().as_str(),
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "screen-reader-text"
                | "screenreader"
                | "a11y-hidden"
        )
    })
}

/// Words that name furniture wherever they stand in a class or an id.
const WORDS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "sidebar",
    "menu",
    "submenu",
    "pagination",
    "pager",
    "masthead",
];
/// Words that name it in a class alone: as ids they are anchors of policy sections.
const CLASS_WORDS: &[&str] = &["share", "sharing", "social", "skip"];
/// Pairs of words.
const PAIRS: &[(&str, &str)] = &[
    ("cookie", "banner"),
    ("cookie", "bar"),
    ("cookie", "consent"),
    ("cookie", "notice"),
    ("cookies", "banner"),
    ("consent", "banner"),
    ("lang", "switch"),
    ("lang", "switcher"),
    ("lang", "selector"),
    ("lang", "select"),
    ("lang", "menu"),
    ("lang", "list"),
    ("language", "switch"),
    ("language", "switcher"),
    ("language", "selector"),
    ("language", "picker"),
    ("language", "menu"),
    ("language", "list"),
    ("language", "links"),
    ("locale", "switcher"),
    ("locale", "selector"),
    ("site", "header"),
    ("page", "header"),
    ("global", "header"),
    ("skip", "link"),
    ("back", "to"),
    ("top", "bar"),
    ("header", "menu"),
    ("social", "links"),
    ("social", "share"),
    ("related", "posts"),
    ("related", "links"),
];
/// Words that turn the meaning: a page *with* a sidebar, the content beside it.
const CONTRARY: &[&str] = &[
    "no",
    "has",
    "with",
    "without",
    "content",
    "body",
    "article",
    "layout",
    "wrapper",
    "container",
    "policy",
    "above",
];

/// Whether a class token or an id names furniture, word by word (`navigate` and `menus-of-meals` do not).
fn is_furniture_name(token: &str, is_class: bool) -> bool {
    if token.is_empty() || token.len() > 80 {
        return false;
    }
    let words = words(token);
    let pair = words
        .windows(2)
        .any(|pair| PAIRS.contains(&(pair[0].as_str(), pair[1].as_str())));
    if pair {
        return !words
            .iter()
            .any(|word| matches!(word.as_str(), "no" | "has" | "with" | "without"));
    }
    if words.len() > 4 || words.iter().any(|word| CONTRARY.contains(&word.as_str())) {
        return false;
    }
    // The head of an English compound comes last; `nav-left`, `footer_inner` and `menu-item` put it first.
    let named = |list: &[&str]| {
        words
            .first()
            .is_some_and(|word| list.contains(&word.as_str()))
            || words
                .last()
                .is_some_and(|word| list.contains(&word.as_str()))
    };
    named(WORDS) || is_class && words.len() <= 2 && named(CLASS_WORDS)
}

/// The words of a name in kebab-case, snake_case or camelCase, in lower case.
fn words(token: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut small = false;
    for c in token.chars() {
        if !crate::text::is_alphanumeric(c) || (c.is_uppercase() && small) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if crate::text::is_alphanumeric(c)
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_named_word_by_word() {
        for name in [
            "nav",
            "main-nav",
            "navBar-nav",
            "site-footer",
            "footerInner",
            "breadcrumb",
            "cookie-banner",
            "lang-switch",
            "menu-item",
            "share",
            "social-icons",
            "left_sidebar",
        ] {
            assert!(is_furniture_name(name, true), "{name}");
        }
        for name in [
            "navigate",
            "no-sidebar",
            "content",
            "policy-nav-content",
            "menus",
            "footnote",
            "shared-data",
            "language",
            "cookie-policy",
            "page-with-footer",
            "unavailable",
        ] {
            assert!(!is_furniture_name(name, true), "{name}");
        }
        for id in [
            "share",
            "sharing",
            "cookies",
            "how-we-share",
            "sharing-information",
            "social",
        ] {
            assert!(!is_furniture_name(id, false), "{id}");
        }
    }

    #[test]
    fn a_header_heads_the_page_or_the_text() {
        let none = |_: &str| None;
        assert_eq!(furniture("header", none, false), Furniture::Stated);
        assert_eq!(furniture("header", none, true), Furniture::No);
        assert_eq!(
            furniture(
                "div",
                |name| (name == "role").then(|| "banner".to_owned()),
                false
            ),
            Furniture::Stated
        );
        assert_eq!(
            furniture(
                "div",
                |name| (name == "style").then(|| "display : none".to_owned()),
                false
            ),
            Furniture::Hinted
        );
        assert_eq!(furniture("p", none, false), Furniture::No);
    }
}
