//! Tables of what is read and what is not.

use crate::facts::testing::table;

#[test]
fn citations() {
    table(
        "cite ref date",
        &[
            ("en", "Article 6(1)(b) GDPR", "cite:gdpr[6, 1, 2]"),
            (
                "en",
                "Articles 6 and 7 of the GDPR",
                "cite:gdpr[6] | cite:gdpr[7]",
            ),
            ("en", "GDPR Art. 13", "cite:gdpr[13]"),
            (
                "en",
                "the General Data Protection Regulation",
                "cite:gdpr[]",
            ),
            ("en", "Act No. 57 of 2003", "cite:appi[]"),
            ("en", "Act No. 57 of May 30, 2003", "cite:appi[]"),
            ("en", "45 C.F.R. § 164.502", "cite:45 cfr[164, 502]"),
            (
                "en",
                "Section 230 of the Communications Decency Act",
                "cite:communications decency act[230]",
            ),
            (
                "en",
                "California Civil Code Section 1542",
                "cite:civil-code[1542]",
            ),
            (
                "en",
                "Section 5 of this Agreement, Section 6 of the Terms",
                "ref:Section[5] | ref:Section[6]",
            ),
            ("en", "Section 3 applies. The Policy", "ref:Section[3]"),
            ("zh", "《个人信息保护法》第十三条", "cite:privacy-law[13]"),
            (
                "zh",
                "根据《网络交易监督管理办法》第五条",
                "cite:网络交易监督管理办法[5]",
            ),
            ("zh", "《本协议》第三条", "ref:Article[3]"),
            (
                "zh",
                "本办法第三条、以下方法第一项",
                "ref:Article[3] | ref:Item[1]",
            ),
            ("ja", "個人情報保護法第27条", "cite:privacy-law[27]"),
            (
                "ja",
                "個人情報の保護に関する法律（平成15年法律第57号）第27条",
                "cite:appi[] | cite:appi[27]",
            ),
            ("ja", "平成十五年五月三十日法律第五十七号", "cite:appi[]"),
            (
                "ja",
                "電気通信事業法第4条及び同法第5条",
                "cite:telecommunications-business-act[4] | cite:telecommunications-business-act[5]",
            ),
            ("ja", "本規約第5条", "ref:Article[5]"),
            ("ja", "GDPR第6条第1項", "cite:gdpr[6, 1]"),
            (
                "vi",
                "Điều 31 Nghị định 13/2023/NĐ-CP",
                "cite:vn-personal-data-decree[31]",
            ),
            (
                "vi",
                "khoản 2 Điều 5 Luật An ninh mạng",
                "cite:cybersecurity-law[5, 2]",
            ),
            (
                "vi",
                "Điều 20 của Luật Giao dịch điện tử",
                "cite:e-transactions-law[20]",
            ),
            ("zh", "（2003年第57号法律）、人民法院", "cite:appi[]"),
            ("vi", "Luật số 57 năm 2003", "cite:appi[]"),
            ("vi", "Luật số 91/2025/QH15", "cite:personal-data-law[]"),
            (
                "vi",
                "Quy định (EU) 2016/679 ngày 27 tháng 4 năm 2016",
                "cite:gdpr[] | date:2016-04-27",
            ),
            ("vi", "Điều 5 của Chính sách này", "ref:Article[5]"),
        ],
    );
}
