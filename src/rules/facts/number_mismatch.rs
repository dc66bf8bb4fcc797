//! Numbers of aligned clauses.

use super::bounds;
use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Policy};

rule! {
    /// Aligned clauses state different numbers.
    ///
    /// ## Why
    /// A reader of one language is told another limit, age or quantity. Numbers are compared by value, whether written
    /// in digits, in Han numerals or in words; figures of labels, references, codes and addresses are none.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Each reader may borrow up to 12 books at a time.
    /// [ja] 一度に借りられる本は、お一人様20冊までです。
    /// ```
    /// ```policy fail
    /// [zh] 未满16周岁的学员须由监护人陪同参加潜水课程。
    /// [en] Students under 16 years of age dive only when a guardian comes along.
    /// [vi] Học viên dưới 18 tuổi chỉ được lặn khi có người giám hộ đi cùng.
    /// ```
    /// ```policy fail
    /// [en] The garden holds three copies of the key.
    /// [zh] 园区保管四份钥匙副本。
    /// ```
    /// ```policy fail
    /// [en] Guests under 12 years of age swim free of charge.
    /// [ja] 12歳以下のお客様は、無料でご利用いただけます。
    /// ```
    /// ```policy fail
    /// [en] The lease ends early with the consent of both parties.
    /// [zh] 经双方同意，租约可以提前终止。
    /// [vi] Hợp đồng thuê chấm dứt sớm khi có sự đồng ý của cả ba bên.
    /// ```
    /// ```policy fail
    /// [en] If nobody opens, the courier makes two further attempts.
    /// [zh] 如无人应门，快递员会再派送一次。
    /// [ja] 不在の場合、配達員がもう一度だけ配達を試みます。
    /// [vi] Nếu không có ai mở cửa, người giao hàng sẽ giao lại thêm một lần nữa.
    /// ```
    /// ```policy pass
    /// [en] Only guests who are 12 or older may dive.
    /// [ja] 12歳未満のお客様は、潜水できません。
    /// [vi] Khách chưa đủ 12 tuổi không được lặn.
    /// ```
    /// ```policy pass
    /// [en] Each of the twelve huts has 1,200 litres of water.
    /// [zh] 十二间小屋各备有1200升水。
    /// [ja] 12棟の小屋には、それぞれ1,200リットルの水があります。
    /// [vi] Mỗi căn trong số mười hai căn nhà gỗ có 1.200 lít nước.
    /// ```
    /// ```policy pass
    /// [en] Both parties sign; third parties and one of the neighbours may watch.
    /// [zh] 双方签字；第三方和一位邻居可以旁观。
    /// [ja] 両当事者が署名し、第三者と隣人の一人が立ち会うことができます。
    /// [vi] Hai bên cùng ký; bên thứ ba và một người hàng xóm có thể chứng kiến.
    /// ```
    /// ```policy pass
    /// [en] Connections use TLS 1.2, and passwords are stored as SHA-256 hashes.
    /// [vi] Kết nối dùng TLS 1.2 và mật khẩu được lưu dưới dạng giá trị băm SHA-256.
    /// ```
    "number-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "number-mismatch",
    absent: "number-mismatch.absent",
    extra: "number-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    verdict::report(policy, Kind::Number, WORDING, out);
    bounds::report(policy, Kind::Number, "number-mismatch.bound", out);
}
