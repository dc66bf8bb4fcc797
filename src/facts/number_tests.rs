//! Amounts in each language, and what only looks like one.

use super::testing::table;

const KINDS: &str = "number percent money duration size";

#[test]
fn numbers() {
    table(
        KINDS,
        &[
            ("en zh ja", "1,000", "number:1000"),
            ("vi", "tối đa 1.000 người dùng", "number:<=1000"),
            ("zh", "最多１２个账户", "number:<=12"),
            ("ja", "16歳未満の方", "number:<16"),
            ("zh", "未满十四周岁的儿童", "number:<14"),
            ("zh", "不满14周岁", "number:<14"),
            ("en", "under the age of 16", "number:<16"),
            ("en", "children under thirteen years of age", "number:<13"),
            ("en", "16 years or older", "number:>=16"),
            ("vi", "dưới 16 tuổi", "number:<16"),
            ("vi", "trẻ em chưa đủ mười bốn tuổi", "number:<14"),
            ("vi", "từ 18 tuổi trở lên", "number:>=18"),
            ("en", "twelve (12) users", "number:12"),
            ("zh", "参与者公约2.0版", "number:2"),
            (
                "ja",
                "従業員が250人を超える、25 MB未満",
                "number:>250 | size:<25MB",
            ),
            ("ja zh", "第4.2版", "number:4.2"),
            ("zh", "附件请勿超过25 MB", "size:<=25MB"),
            ("vi", "không gửi quá 10 yêu cầu", "number:<=10"),
            ("en zh", "1.2 or higher", "number:>=1.2"),
            ("zh", "TLS 1.2及以上版本", "number:>=1.2"),
            ("en", "12th Floor, 88 Bay Road", "number:12 | number:88"),
            ("vi", "Tầng 12, số 88 đường Biển", "number:12 | number:88"),
            ("ja", "約2メートル", "size:~2m"),
            ("en", "5 to 10 items", "number:5 | number:10"),
        ],
    );
}

#[test]
fn words_and_codes_are_no_numbers() {
    table(
        KINDS,
        &[
            (
                "zh",
                "第三方、一切、一般、十分、万一、一部分、三方协议、千万不要、统一、五金",
                "",
            ),
            (
                "ja",
                "第三者、一切、一般、十分に、万一、一部、三者間、一日も早く、百貨店",
                "",
            ),
            ("zh", "同一天、每一天、某一年、第三天", ""),
            ("zh", "沪ICP备2021018834号-1，粤ICP证 090059", ""),
            ("zh", "京公网安备 11010502030000号", ""),
            ("ja", "毎月15日に、第3日", ""),
            ("ja", "3番目の連絡先、2つ目の窓口", ""),
            (
                "en",
                "a third party, one of us, the two of them, second",
                "",
            ),
            (
                "vi",
                "bên thứ ba, một số, năm 2025, hằng năm, thứ ba ngày",
                "",
            ),
            (
                "en",
                "SHA-256, OAuth2, IPv6, 3D, 2nd, version 1.4.2, 127.0.0.1, 9:30, 24/7, COVID-19",
                "",
            ),
            ("en", "Either (1) this or (2) that", ""),
            ("zh", "包括：1、姓名；2、电话", ""),
            ("en", "at 9 a.m. and 5 pm", ""),
            ("ja", "9時30分から17時まで", ""),
            ("vi", "lúc 9 giờ sáng", ""),
            ("en", "No. 57; under 4(a) above; (2)-1 and 2-i", ""),
            ("ja", "年1回、1名、1つ", ""),
            ("ja", "2.Mozillaの権利", ""),
        ],
    );
}

#[test]
fn durations() {
    table(
        KINDS,
        &[
            ("en", "within 30 days", "duration:<=30d"),
            ("en", "within thirty (30) days", "duration:<=30d"),
            ("en", "a 12-month period", "duration:12mo"),
            ("en", "two weeks", "duration:14d"),
            ("en", "one year", "duration:12mo"),
            ("en", "3-5 business days", "duration:3d* | duration:5d*"),
            (
                "en",
                "at least 24 hours or thirty minutes",
                "duration:>=24h | duration:30min",
            ),
            ("en", "no later than 7 calendar days after", "duration:<=7d"),
            ("zh", "三十日以内", "duration:<=30d"),
            ("zh", "收到之日起15个工作日内", "duration:<=15d*"),
            ("zh", "一至三个工作日", "duration:1d* | duration:3d*"),
            ("zh", "不超过6个月", "duration:<=6mo"),
            ("zh", "至少三年", "duration:>=36mo"),
            ("zh", "三十（30）日", "duration:30d"),
            ("zh", "半年", "duration:6mo"),
            ("zh", "一年半", "duration:18mo"),
            ("zh", "每半个小时检查一次", "duration:30min"),
            ("en", "every half hour", "duration:30min"),
            ("vi", "mỗi nửa giờ", "duration:30min"),
            ("zh-Hant", "三十日內", "duration:<=30d"),
            ("ja", "30日以内", "duration:<=30d"),
            ("ja", "１４日間", "duration:14d"),
            ("ja", "5営業日以内", "duration:<=5d*"),
            ("ja", "３か月を超えない", "duration:<=3mo"),
            ("ja", "72時間以内", "duration:<=72h"),
            ("ja", "最大 50 分の通話", "duration:<=50min"),
            ("ja", "2週間前", "duration:14d"),
            ("ja", "少なくとも12か月に1回", "duration:12mo"),
            ("en", "at least once every 12 months", "duration:12mo"),
            ("vi", "ít nhất 12 tháng một lần", "duration:12mo"),
            ("zh", "至少每6个月", "duration:6mo"),
            (
                "zh",
                "至少保存三年；至少提前30日",
                "duration:>=36mo | duration:>=30d",
            ),
            ("zh", "每两年、每七日", "duration:24mo | duration:7d"),
            (
                "en",
                "within the next 12 months; within a further 21 days",
                "duration:<=12mo | duration:<=21d",
            ),
            ("ja", "1時間当たり", ""),
            ("vi", "từ 9 giờ 00 đến 17 giờ 30 (giờ Hà Nội)", ""),
            ("ja", "三十分", ""),
            ("vi", "trong vòng 30 ngày", "duration:<=30d"),
            ("vi", "05 ngày làm việc", "duration:5d*"),
            ("vi", "30 (ba mươi) ngày", "duration:30d"),
            ("vi", "mười lăm ngày", "duration:15d"),
            ("vi", "năm năm", "duration:60mo"),
            ("vi", "không quá hai mươi bốn giờ", "duration:<=24h"),
            ("vi", "một năm rưỡi", "duration:18mo"),
            ("vi", "từ 5 đến 7 ngày", "duration:5d | duration:7d"),
        ],
    );
}

#[test]
fn percent_and_money() {
    table(
        KINDS,
        &[
            ("en", "5% and 2.5 percent", "percent:5 | percent:2.5"),
            ("zh", "百分之五，５％", "percent:5 | percent:5"),
            ("ja", "5割、14.6パーセント", "percent:50 | percent:14.6"),
            ("vi", "3,5% hoặc năm phần trăm", "percent:3.5 | percent:5"),
            (
                "ja",
                "3分の2、三分の二、半額",
                "percent:66.66 | percent:66.66 | percent:50",
            ),
            ("zh", "三分之二，一半", "percent:66.66 | percent:50"),
            (
                "en",
                "two-thirds, one quarter of, one third or more, one third party",
                "percent:66.66 | percent:25 | percent:33.33",
            ),
            (
                "vi",
                "hai phần ba, một phần tư và một nửa",
                "percent:66.66 | percent:25 | percent:50",
            ),
            ("en", "US$1,000.50 or $20", "money:USD1000.5 | money:USD20"),
            ("en", "10 million yen", "money:JPY10000000"),
            ("zh", "人民币1000元", "money:CNY1000"),
            ("zh", "¥50", "money:CNY50"),
            ("ja", "￥1,000", "money:JPY1000"),
            ("ja", "1万円", "money:JPY10000"),
            ("ja", "五千円", "money:JPY5000"),
            ("zh-Hant", "新臺幣1,000元", "money:TWD1000"),
            ("vi", "500.000 đồng", "money:VND500000"),
            ("vi", "2 triệu đồng", "money:VND2000000"),
            ("vi", "100.000đ", "money:VND100000"),
            ("vi", "50 USD", "money:USD50"),
            ("ja", "関東一円", ""),
        ],
    );
}

/// Guards against a panic at a character boundary; where time grew faster than the text this would not end.
#[test]
fn long_runs_of_any_sign_are_read_without_panic() {
    let text = "令和7年7月30日（水）、第3条第1項及び第2項（a）に基づきＵＳ＄1,000.50を30日以内にinfo@ north.example又はhttps://www. north.com/へ。\
                điểm a khoản 3 Điều 5 Nghị định 13/2023/NĐ-CP, ngày 1 tháng 7 năm 2026, hai mươi mốt ngày [TÊN CÔNG TY] {x} %s ○○株式会社 \
                Article 6(1)(b) of the GDPR; thirty (30) days, +1 (415) 555-0134, July 1–5, 2026, Sections 5 and 12, Acme Co., Ltd. 第二条a款(1)项 百分之五 一年半";
    for lang in ["zh", "zh-Hant", "en", "ja", "vi", "fr"] {
        for (at, _) in text.char_indices() {
            super::testing::values(lang, &text[at..], "");
            super::testing::values(lang, &text[..at], "");
        }
    }
    for piece in [
        "@",
        "a@",
        "a.",
        "1",
        "1,",
        "1-",
        "(",
        "[x",
        "{",
        "第",
        "第1",
        "第一条",
        "一",
        "/",
        "//",
        "http:/a ",
        "at ",
        "1 to ",
        "Section 1, ",
        "điểm ",
        "một ",
        "5 giờ ",
        "%",
        "_",
        "A ",
        "Co., Ltd. ",
        "株式会社",
        "以下",
        "following ",
        "sau ",
        "5 trường hợp sau ",
        "July ",
        "平成",
        "法律第",
        "《",
        "》第1条",
        "年",
        "\u{301}",
        "+1 ",
        "1(",
        "超过1",
        "不超过1日",
        "1人",
        ". com ",
    ] {
        for lang in ["ja", "vi", "en"] {
            super::testing::values(lang, &piece.repeat(60_000 / piece.len()), "none");
        }
    }
}
