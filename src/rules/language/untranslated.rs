//! Text that was left in the language of another edition.

use super::leftover::{self, Leftover, Leftovers, Origin, same};
use super::running::is_sentence;
use super::{phrases, verbatim};
use crate::model::{Check, ClauseId, Fact, Findings, Group, Policy, Severity, Value};
use crate::text::{Lang, Span, excerpt};

rule! {
    /// Text was left in another language than the edition's.
    ///
    /// ## Why
    /// A translator or a program skipped it: a reader of this edition cannot read the clause. Names,
    /// addresses, titles of statutes and licences keep their language and are not meant.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Loans
    /// [en] You may keep a book for three weeks and renew it once.
    /// [en] 2. Lost books
    /// [en] If you lose a book, you pay what a new copy costs us.
    /// [ja] 1. 貸出
    /// [ja] 本は3週間借りることができ、1回に限り延長できます。
    /// [ja] 2. 紛失
    /// [ja] If you lose a book, you pay what a new copy costs us.
    /// ```
    /// ```policy fail
    /// [zh] 带有假冒商标的书不得进入书库。
    /// [en] Books that bear 假冒 marks must not be shelved.
    /// ```
    /// ```policy fail
    /// [en] 1. Opening hours
    /// [en] The reading room is open from nine to five.
    /// [en] 2. Food
    /// [en] Please leave your food in the lockers by the door and take only water with you.
    /// [vi] 1. Giờ mở cửa
    /// [vi] Phòng đọc mở cửa từ chín giờ đến mười bảy giờ.
    /// [vi] 2. Đồ ăn
    /// [vi] Vui lòng để đồ ăn in the lockers by the door and take only water with you.
    /// ```
    /// ```policy fail
    /// [zh] 1. 借阅
    /// [zh] 您可以借阅图书三周，并可以续借一次。
    /// [zh] 2. 遗失
    /// [zh] 如果您遗失了图书，您应当支付我们购买新书的费用。
    /// [vi] 1. Mượn sách
    /// [vi] Bạn có thể mượn sách trong ba tuần và gia hạn một lần.
    /// [vi] 2. Làm mất sách
    /// [vi] 如果您遗失了图书，您应当支付我们购买新书的费用。
    /// ```
    /// ```policy fail
    /// [zh] 1. 借阅
    /// [zh] 您可以借阅图书三周，并可以续借一次。
    /// [zh] 2. 遗失
    /// [zh] 如果您遗失了图书，您应当支付我们购买新书的费用。
    /// [ja] 1. Loans
    /// [ja] You may keep a book for three weeks and renew it once.
    /// [ja] 2. Lost books
    /// [ja] If you lose a book, you pay what a new copy costs us.
    /// ```
    /// ```policy pass
    /// [en] Questions go to the Reading Room, 14 Quay Street, Port Ellery, or to room@papermill.example.
    /// [zh] 如有问题，请致函 Reading Room, 14 Quay Street, Port Ellery，或发送邮件至 room@papermill.example。
    /// [vi] Câu hỏi xin gửi về Reading Room, 14 Quay Street, Port Ellery, hoặc room@papermill.example.
    /// ```
    /// ```policy pass
    /// [en] Papermill Reading Room Holdings Limited
    /// [en] In these rules “Papermill Rules for the Use of Our Reading Rooms” means this document.
    /// [ja] Papermill Reading Room Holdings Limited
    /// [ja] 本規則において「Papermill Rules for the Use of Our Reading Rooms」とは、本書をいいます。
    /// ```
    /// ```policy pass
    /// [en] 1. Licence
    /// [en] The catalogue is under the Creative Commons Attribution-ShareAlike 4.0 International Public License.
    /// [ja] 1. ライセンス
    /// [ja] 目録は Creative Commons Attribution-ShareAlike 4.0 International Public License の下で提供されます。
    /// [zh] 1. 许可
    /// [zh] 目录依据 Creative Commons Attribution-ShareAlike 4.0 International Public License 提供。
    /// [vi] 1. Giấy phép
    /// [vi] Danh mục được cung cấp theo Creative Commons Attribution-ShareAlike 4.0 International Public License.
    /// ```
    "untranslated", since "0.1.0", Error, mqm "accuracy/untranslated", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let leftovers = leftover::leftovers(policy);
    for (lang, left) in &*leftovers {
        match left.whole {
            Some(other) => whole(policy, *lang, other, left, out),
            None => clauses(policy, *lang, left, out),
        }
    }
    let is_left = |lang: Lang, group: &Group| {
        let left = leftovers.get(&lang);
        left.is_some_and(|left| {
            left.whole.is_some()
                || group.of(lang).iter().any(|clause| {
                    left.clauses
                        .binary_search_by_key(clause, |one| one.clause)
                        .is_ok()
                })
        })
    };
    for group in &policy.groups {
        for (lang, other) in verbatim::pairs(group) {
            if !is_left(lang, group) && !is_left(other, group) {
                parts(policy, group, lang, other, out);
            }
        }
    }
}

/// The whole edition is in another language.
fn whole(policy: &Policy, lang: Lang, other: Lang, left: &Leftovers, out: &mut Findings) {
    let Some(first) = left.clauses.iter().find(|one| one.other == other) else {
        return;
    };
    out.report("untranslated.edition")
        .arg("lang", lang)
        .arg("other", other)
        .confidence(0.97)
        .primary(lang, clipped(policy, lang, first.span));
}

fn clauses(policy: &Policy, lang: Lang, left: &Leftovers, out: &mut Findings) {
    for run in leftover::runs(&left.clauses) {
        let [first, ..] = run else { continue };
        let (at, confidence) = match first.origin {
            Origin::Copy(member, clause) => ((member, clause), 0.96),
            Origin::Aligned(member, clause) => {
                let sure = policy
                    .group(lang, first.clause)
                    .map_or(0.5, |group| group.confidence);
                ((member, clause), 0.6 + 0.3 * sure)
            }
            Origin::Stray => continue,
        };
        let finding = out.report(if run.len() > 1 {
            "untranslated.run"
        } else {
            "untranslated"
        });
        finding
            .arg("text", excerpt(text(policy, lang, first.span), 40))
            .arg("lang", lang)
            .arg("other", first.other);
        if run.len() > 1 {
            finding.arg("count", run.len());
        }
        finding.confidence(confidence);
        if first.shared {
            finding.severity(Severity::Info).confidence(0.4);
        }
        for Leftover { span, .. } in run {
            finding.primary(lang, *span);
        }
        if let Some(clause) = policy.clause(at.0, at.1) {
            finding.counterpart(at.0, clause.body);
        }
    }
}

/// Words of another edition's clause inside a clause.
fn parts(policy: &Policy, group: &Group, lang: Lang, other: Lang, out: &mut Findings) {
    for clause in group.of(lang) {
        let Some(body) = policy.clause(lang, *clause).map(|clause| clause.body) else {
            continue;
        };
        let text = policy.body(lang, *clause);
        let originals: Vec<&str> = group
            .of(other)
            .iter()
            .map(|clause| policy.body(other, *clause))
            .collect();
        // What a further edition keeps as well is a name, or a word that everybody has borrowed.
        let keeps = |part: &str| {
            let further = group
                .members
                .keys()
                .filter(|one| **one != lang && !same(**one, other));
            further
                .flat_map(|one| group.of(*one).iter().map(move |clause| (*one, *clause)))
                .any(|(one, clause)| policy.body(one, clause).contains(part))
        };
        let mut found: Vec<_> = verbatim::runs(text, &originals, other)
            .into_iter()
            .filter(|range| is_sentence(&text[range.clone()], other))
            .collect();
        let short = found.is_empty();
        if short {
            let witnessed = group
                .members
                .keys()
                .any(|one| *one != lang && !same(*one, other));
            found = phrases::phrases(text, lang, &originals, other, witnessed, &keeps);
        }
        let start = body.start as usize;
        for range in found {
            let span = Span::new(start + range.start, start + range.end);
            if is_name(policy, lang, *clause, span) {
                continue;
            }
            let part = &text[range];
            let finding = out.report("untranslated.part");
            finding
                .arg("text", excerpt(part, 40))
                .arg("lang", lang)
                .arg("other", other)
                .confidence(0.6 + 0.3 * group.confidence)
                .primary(lang, span);
            if short {
                finding.severity(Severity::Warning);
            }
            if let Some(clause) = group.first(other).and_then(|id| policy.clause(other, id)) {
                finding.counterpart(other, clause.body);
            }
        }
    }
}

/// Whether a stretch is a name and nothing else.
fn is_name(policy: &Policy, lang: Lang, clause: ClauseId, span: Span) -> bool {
    let is_name =
        |fact: &Fact| matches!(fact.value, Value::Name { .. }) && fact.span.contains(span);
    policy
        .edition(lang)
        .is_some_and(|edition| edition.facts_of(clause).any(is_name))
}

fn text(policy: &Policy, lang: Lang, span: Span) -> &str {
    policy
        .edition(lang)
        .map_or("", |edition| edition.document.slice(span))
}

/// The first words of a span.
fn clipped(policy: &Policy, lang: Lang, span: Span) -> Span {
    let text = text(policy, lang, span);
    let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    Span::new(span.start as usize, span.start as usize + end)
}
