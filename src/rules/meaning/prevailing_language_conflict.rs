//! Which language prevails, by each edition.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::prevailing;
use crate::model::{Check, Class, Findings, Policy};
use crate::text::{Lang, Span, excerpt};

rule! {
    /// Editions say that different languages prevail.
    ///
    /// ## Why
    /// Where the editions differ, the reader has to know which one counts. If the English edition says that English
    /// prevails and the Japanese one says that Japanese does, each reader is told that the own edition is the right one,
    /// and nobody can tell what was agreed. What most editions say is taken as meant; of two, what the source says.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. You may hire a boat from May to September.
    /// [en] 2. If the translations of these rules differ, the English version shall prevail.
    /// [ja] 1. ボートは5月から9月まで借りることができます。
    /// [ja] 2. 本規則の翻訳の間に相違がある場合は、日本語版が優先します。
    /// ```
    /// ```policy fail
    /// [zh] 1. 船只须在日落前归还。
    /// [zh] 2. 各语言版本如有歧义，以中文版本为准。
    /// [en] 1. Boats must be returned before sunset.
    /// [en] 2. If the language versions differ, the Chinese version shall prevail.
    /// [vi] 1. Thuyền phải được trả trước khi mặt trời lặn.
    /// [vi] 2. Nếu các bản ngôn ngữ có khác biệt, bản tiếng Việt sẽ được ưu tiên áp dụng.
    /// ```
    /// ```policy pass
    /// [en] If the translations of these rules differ, the English version shall prevail.
    /// [ja] 本規則の翻訳の間に相違がある場合は、英語版が優先します。
    /// [zh] 本规则的各译本如有歧义，以英文版本为准。
    /// [vi] Nếu các bản dịch của nội quy này có khác biệt, bản tiếng Anh sẽ được ưu tiên áp dụng.
    /// ```
    /// ```policy pass
    /// [en] These rules are available in English and Vietnamese. Our staff answer in either language.
    /// [vi] Nội quy này có bản tiếng Anh và tiếng Việt. Nhân viên của chúng tôi trả lời bằng cả hai ngôn ngữ.
    /// ```
    "prevailing-language-conflict", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

/// What an edition says prevails: the languages, and the first place that says so.
struct Said {
    langs: BTreeSet<Lang>,
    place: Span,
}

fn check(policy: &Policy, out: &mut Findings) {
    if policy.editions.len() < 2 {
        return;
    }
    let said: BTreeMap<Lang, Said> = policy
        .langs()
        .filter_map(|lang| Some((lang, said(policy, lang)?)))
        .collect();
    let votes = |langs: &BTreeSet<Lang>| said.values().filter(|one| one.langs == *langs).count();
    let Some(most) = said.values().map(|one| votes(&one.langs)).max() else {
        return;
    };
    let mut leading = said.iter().filter(|(_, one)| votes(&one.langs) == most);
    let right = said
        .get_key_value(&policy.source)
        .filter(|(_, one)| votes(&one.langs) == most)
        .or_else(|| leading.next());
    let Some((right, meant)) = right else {
        return;
    };
    for (lang, odd) in said
        .iter()
        .filter(|(_, one)| one.langs.is_disjoint(&meant.langs))
    {
        let quoted = |lang: Lang, span: Span| {
            let text = policy
                .edition(lang)
                .map_or("", |edition| edition.document.slice(span));
            excerpt(text, 60)
        };
        let agreeing: Vec<Lang> = said
            .iter()
            .filter(|(_, one)| one.langs == meant.langs)
            .map(|(lang, _)| *lang)
            .collect();
        let finding = out.report("prevailing-language-conflict");
        finding
            .arg("lang", *lang)
            .arg("found", quoted(*lang, odd.place))
            .arg("langs", agreeing)
            .arg("expected", quoted(*right, meant.place))
            .confidence(0.95)
            .primary(*lang, odd.place)
            .counterpart(*right, meant.place);
    }
}

/// Chinese in either writing is one language here: a clause that says 中文 does not tell which.
fn said(policy: &Policy, lang: Lang) -> Option<Said> {
    let document = &policy.edition(lang)?.document;
    let mut found: Option<Said> = None;
    for (id, clause) in document.iter() {
        if clause.class != Class::Text {
            continue;
        }
        for (named, span) in prevailing(document.body(id)) {
            let named = if named.is_chinese() { Lang::Zh } else { named };
            let start = clause.body.start;
            let place = Span {
                start: start + span.start,
                end: start + span.end,
            };
            let said = found.get_or_insert_with(|| Said {
                langs: BTreeSet::new(),
                place,
            });
            said.langs.insert(named);
        }
    }
    found
}
