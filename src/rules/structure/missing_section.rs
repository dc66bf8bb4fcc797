//! A whole section that some editions lack.

use super::absence::{self, Extent, Ids};
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
    let ids = Ids { one: "missing-section", heading: "missing-section", item: "missing-section", cell: "missing-section", run: "missing-section.run", source_only: "missing-section.source-only" };
    absence::report(policy, Extent::Section, false, &ids, out);
}
