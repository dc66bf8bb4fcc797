//! Any other language: what needs no knowledge of it, and the label words of its neighbours.

use std::ops::Range;

use super::label::{self, Forms};
use super::{Language, en, sentence, spaced_words};
use crate::model::{Label, LabelKind};
use crate::text::{Lang, Span};

/// A language that is not known in depth.
pub(super) struct General;

/// The tag of [`General`] itself: undetermined (ISO 639-2). Its callers know the true one.
const UNDETERMINED: Lang = Lang::Other(*b"und\0\0\0\0\0");

pub(super) static FORMS: Forms = Forms {
    // Korean
    enclosing: &[
        ("편", LabelKind::Part),
        ("장", LabelKind::Chapter),
        ("절", LabelKind::Section),
        ("조", LabelKind::Article),
        ("항", LabelKind::Paragraph),
        ("호", LabelKind::Item),
    ],
    opener: "제",
    cited: &[
        "에", "의", "를", "을", "와", "과", "부터", "및", "또는", "제",
    ],
    // German, French, Spanish, Portuguese, Italian, Dutch, Russian
    leading: &[
        ("abschnitt", LabelKind::Section),
        ("artikel", LabelKind::Article),
        ("kapitel", LabelKind::Chapter),
        ("teil", LabelKind::Part),
        ("ziffer", LabelKind::Item),
        ("anlage", LabelKind::Appendix),
        ("anhang", LabelKind::Appendix),
        ("chapitre", LabelKind::Chapter),
        ("partie", LabelKind::Part),
        ("annexe", LabelKind::Appendix),
        ("artículo", LabelKind::Article),
        ("capítulo", LabelKind::Chapter),
        ("sección", LabelKind::Section),
        ("cláusula", LabelKind::Article),
        ("anexo", LabelKind::Appendix),
        ("artigo", LabelKind::Article),
        ("secção", LabelKind::Section),
        ("seção", LabelKind::Section),
        ("articolo", LabelKind::Article),
        ("allegato", LabelKind::Appendix),
        ("hoofdstuk", LabelKind::Chapter),
        ("bijlage", LabelKind::Appendix),
        ("статья", LabelKind::Article),
        ("глава", LabelKind::Chapter),
        ("раздел", LabelKind::Section),
        ("приложение", LabelKind::Appendix),
    ],
    ..label::NONE
};

impl Language for General {
    fn lang(&self) -> Lang {
        UNDETERMINED
    }

    fn words(&self, text: &str, each: &mut dyn FnMut(Range<usize>)) {
        spaced_words(text, each);
    }

    fn sentences(&self, text: &str) -> Vec<Span> {
        sentence::split(text, &en::BREAKS)
    }

    fn labels(&self, text: &str) -> Vec<Label> {
        label::read(text, UNDETERMINED, &FORMS)
    }
}
