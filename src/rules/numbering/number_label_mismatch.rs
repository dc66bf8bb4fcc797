//! Labels of aligned clauses that differ in value.

use super::deviation::{Labels, Run};
use crate::language::numeral;
use crate::model::{Check, Class, ClauseId, Document, Findings, Group, Label, Policy, Severity};
use crate::text::{Lang, excerpt};

rule! {
    /// Aligned clauses carry different numbers.
    ///
    /// ## Why
    /// Whoever cites a clause by its number points the readers of another language at something else. Only
    /// values count: 四、 is 4. is Article 4, and item 1 of section 2 is 2.1. Labels that are all shifted alike
    /// are one finding. Where a list merely closed up behind a missing item, the missing item is the finding; of sections
    /// that closed up it is said as information, for whoever cites them.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Opening an account
    /// [en] You open an account with a name and a password.
    /// [en] 2. Paying for an order
    /// [en] Orders are paid in advance.
    /// [en] 3. Returning goods
    /// [en] Goods are returned to our warehouse.
    /// [vi] 1. Mở tài khoản
    /// [vi] Bạn mở tài khoản bằng tên và mật khẩu.
    /// [vi] 2. Thanh toán đơn hàng
    /// [vi] Đơn hàng được thanh toán trước.
    /// [vi] 5. Trả lại hàng hóa
    /// [vi] Hàng hóa được gửi trả về kho của chúng tôi.
    /// ```
    /// ```policy pass
    /// [zh] 一、账户
    /// [zh] 1. 您使用真实姓名开立账户。
    /// [zh] 2. 您须妥善保管密码。
    /// [zh] 二、付款
    /// [zh] 1. 订单须预先付款。
    /// [en] 1. Accounts
    /// [en] 1.1 You open an account under your real name.
    /// [en] 1.2 You keep your password safe.
    /// [en] 2. Payment
    /// [en] 2.1 Orders are paid in advance.
    /// [ja] 第1条（アカウント）
    /// [ja] （1）お客様は実名でアカウントを開設します。
    /// [ja] （2）お客様はパスワードを安全に保管します。
    /// [ja] 第2条（支払い）
    /// [ja] （1）注文の代金は前払いとします。
    /// [vi] Điều 1. Tài khoản
    /// [vi] 1. Bạn mở tài khoản bằng tên thật.
    /// [vi] 2. Bạn giữ mật khẩu an toàn.
    /// [vi] Điều 2. Thanh toán
    /// [vi] 1. Đơn hàng được thanh toán trước.
    /// ```
    /// ```policy pass
    /// [en] 1. Visitors
    /// [en] 1.1 Visitors sign in at the desk.
    /// [en] 1.2 Visitors wear a badge.
    /// [en] 2. Photographs
    /// [en] Photographs need our consent.
    /// [ja] 第1条（来訪者）
    /// [ja] 来訪者は受付で記帳します。
    /// [ja] 2 来訪者は名札を着用します。
    /// [ja] 第2条（撮影）
    /// [ja] 撮影には当社の同意が必要です。
    /// ```
    "number-label-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}
fn check(policy: &Policy, out: &mut Findings) {
    if policy.editions.len() < 2 {
        return;
    }
    let labels = Labels::new(policy);
    for run in labels.runs() {
        report(&labels, &run, out);
    }
    for group in policy
        .groups
        .iter()
        .filter(|group| group.class == Class::Text && group.confidence >= 0.6)
    {
        unlabelled(&labels, group, out);
    }
}

fn report(labels: &Labels<'_>, run: &Run, out: &mut Findings) {
    let (Some(edition), Some(other), Some(first)) =
        (labels.of(run.lang), labels.of(run.other), run.pairs.first())
    else {
        return;
    };
    let shifted = run.pairs.len() > 1;
    let finding = out.report(if shifted {
        "number-label-mismatch.shift"
    } else {
        "number-label-mismatch"
    });
    finding
        .arg("lang", run.lang)
        .arg("langs", run.others.clone());
    finding
        .arg("found", edition.written(first.clause))
        .arg("expected", other.written(first.counterpart));
    if shifted {
        finding
            .arg("text", excerpt(edition.document.body(first.clause), 40))
            .arg("count", run.pairs.len());
    }
    if run.closed_up {
        finding.severity(Severity::Info);
    }
    finding.confidence(run.confidence * if run.closed_up { 0.85 } else { 0.97 });
    for pair in &run.pairs {
        if let Some(label) = edition.label(pair.clause) {
            finding.primary(run.lang, label.written);
        }
    }
    for pair in &run.pairs {
        if let Some(label) = other.label(pair.counterpart) {
            finding.counterpart(run.other, label.written);
        }
    }
    if let [pair] = run.pairs.as_slice()
        && !run.closed_up
        && let (Some(label), Some(right)) =
            (edition.label(pair.clause), other.label(pair.counterpart))
        && let Some(text) = relabelled(label, right, run.lang, edition.document)
    {
        finding.suggest(text);
    }
}

/// A label with the number of another, in its own manner; `None` where more than one ordinal differs or is written.
fn relabelled(label: &Label, right: &Label, lang: Lang, document: &Document) -> Option<String> {
    let ([old], [new]) = (label.ordinals.as_slice(), right.ordinals.as_slice()) else {
        return None;
    };
    let (before, behind) = (label.frame.0.as_str(), label.frame.1.as_str());
    let written = |n: u16| {
        let ordinal = numeral::write_in(n, label.numeral, lang)?;
        Some(format!("{before}{ordinal}{behind}"))
    };
    // Frames are folded: a label that is not written as they say is left to its writer.
    (written(*old)? == document.slice(label.written)).then(|| written(*new))?
}

/// A clause without a label among labelled siblings, where the other editions have one.
fn unlabelled(labels: &Labels<'_>, group: &Group, out: &mut Findings) {
    let single = |lang: Lang| match group.of(lang) {
        [one] if !group.moved.contains(&lang) => labels.of(lang).map(|edition| (edition, *one)),
        _ => None,
    };
    let members: Vec<_> = group
        .members
        .keys()
        .filter_map(|lang| single(*lang))
        .collect();
    let (with, without): (Vec<_>, Vec<_>) = members
        .into_iter()
        .partition(|(edition, id)| edition.document.clause(*id).label.is_some());
    let counting: Vec<_> = with
        .iter()
        .filter(|(edition, id)| edition.label(*id).is_some())
        .collect();
    if counting.is_empty() || with.len() < without.len() {
        return;
    }
    let Some((other, counterpart)) = counting
        .iter()
        .find(|(edition, _)| edition.lang == labels.policy.source)
        .or(counting.first())
        .map(|found| (found.0, found.1))
    else {
        return;
    };
    for (edition, id) in without {
        // The neighbours of the counterpart, as this edition has them.
        let neighbour = |step: isize| -> Option<ClauseId> {
            let id = other.neighbour(counterpart, step)?;
            match labels.policy.group(other.lang, id)?.of(edition.lang) {
                [one] => edition
                    .label(*one)
                    .filter(|label| {
                        Some(label.ordinal()) == other.label(id).map(|label| label.ordinal())
                    })
                    .map(|_| *one),
                _ => None,
            }
        };
        let is_last = other.neighbour(counterpart, 1).is_none();
        // The first paragraph of a Japanese article (第1項) carries no number, and the first of a list may be its lead.
        let Some(before) = neighbour(-1) else {
            continue;
        };
        let after = neighbour(1);
        // A label that is skipped between two others is a gap, which names the clause itself.
        let skipped = after.is_some() && edition.neighbour(before, 1) == after;
        if skipped || (after.is_none() && !is_last) {
            continue;
        }
        let langs: Vec<Lang> = counting.iter().map(|(edition, _)| edition.lang).collect();
        let finding = out.report("number-label-mismatch.absent");
        finding
            .severity(Severity::Info)
            .confidence(group.confidence * 0.7)
            .arg("lang", edition.lang)
            .arg("langs", langs);
        finding
            .arg("text", excerpt(edition.document.body(id), 40))
            .arg("expected", other.written(counterpart));
        finding.primary(edition.lang, edition.document.clause(id).span);
        if let Some(label) = other.label(counterpart) {
            finding.counterpart(other.lang, label.written);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang::{En, Ja, Vi, Zh};

    #[test]
    fn a_shift_of_sections_is_one_finding() {
        // Sections 四 to 六 are 2.4 to 2.6 in English, whose 2.1 to 2.3 are the items of section 2.
        let zh = "a # 一、 1 范围\nb # 二、 2 收集\n  b1 · 1. 1 甲\n  b2 · 2. 2 乙\n  b3 · 3. 3 丙\nc # 三、 3 使用\nd # 四、 4 共享\n  d1 · 1. 1 同意\n  d2 · 2. 2 法律\ne # 五、 5 缓存\nf # 六、 6 存储";
        let en = "a # 1、 1 Scope\nb # 2、 2 Collection\n  b1 # 2.1 2.1 A\n  b2 # 2.2 2.2 B\n  b3 # 2.3 2.3 C\n  d # 2.4 2.4 Sharing\n    d1 · 1. 1 Consent\n    d2 · 2. 2 Law\n  e # 2.5、 2.5 Cookies\n  f # 2.6、 2.6 Storage";
        let ja = "a # 一、 1 範囲\nb # 二、 2 収集\n  b1 · 1. 1 甲\n  b2 · 2. 2 乙\n  b3 · 3. 3 丙\nd # 四、 4 共有\n  d1 · 1. 1 同意\n  d2 · 2. 2 法律\ne # 五、 5 クッキー\nf # 六、 6 保存";
        let found = Sample::new(Zh)
            .edition(Zh, zh)
            .edition(En, en)
            .edition(Ja, ja)
            .check(&RULE);
        assert_eq!(
            found,
            ["number-label-mismatch.shift error: en>2.4 en>2.5、 en>2.6、 zh=四、 zh=五、 zh=六、"]
        );
        let found = Sample::new(Zh).edition(Zh, zh).edition(En, en).check(&RULE);
        assert_eq!(
            found,
            ["number-label-mismatch.shift error: en>2.4 en>2.5、 en>2.6、 zh=四、 zh=五、 zh=六、"]
        );
    }

    #[test]
    fn sections_that_closed_up_are_information_and_items_none() {
        let en = "a # 1. 1 A\nb # 2. 2 B\nc # 3. 3 C\n  c1 · (a) 1 x\n  c2 · (b) 2 y\n  c3 · (c) 3 z\nd # 4. 4 D";
        let vi = "a # 1. 1 A\nc # 2. 2 C\n  c1 · (a) 1 x\n  c3 · (b) 2 z\nd # 3. 3 D";
        let found = Sample::new(En).edition(En, en).edition(Vi, vi).check(&RULE);
        assert_eq!(
            found,
            ["number-label-mismatch.shift info: vi>2. vi>3. en=3. en=4."]
        );
    }

    #[test]
    fn the_majority_names_the_odd_edition() {
        let right = "a # 1. 1 A\nb # 2. 2 B\nc # 3. 3 C";
        let found = Sample::new(En)
            .edition(En, "a # 1. 1 A\nb # 2. 2 B\nc # 5. 5 C")
            .edition(Vi, right)
            .edition(Ja, right)
            .check(&RULE);
        assert_eq!(found, ["number-label-mismatch error: en>5. ja=3."]);
        // Of two the source is right, unless only the source counts irregularly.
        let found = Sample::new(En)
            .edition(En, right)
            .edition(Vi, "a # 1. 1 A\nb # 2. 2 B\nc # 5. 5 C")
            .check(&RULE);
        assert_eq!(found, ["number-label-mismatch error: vi>5. en=3."]);
        let found = Sample::new(En)
            .edition(En, "a # 1. 1 A\nb # 2. 2 B\nc # 5. 5 C")
            .edition(Vi, right)
            .check(&RULE);
        assert_eq!(found, ["number-label-mismatch error: en>5. vi=3."]);
    }

    #[test]
    fn styles_and_equal_paths_are_silent() {
        let zh = "a # 第一章 1 总则\n  b # 第一条 1 范围\nc # 第二章 2 账户\n  d # 第二条 2 开立\n    e · （一） 1 甲\n    f · （二） 2 乙";
        let vi = "a # Chapter1 1 A\n  b # Điều1. 1 B\nc # Chapter2 2 C\n  d # Điều2. 2 D\n    e · a) 1 x\n    f · b) 2 y";
        let en = "a # 1. 1 A\n  b # 1.1 1.1 B\nc # 2. 2 C\n  d # 2.1 2.1 D\n    e · (a) 1 x\n    f · (b) 2 y";
        assert_eq!(
            Sample::new(Zh)
                .edition(Zh, zh)
                .edition(Vi, vi)
                .edition(En, en)
                .check(&RULE),
            [""; 0]
        );
        // One edition without numbers at all.
        assert_eq!(
            Sample::new(Zh)
                .edition(Zh, "a # 一、 1 甲\nb # 二、 2 乙")
                .edition(En, "a # - - A\nb # - - B")
                .check(&RULE),
            [""; 0]
        );
    }

    #[test]
    fn a_lone_missing_label_is_worth_a_look() {
        let en = "a # 1. 1 A\nb # 2. 2 B\nc # 3. 3 C";
        let found = Sample::new(En)
            .edition(En, en)
            .edition(Ja, "a # 1. 1 甲\nb # 2. 2 乙\nc # - - 丙")
            .check(&RULE);
        assert_eq!(found, ["number-label-mismatch.absent info: ja>丙 en=3."]);
        // Between two labels it is a gap.
        assert_eq!(
            Sample::new(En)
                .edition(En, en)
                .edition(Ja, "a # 1. 1 甲\nb # - - 乙\nc # 3. 3 丙")
                .check(&RULE),
            [""; 0]
        );
    }

    #[test]
    fn a_first_paragraph_without_a_number_is_a_habit() {
        let en = "a # 1. 1 A\n  a1 · 1.1 1.1 x\n  a2 · 1.2 1.2 y\n  a3 · 1.3 1.3 z";
        let ja = "a # 第1条 1 甲\n  a1 p - - x\n  a2 · 2 2 y\n  a3 · 3 3 z";
        assert_eq!(
            Sample::new(En).edition(En, en).edition(Ja, ja).check(&RULE),
            [""; 0]
        );
        // Labels that changed places are numbering-order.
        let vi = "a # 1. 1 A\n  a1 · 1.1 1.1 x\n  a2 · 1.3 1.3 y\n  a3 · 1.2 1.2 z";
        assert_eq!(
            Sample::new(En).edition(En, en).edition(Vi, vi).check(&RULE),
            [""; 0]
        );
    }

    #[test]
    fn a_wrong_label_inside_an_edition_is_another_rules_finding() {
        let en = "a · 1. 1 A\nb · 2. 2 B\nc · 3. 3 C\nd · 4. 4 D";
        assert_eq!(
            Sample::new(En)
                .edition(En, en)
                .edition(Ja, "a · 1. 1 甲\nb · 2. 2 乙\nc · 2. 2 丙\nd · 4. 4 丁")
                .check(&RULE),
            [""; 0]
        );
    }
}
