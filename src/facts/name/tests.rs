//! Tables of what is read and what is not.

use crate::facts::testing::table;

#[test]
fn identifiers() {
    table(
        "id",
        &[
            (
                "zh",
                "收集您的IP地址、IMEI和Cookie",
                "id:IP | id:IMEI | id:COOKIE",
            ),
            ("ja", "ＳＳＬによる暗号化、Cookies", "id:SSL | id:COOKIE"),
            (
                "vi",
                "địa chỉ IP, các API và SHA-256",
                "id:IP | id:API | id:SHA-256",
            ),
            ("en", "your IP address and device IDs", "id:IP | id:ID"),
            ("en", "THE SERVICE IS PROVIDED AS IS", ""),
            ("vi", "ĐIỀU KHOẢN SỬ DỤNG", ""),
        ],
    );
}

#[test]
fn names() {
    table(
        "name",
        &[
            (
                "zh",
                "我们使用Google Analytics和YouTube",
                "name:Google Analytics | name:YouTube",
            ),
            ("ja", "Northwindサービス", "name:Northwind"),
            (
                "en",
                "We use YouTube and iPhone apps from Google",
                "name:YouTube | name:iPhone",
            ),
            (
                "en",
                "Northwind Ledger Limited is the controller",
                "name:Northwind Ledger Limited",
            ),
            (
                "en",
                "Blue Harbor Co., Ltd. and Acme Inc.",
                "name:Blue Harbor Co., Ltd. | name:Acme Inc.",
            ),
            ("en", "Liability is limited. The limited rights", ""),
            (
                "ja",
                "株式会社北風は、北風商事株式会社の",
                "name:株式会社北風 | name:北風商事株式会社",
            ),
            ("zh", "由北风科技有限公司运营", "name:北风科技有限公司"),
            (
                "vi",
                "Công ty TNHH Gió Bắc cung cấp",
                "name:Công ty TNHH Gió Bắc",
            ),
            ("vi", "công ty chúng tôi", ""),
            (
                "ja",
                "This policy was written in English for the reader",
                "",
            ),
        ],
    );
}
