//! Dates and times of the day of aligned clauses.

use std::collections::BTreeSet;

use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Group, Policy};
use crate::text::Lang;

rule! {
    /// Aligned clauses state different dates or times of the day.
    ///
    /// ## Why
    /// A reader of one language misses a deadline or relies on a period that does not hold. A date that can be
    /// read in two ways (7/8/2025) agrees if one of its readings does; eras are counted in the common calendar. Times of the
    /// day are compared where the editions name no different time zones.
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
    /// ```policy fail
    /// [en] The reading room is open from 9:00 a.m. to 5:30 p.m.
    /// [zh] 阅览室的开放时间为上午9点至下午6点30分。
    /// [ja] 閲覧室は9時から17時30分まで開いています。
    /// ```
    /// ```policy pass
    /// [en] The office answers the telephone from 9:00 to 17:00 Japan time.
    /// [zh] 办公室于北京时间8:00至16:00接听电话。
    /// ```
    /// ```policy pass
    /// [en] The gate closes at 6 p.m.
    /// [vi] Cổng đóng lúc 18 giờ.
    /// [ja] 門は午後6時に閉まります。
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
    let in_one_zone = |group: &Group| {
        let zones = group.members.keys().map(|lang| zones(policy, group, *lang));
        let named: BTreeSet<_> = zones.filter(|zones| !zones.is_empty()).collect();
        named.len() < 2
    };
    verdict::report_changed(policy, Kind::Time, "date-mismatch.time", in_one_zone, out);
}

/// Words for a time zone, as they are written with times of the day, and the zone.
const ZONES: &[(&str, &str)] = &[
    ("UTC", "utc"),
    ("GMT", "utc"),
    ("JST", "jst"),
    ("日本時間", "jst"),
    ("日本标准时间", "jst"),
    ("日本時刻", "jst"),
    ("东京时间", "jst"),
    ("東京時間", "jst"),
    ("Japan time", "jst"),
    ("Japan Standard Time", "jst"),
    ("giờ Nhật Bản", "jst"),
    ("北京时间", "cst"),
    ("北京時間", "cst"),
    ("中国標準時", "cst"),
    ("中国时间", "cst"),
    ("Beijing time", "cst"),
    ("Beijing Time", "cst"),
    ("China Standard Time", "cst"),
    ("giờ Bắc Kinh", "cst"),
    ("台北時間", "cst"),
    ("台灣時間", "cst"),
    ("越南时间", "ict"),
    ("河内时间", "ict"),
    ("ベトナム時間", "ict"),
    ("Vietnam time", "ict"),
    ("Hanoi time", "ict"),
    ("giờ Việt Nam", "ict"),
    ("giờ Hà Nội", "ict"),
    ("ICT", "ict"),
];

/// The time zones that the clauses of a group name in one edition: 9:00 in Tokyo is 8:00 in Beijing.
fn zones(policy: &Policy, group: &Group, lang: Lang) -> BTreeSet<&'static str> {
    let bodies = group
        .of(lang)
        .iter()
        .map(|clause| policy.body(lang, *clause));
    bodies
        .flat_map(|body| ZONES.iter().filter(move |(word, _)| body.contains(word)))
        .map(|(_, zone)| *zone)
        .collect()
}
