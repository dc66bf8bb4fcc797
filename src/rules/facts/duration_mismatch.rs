//! Periods of aligned clauses.

use super::bounds;
use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Policy};

rule! {
    /// Aligned clauses state different periods.
    ///
    /// ## Why
    /// A reader of one language is promised another period. Two weeks are fourteen days and a year is twelve
    /// months, but a month is not thirty days, and working days are not days. Within two weeks is not after two weeks.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You may return the tent within 14 days.
    /// [ja] テントは7日以内に返品できます。
    /// ```
    /// ```policy fail
    /// [zh] 我们将在收到申请后五个工作日内答复。
    /// [en] We answer within five business days of your application.
    /// [vi] Chúng tôi trả lời trong vòng năm ngày kể từ khi nhận đơn.
    /// ```
    /// ```policy fail
    /// [en] Recordings are kept for six months.
    /// [zh] 录音保存六周。
    /// ```
    /// ```policy fail
    /// [en] Please return the key within 14 days.
    /// [zh] 请在14天内归还钥匙。
    /// [vi] Vui lòng trả chìa khóa sau 14 ngày.
    /// ```
    /// ```policy fail
    /// [en] 1. Boats are booked by phone.
    /// [en] 2. A booking may be cancelled up to 48 hours before it starts.
    /// [ja] 1. ボートは電話で予約してください。
    /// [ja] 2. 予約は、開始の24時間前まで取り消すことができます。
    /// ```
    /// ```policy pass
    /// [en] Please tell us at least seven days before your stay.
    /// [ja] ご滞在の7日前までにお知らせください。
    /// [zh] 请在入住前7日以前告知我们。
    /// ```
    /// ```policy pass
    /// [en] You may return the tent within two weeks, and the warranty runs for one year.
    /// [zh] 您可以在14天内退回帐篷，保修期为十二个月。
    /// [ja] テントは2週間以内に返品でき、保証期間は1年間です。
    /// [vi] Bạn có thể trả lại lều trong vòng 14 ngày và thời hạn bảo hành là 12 tháng.
    /// ```
    /// ```policy pass
    /// [en] We answer within thirty (30) days.
    /// [vi] Chúng tôi trả lời trong vòng 30 (ba mươi) ngày.
    /// [zh] 我们将在三十日内答复。
    /// ```
    /// ```policy pass
    /// [en] You may not use the phone booth for more than 45 minutes at a time.
    /// [zh] 每次占用电话间不得超过45分钟。
    /// [vi] Bạn không được dùng buồng gọi quá 45 phút mỗi lần.
    /// ```
    "duration-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "duration-mismatch",
    absent: "duration-mismatch.absent",
    extra: "duration-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    verdict::report(policy, Kind::Duration, WORDING, out);
    bounds::report(policy, Kind::Duration, "duration-mismatch.bound", out);
}
