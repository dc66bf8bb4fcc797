//! Tables of what is read and what is not.

use crate::facts::testing::table;

#[test]
fn dates() {
    table(
        "date",
        &[
            (
                "en",
                "on July 1, 2026 and 1 July 2026, or July 1st, 2026",
                "date:2026-07-01 | date:2026-07-01 | date:2026-07-01",
            ),
            (
                "en",
                "1st day of July 2026; Sept. 3, 2020; MAY 2026",
                "date:2026-07-01 | date:2020-09-03 | date:2026-05",
            ),
            ("en", "by 31 March of each year", "date:--03-31"),
            ("en", "replaces the 2021 edition", "date:2021"),
            ("en", "7/30/2025", "date:2025-07-30"),
            ("en", "7/8/2025", "date:2025-07-08/2025-08-07"),
            ("vi", "7/8/2025", "date:2025-08-07/2025-07-08"),
            ("en zh ja vi", "2026-07-01", "date:2026-07-01"),
            ("en zh ja", "2026/7/1", "date:2026-07-01"),
            ("en zh", "20181111", "date:2018-11-11"),
            ("en", "since 2019.", "date:2019"),
            ("zh ja", "2026年7月1日", "date:2026-07-01"),
            ("zh", "２０２６年７月１日起", "date:2026-07-01"),
            ("zh ja", "二〇二六年七月一日", "date:2026-07-01"),
            ("zh", "2026 年 7 月", "date:2026-07"),
            ("ja", "令和8年7月1日", "date:2026-07-01"),
            ("ja", "令和元年五月一日", "date:2019-05-01"),
            ("ja", "平成十三年", "date:2001"),
            ("zh-Hant", "民國114年7月30日", "date:2025-07-30"),
            ("ja", "毎年3月31日", "date:--03-31"),
            ("zh", "7月1日至5日", "date:--07-01"),
            ("vi", "ngày 1 tháng 7 năm 2026", "date:2026-07-01"),
            ("vi", "từ ngày 01/07/2026", "date:2026-07-01"),
            (
                "vi",
                "tháng 7 năm 2026, năm 2025",
                "date:2026-07 | date:2025",
            ),
            ("vi", "tháng ba năm 2025", "date:2025-03"),
            ("en zh ja vi", "© 2024 Harbor", "date:2024"),
            ("zh ja", "© 2024 港湾公司", "date:2024"),
            (
                "en zh ja vi",
                "Copyright © 2019–2024 Harbor",
                "date:2019 | date:2024",
            ),
            (
                "zh vi",
                "©2019 - 2024, All rights reserved",
                "date:2019 | date:2024",
            ),
        ],
    );
}

#[test]
fn what_is_no_date() {
    table(
        "date",
        &[
            (
                "en",
                "You may 5 times; They may 2026; version 2026; 2000 users",
                "",
            ),
            ("en", "May 30 days pass", ""),
            ("en", "2/30/2026 and 13/13/2026", ""),
            ("en", "1.2.3 and 24/7 and 123-4567", ""),
            ("zh", "三年、3年内、第2026年", ""),
            ("zh", "© 20240 items, -2024, 港湾2024", ""),
            ("zh", "6个月", ""),
            ("ja", "3か月、5年間", ""),
            ("vi", "trong 5 ngày, 3 tháng, hai năm, năm tháng", ""),
        ],
    );
}
