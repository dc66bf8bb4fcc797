//! Names of aligned clauses.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Check, Class, Findings, GroupId, Policy, Severity};
use crate::rules::naming::{AllDisplaced, Key, Naming, Wrong, displaced, partners, slips, swaps};
use crate::text::{Lang, Span, excerpt};

rule! {
    /// Aligned clauses give a party, product or service different names.
    ///
    /// ## Why
    /// A name is what a reader looks for: a letter lost in it, or the name of another product in its place, makes the
    /// clause speak of something else, or of nothing. Names that the editions keep in Latin letters are compared with
    /// each other, and with how each edition writes them elsewhere. Countries are known in all languages: the law of
    /// another one is another law.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. The lists that you keep in Papermill stay there for a year.
    /// [ja] 1. Papermilに保存されたリストは、1年間保管されます。
    /// ```
    /// ```policy fail
    /// [en] 1. You can open Papermill Desk on two computers.
    /// [zh] 1. 您可以在两台电脑上打开Papremill Desk。
    /// [vi] 1. Bạn có thể mở Papermill Desk trên hai máy tính.
    /// ```
    /// ```policy fail
    /// [en] 1. Prices of Papermill Desk
    /// [en] The yearly price is shown before you pay.
    /// [en] 2. Prices of Papermill Loft
    /// [en] Students pay half.
    /// [en] 3. Refunds
    /// [en] Loft and Desk are refunded within a month.
    /// [zh] 1. Papermill Desk的价格
    /// [zh] 年费在您付款前显示。
    /// [zh] 2. Papermill Loft的价格
    /// [zh] 学生半价。
    /// [zh] 3. 退款
    /// [zh] Loft和Desk均在一个月内退款。
    /// [vi] 1. Giá của Papermill Desk
    /// [vi] Giá hằng năm được hiển thị trước khi bạn thanh toán.
    /// [vi] 2. Giá của Papermill Desk
    /// [vi] Sinh viên trả một nửa.
    /// [vi] 3. Hoàn tiền
    /// [vi] Loft và Desk được hoàn tiền trong vòng một tháng.
    /// ```
    /// ```policy fail
    /// [en] 1. On Android, drafts are saved in the cloud every hour.
    /// [en] 2. A draft that nobody opens for a year is deleted.
    /// [en] 3. On iOS, drafts stay on the phone.
    /// [ja] 1. iOSおよびAndroidでは、下書きは1時間ごとにクラウドに保存されます。
    /// [ja] 2. 1年間誰も開かない下書きは削除されます。
    /// [ja] 3. iOSでは、下書きは電話機に残ります。
    /// ```
    /// ```policy fail
    /// [en] These terms are governed by the law of Singapore.
    /// [zh] 本条款适用新加坡法律。
    /// [vi] Các điều khoản này được điều chỉnh bởi pháp luật Malaysia.
    /// ```
    /// ```policy pass
    /// [en] 1. Papermill keeps your reading list for a year.
    /// [en] 2. You may export the list from Papermill at any time.
    /// [ja] 1. ペーパーミルは、お客様の読書リストを1年間保管します。
    /// [ja] 2. リストはいつでもペーパーミルから書き出せます。
    /// [vi] 1. Papermill lưu danh sách đọc của bạn trong một năm.
    /// [vi] 2. Bạn có thể xuất danh sách từ Papermill bất cứ lúc nào.
    /// ```
    /// ```policy pass
    /// [en] 1. Papermill Desk shows your books on a shelf. It never shares them.
    /// [zh] 1. Papermill Desk在书架上显示您的图书。Papermill Desk绝不会分享这些图书。
    /// ```
    /// ```policy pass
    /// [en] These terms are governed by Estonian law, and disputes go to the courts of Tallinn.
    /// [vi] Các điều khoản này được điều chỉnh bởi pháp luật Estonia, và tranh chấp do tòa án tại Tallinn giải quyết.
    /// ```
    "name-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let naming = Naming::new(policy);
    misspelt(policy, &naming, out);
    let displaced = displaced(policy);
    countries(policy, &displaced, out);
    swapped(policy, &naming, &displaced, out);
}

/// Other countries in the place of countries.
fn countries(policy: &Policy, displaced: &AllDisplaced, out: &mut Findings) {
    let written = |lang: Lang, span: Span| {
        let edition = policy.edition(lang);
        edition.map_or("", |edition| edition.document.slice(span))
    };
    for one in &displaced.0 {
        let Some((first, meant)) = one.others.first().copied() else {
            continue;
        };
        let langs: Vec<Lang> = one.others.iter().map(|(lang, _)| *lang).collect();
        let finding = out.report("name-mismatch.other");
        finding
            .arg("found", excerpt(written(one.lang, one.at), 40))
            .arg("lang", one.lang)
            .arg("expected", excerpt(written(first, meant), 40))
            .arg("langs", langs)
            .severity(Severity::Error)
            .confidence(0.9)
            .primary(one.lang, one.at);
        for (other, at) in &one.others {
            finding.counterpart(*other, *at);
        }
    }
}

/// Names misspelt, each at its place; once where the edition keeps to it.
fn misspelt(policy: &Policy, naming: &Naming<'_>, out: &mut Findings) {
    let slips = slips(policy, naming);
    let mut habits: BTreeMap<(Lang, Key), BTreeSet<String>> = BTreeMap::new();
    for slip in slips.iter() {
        let meant = naming.written(slip.meant_in, slip.meant).to_lowercase();
        habits
            .entry((slip.lang, slip.key))
            .or_default()
            .insert(meant);
    }
    let mut named: BTreeSet<(Lang, Key)> = BTreeSet::new();
    for slip in slips.iter() {
        let found = naming.written(slip.lang, slip.span);
        let meant = naming.written(slip.meant_in, slip.meant);
        let habit = naming.count(slip.lang, &meant.to_lowercase()) == 0;
        if habit && !named.insert((slip.lang, slip.key)) {
            continue;
        }
        let id = match slip {
            slip if slip.open => "name-mismatch.open",
            slip if slip.meant_in == slip.lang => "name-mismatch.elsewhere",
            _ => "name-mismatch",
        };
        let finding = out.report(id);
        finding
            .arg("found", excerpt(found, 40))
            .arg("lang", slip.lang)
            .arg("expected", excerpt(meant, 40))
            .arg("langs", vec![slip.meant_in])
            .confidence(if slip.shown { 0.95 } else { 0.85 })
            .primary(slip.lang, slip.span);
        if slip.meant_in == slip.lang && !slip.open && slip.shown {
            finding.suggest(meant);
        }
        if slip.open {
            finding.primary(slip.meant_in, slip.meant);
        } else {
            finding.counterpart(slip.meant_in, slip.meant);
        }
        if !slip.shown {
            finding.severity(Severity::Warning);
        }
    }
}

/// Other names in the place of names.
fn swapped(policy: &Policy, naming: &Naming<'_>, displaced: &AllDisplaced, out: &mut Findings) {
    let partners = partners(policy, naming);
    let mut found = Vec::new();
    for (id, group) in policy.groups.iter().enumerate() {
        if group.class == Class::Text && group.confidence >= 0.5 {
            let id = GroupId(u32::try_from(id).unwrap_or(u32::MAX));
            swaps(policy, naming, &partners, id, group, &mut found);
        }
    }
    found.retain(|swap| !displaced.tell(swap.lang, swap.span));
    for swap in found {
        let (id, severity, confidence) = match swap.wrong {
            Wrong::Other => ("name-mismatch.other", Severity::Error, 0.85),
            Wrong::Added => ("name-mismatch.added", Severity::Warning, 0.75),
            Wrong::Lost => ("name-mismatch.lost", Severity::Warning, 0.7),
        };
        let found = excerpt(naming.written(swap.lang, swap.span), 40);
        let expected = excerpt(naming.written(swap.meant_in, swap.meant), 40);
        out.report(id)
            .arg("found", found)
            .arg("lang", swap.lang)
            .arg("expected", expected)
            .arg("langs", swap.others)
            .severity(severity)
            .confidence(confidence)
            .primary(swap.lang, swap.span)
            .counterpart(swap.meant_in, swap.meant);
    }
}
