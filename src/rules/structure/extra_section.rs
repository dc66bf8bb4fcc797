//! A whole section that only one translation has.

use super::absence::Extent;
use super::lack::{self, Ids};
use crate::model::{Check, Findings, Policy};

rule! {
    /// A single translation has a section that no other edition has.
    ///
    /// ## Why
    /// It may be left over from an older version of the source, or belong to another policy. A lawful local addition
    /// looks the same: whoever knows the text decides.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Article 1 Scope
    /// [en] This policy applies to personal information that we collect through the app.
    /// [en] Article 2 Cookies
    /// [en] You can block cookies in the settings of your browser.
    /// [vi] Điều 1. Phạm vi áp dụng
    /// [vi] Chính sách này áp dụng cho thông tin cá nhân mà chúng tôi thu thập qua ứng dụng.
    /// [vi] Điều 2. Cookie
    /// [vi] Bạn có thể chặn cookie trong phần cài đặt của trình duyệt.
    /// [vi] Điều 3. Trẻ em
    /// [vi] Dịch vụ này không dành cho trẻ em dưới 16 tuổi.
    /// [vi] Cha mẹ có thể yêu cầu chúng tôi xóa tài khoản của con mình.
    /// ```
    /// ```policy pass
    /// [zh] 第一条 适用范围
    /// [zh] 本规则适用于博物馆的所有参观者。
    /// [zh] 第二条 存包处
    /// [zh] 请将大件包裹存放在存包处。
    /// [ja] 第1条 適用範囲
    /// [ja] この規則は、博物館のすべての来館者に適用されます。
    /// [ja] 第2条 クローク
    /// [ja] 大きな荷物はクロークにお預けください。
    /// ```
    "extra-section", since "0.1.0", Warning, mqm "accuracy/addition", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let ids = Ids {
        one: "extra-section",
        heading: "extra-section",
        item: "extra-section",
        cell: "extra-section",
        run: "extra-section.run",
        source_only: "extra-section",
        note: "extra-section",
    };
    lack::report(policy, Extent::Section, true, &ids, out);
}
