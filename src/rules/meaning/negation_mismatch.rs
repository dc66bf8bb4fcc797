//! Negations of aligned sentences.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Policy};

rule! {
    /// A sentence is negated in one edition and not in another.
    ///
    /// ## Why
    /// A dropped “not” promises the reader of one language the contrary. What counts is how often a sentence
    /// is negated, in whatever form: “not only”, “not limited to” and “whether or not” negate nothing,
    /// and a word such as “refuse” may stand for a negation of the next language. In a long sentence that negates
    /// several things, it also counts which act each negation belongs to. Translators turn sentences round, so that
    /// one edition has a negation more or less than the rest and says the same: of four editions and more, a short
    /// sentence is a warning only where one edition has none and all others have one (or the other way round), else a
    /// note.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] We do not sell the photos that you leave in the locker.
    /// [ja] 当社は、お客様がロッカーに残した写真を販売しません。
    /// [vi] Chúng tôi bán các bức ảnh mà bạn để lại trong tủ khóa.
    /// ```
    /// ```policy fail
    /// [zh] 逾期未还的书会影响您借阅新书。
    /// [en] An overdue book affects your borrowing of new books.
    /// [ja] 期限を過ぎた本があっても、新しい本の貸出しには影響しません。
    /// ```
    /// ```policy fail
    /// [en] Where a limit of liability is not permitted by the law of your country, that limit does not apply to you, and you keep every right which the law of your country gives you.
    /// [zh] 如您所在国家的法律不允许限制责任，则该限制不适用于您，您仍享有您所在国家的法律赋予您的一切权利。
    /// [ja] お客様の国の法律が与える権利はすべてそのまま残り、同国の法律が責任の制限を許していない場合、その制限はお客様には適用されません。
    /// [vi] Nếu pháp luật của nước bạn cho phép giới hạn trách nhiệm thì giới hạn đó không áp dụng đối với bạn, và bạn vẫn có mọi quyền mà pháp luật của nước bạn trao cho bạn.
    /// ```
    /// ```policy fail
    /// [en] We will lend your boat to other guests without your separate consent.
    /// [zh] 未经您的单独同意，我们不会将您的小船借给其他客人。
    /// [ja] 当方は、お客様の個別の同意なく、お客様の小舟を他の方に貸すことはありません。
    /// ```
    /// ```policy pass
    /// [en] We collect not only your name but also your seat.
    /// [zh] 我们不仅收集您的姓名，还收集您的座位号。
    /// [ja] 当社は、お客様の氏名だけでなく、座席も収集します。
    /// [vi] Chúng tôi không chỉ thu thập tên mà còn thu thập chỗ ngồi của bạn.
    /// ```
    /// ```policy pass
    /// [en] The notice contains at least your name. It takes effect with or without a signature.
    /// [zh] 通知的内容不得少于您的姓名。无论是否签名，通知均生效。
    /// [ja] 通知には、少なくともお客様の氏名を記載します。署名の有無を問わず、効力を生じます。
    /// [vi] Thông báo ít nhất phải có tên của bạn. Thông báo có hiệu lực dù có chữ ký hay không.
    /// ```
    /// ```policy pass
    /// [en] Tell us whether or not you need a lamp, including but not limited to a reading lamp.
    /// [zh] 请告知我们您是否需要灯具，包括但不限于阅读灯。
    /// [ja] 読書灯を含みますがこれらに限られない照明が必要かどうかをお知らせください。
    /// ```
    "negation-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    report::report(policy, Kind::Negation, &[], out);
}
