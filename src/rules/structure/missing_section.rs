//! A whole section that some editions lack.

use super::absence::Extent;
use super::lack::{self, Ids};
use crate::model::{Check, Findings, Policy};

rule! {
    /// An edition lacks a section: a heading and what stands below it.
    ///
    /// ## Why
    /// The readers of one language are not told what the policy says to all others. The section is one finding,
    /// however many clauses it holds.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Article 1 Scope
    /// [en] These rules apply to every order placed in our shop.
    /// [en] Article 2 Delivery
    /// [en] We hand parcels to the carrier on the next working day.
    /// [en] The carrier tells you when the parcel arrives.
    /// [en] Article 3 Returns
    /// [en] You may send goods back if you do not like them.
    /// [zh] 第一条 适用范围
    /// [zh] 本规则适用于在本店提交的所有订单。
    /// [zh] 第二条 配送
    /// [zh] 我们在下一个工作日将包裹交给承运人。
    /// [zh] 承运人会通知您包裹的送达时间。
    /// [zh] 第三条 退货
    /// [zh] 如果您不喜欢商品，可以将其退回。
    /// [ja] 第1条 適用範囲
    /// [ja] 本規約は、当店で行われるすべてのご注文に適用されます。
    /// [ja] 第2条 配送
    /// [ja] 当店は、翌営業日に荷物を運送業者に引き渡します。
    /// [ja] 荷物の到着時刻は、運送業者がお知らせします。
    /// ```
    /// ```policy pass
    /// [en] Article 1 Scope
    /// [en] These rules apply to every order placed in our shop.
    /// [en] Article 2 Delivery
    /// [en] We hand parcels to the carrier on the next working day.
    /// [vi] Điều 1. Phạm vi áp dụng
    /// [vi] Quy tắc này áp dụng cho mọi đơn hàng được đặt tại cửa hàng của chúng tôi.
    /// [vi] Điều 2. Giao hàng
    /// [vi] Chúng tôi giao kiện hàng cho đơn vị vận chuyển vào ngày làm việc tiếp theo.
    /// ```
    "missing-section", since "0.1.0", Error, mqm "accuracy/omission", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let ids = Ids {
        one: "missing-section",
        heading: "missing-section",
        item: "missing-section",
        cell: "missing-section",
        run: "missing-section.run",
        source_only: "missing-section.source-only",
        note: "missing-section",
    };
    lack::report(policy, Extent::Section, false, &ids, out);
}

#[cfg(test)]
mod tests {
    use crate::model::Role;
    use crate::rules::structure::sample::{findings, found, policy};

    const EN: (&str, &str) = (
        "en",
        "t # Rules\na ## Hours\nb p Sunrise to sunset.\nc ## Dogs\nd p Dogs stay on the lead.\ne p Cats stay at home.\nf ## Picnics\ng p On the lawn.",
    );

    #[test]
    fn a_lost_section_is_one_finding_with_its_place() {
        let ja = (
            "ja",
            "t # 規則\na ## 時間\nb p 日の出から日没まで。\nf ## ピクニック\ng p 芝生の上で。",
        );
        let policy = policy(&[EN, ja]);
        let all = findings(&policy);
        assert_eq!(found(&policy), ["missing-section ja"]);
        assert_eq!(all[0].absent_in, [crate::text::Lang::Ja]);
        let place = all[0]
            .marks
            .iter()
            .find(|mark| mark.role == Role::InsertionPoint)
            .map(|mark| mark.span);
        assert_eq!(
            place.map(|place| place.start),
            policy
                .clause(crate::text::Lang::Ja, crate::model::ClauseId(2))
                .map(|clause| clause.span.end)
        );
    }

    #[test]
    fn of_three_editions_the_majority_says_what_is_missing() {
        let ja = (
            "ja",
            "t # 規則\na ## 時間\nb p 日の出から日没まで。\nf ## ピクニック\ng p 芝生の上で。",
        );
        let vi = (
            "vi",
            "t # Nội quy\na ## Giờ\nb p Từ sáng đến tối.\nc ## Chó\nd p Phải có dây dắt.\ne p Mèo ở nhà.\nf ## Dã ngoại\ng p Trên bãi cỏ.",
        );
        assert_eq!(found(&policy(&[EN, ja, vi])), ["missing-section ja"]);
        assert_eq!(
            found(&policy(&[ja, EN, vi])),
            ["missing-section ja"],
            "the source itself lacks it"
        );
        let zh = (
            "zh",
            "t # 规则\na ## 时间\nb p 日出至日落。\nf ## 野餐\ng p 在草坪上。",
        );
        assert_eq!(found(&policy(&[EN, ja, zh])), ["missing-section zh ja"]);
        assert_eq!(
            findings(&policy(&[EN, ja, zh]))[0].message.id,
            "missing-section.source-only"
        );
        assert_eq!(found(&policy(&[ja, EN, zh])), ["extra-section en"]);
        assert_eq!(found(&policy(&[ja, EN])), ["extra-section en"]);
    }

    #[test]
    fn a_section_with_one_clause_left_is_not_lost() {
        let ja = (
            "ja",
            "t # 規則\na ## 時間\nb p 日の出から日没まで。\ne p 猫は家に置いてください。\nf ## ピクニック\ng p 芝生の上で。",
        );
        assert_eq!(
            found(&policy(&[EN, ja])),
            ["missing-clause ja", "missing-clause ja"]
        );
    }
}
