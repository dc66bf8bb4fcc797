//! Dates of aligned clauses.

use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Policy};

rule! {
    /// Aligned clauses state different dates.
    ///
    /// ## Why
    /// A reader of one language misses a deadline or relies on a period that does not hold. A date that can be
    /// read in two ways (7/8/2025) agrees if one of its readings does; eras are counted in the common calendar.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Parcels sent before March 3, 2024 are stored in the old warehouse until their owners collect them.
    /// [zh] 2024年5月3日之前寄出的包裹存放于旧仓库，直至包裹所有人前来领取为止。
    /// ```
    /// ```policy fail
    /// [ja] 2025年4月1日から2025年9月30日までに申し込まれた方は、登録料が免除されます。
    /// [en] Those who apply from April 1, 2025 to September 30, 2025 pay no registration fee.
    /// [vi] Người đăng ký từ ngày 1 tháng 4 năm 2025 đến ngày 30 tháng 8 năm 2025 được miễn phí ghi danh.
    /// ```
    /// ```policy pass
    /// [en] The old fares end on 7/8/2025.
    /// [vi] Giá vé cũ kết thúc vào ngày 7 tháng 8 năm 2025.
    /// [ja] 旧運賃は令和7年8月7日に終了します。
    /// [zh] 旧票价于二〇二五年八月七日终止。
    /// ```
    /// ```policy pass
    /// [en] The pool is closed every year from December 24.
    /// [ja] プールは毎年12月24日から休業します。
    /// ```
    "date-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "date-mismatch",
    absent: "date-mismatch.absent",
    extra: "date-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    verdict::report(policy, Kind::Date, WORDING, out);
}
