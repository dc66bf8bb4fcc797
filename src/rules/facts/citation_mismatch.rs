//! Citations of law of aligned clauses.

use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Policy};

rule! {
    /// Aligned clauses cite different law.
    ///
    /// ## Why
    /// A reader of one language looks up another provision. Statutes are known by their names in each language and by
    /// their numbers; a statute that only one edition names may be a lawful local addition and is none of this.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] We process guest lists under Article 6(1)(b) of the GDPR.
    /// [ja] 当館は、GDPR第9条第1項に基づき宿泊者名簿を取り扱います。
    /// ```
    /// ```policy fail
    /// [zh] 依据《个人信息保护法》第十三条，我们保存来访登记。
    /// [en] We keep the visitors' book under Article 13 of the Personal Information Protection Law.
    /// [vi] Chúng tôi lưu sổ khách theo Điều 31 Luật Bảo vệ thông tin cá nhân của Trung Quốc.
    /// ```
    /// ```policy pass
    /// [ja] 個人情報の保護に関する法律（平成15年法律第57号）第27条に従います。
    /// [en] We follow Article 27 of the Act on the Protection of Personal Information (Act No. 57 of 2003).
    /// ```
    "citation-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "citation-mismatch",
    absent: "citation-mismatch.absent",
    extra: "citation-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    verdict::report(policy, Kind::Citation, WORDING, out);
}
