//! The label at the start of a clause: its text → every reading that its form allows.
//!
//! Three families of forms, one file each: ranks that enclose the ordinal (第三条, 제5조), words that
//! stand before it (Article 5, Điều 5, 附件一), and bare numbers and letters in a frame (一、 (a) 2.1).
//! The forms of the edition's own language come first; the others are read too, because an English
//! edition that writes "1、" has a label, whatever else is wrong with it.
//!
//! A label is recognised by what stands around it alone. That the siblings fit together, and which
//! reading they bear out, is for the segmenter. Looks only at the first few hundred bytes of a text.

mod bare;
mod context;
mod enclosing;
mod leading;
mod ordinal;

use crate::model::{Label, LabelKind, Numeral};
use crate::text::{Lang, Span};

/// No list has more members; larger numbers are years and amounts.
const GREATEST: u64 = 999;

/// The worded label forms of a language.
pub(super) struct Forms {
    /// Ranks behind an ordinal that 第 (or 제) stands before: `("条", Article)`. Longer ones first.
    pub(super) enclosing: &'static [(&'static str, LabelKind)],
    /// What stands before such an ordinal.
    pub(super) opener: &'static str,
    /// What goes on behind a rank in a word (条例, 節点) or in a citation (第三条规定的…).
    pub(super) cited: &'static [&'static str],
    /// Ranks that may be followed by text without anything between (第一条为了…).
    pub(super) glued: &'static [&'static str],
    /// Words that stand before an ordinal, in lower case: `("article", Article)`. Longer ones first.
    pub(super) leading: &'static [(&'static str, LabelKind)],
    /// First words of a statute's title, in lower case, behind a label that is a citation of it.
    pub(super) statutes: &'static [&'static str],
    /// Words in lower case that make a sentence of a label and the acronym behind it (Article 6 GDPR *requires*).
    pub(super) verbs: &'static [&'static str],
}

/// No forms.
pub(super) const NONE: Forms = Forms {
    enclosing: &[],
    opener: "",
    cited: &[],
    glued: &[],
    leading: &[],
    statutes: &[],
    verbs: &[],
};

/// All readings of the label at the start of `text` for an edition in `lang`.
pub(super) fn read(text: &str, lang: Lang, own: &'static Forms) -> Vec<Label> {
    let Some(first) = text.chars().next() else {
        return Vec::new();
    };
    if first.is_whitespace() {
        return Vec::new();
    }
    let worded = |forms: &Forms| {
        enclosing::read(text, lang, forms).or_else(|| leading::read(text, lang, forms))
    };
    if let Some(labels) = worded(own) {
        return labels;
    }
    let bare = bare::read(text, lang);
    if !bare.is_empty() {
        return bare;
    }
    // What one grammar of 第 has refused is a citation in the others too.
    let refused = !own.opener.is_empty() && text.starts_with(own.opener);
    super::FORMS
        .iter()
        .filter(|forms| !std::ptr::eq(**forms, own))
        .filter(|forms| !refused || forms.opener != own.opener)
        .find_map(|forms| worded(forms))
        .unwrap_or_default()
}

/// A label from its parts: `before` and `after` are the frame as written, `end` is where the label ends.
fn label(
    kind: LabelKind,
    ordinals: Vec<u16>,
    numeral: Numeral,
    (before, after): (&str, &str),
    end: usize,
) -> Label {
    Label {
        ordinals,
        kind,
        numeral,
        frame: (before.trim().to_owned(), after.trim().to_owned()),
        branch: false,
        written: Span::new(0, end),
    }
}

#[cfg(test)]
mod tests;
