//! Statutes by their names in the four languages: the same law is the same id.
//!
//! Names are in lower case, without 《》. A name that several countries have a law of stands for all of them:
//! what is compared is whether the editions of one policy name the same.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::view::is_letter;

/// Id, and names.
const STATUTES: &[(&str, &[&str])] = &[
    (
        "gdpr",
        &[
            "general data protection regulation",
            "gdpr",
            "regulation (eu) 2016/679",
            "regulation 2016/679",
            "(eu) 2016/679",
            "(eu)2016/679",
            "eu 2016/679",
            "一般データ保護規則",
            "eu一般データ保護規則",
            "通用数据保护条例",
            "一般数据保护条例",
            "通用資料保護規則",
            "一般資料保護規則",
            "quy định chung về bảo vệ dữ liệu",
            "quy định bảo vệ dữ liệu chung",
            "quy định (eu) 2016/679",
        ],
    ),
    (
        "pipl",
        &[
            "pipl",
            "personal information protection law",
            "个人信息保护法",
            "中华人民共和国个人信息保护法",
            "個人信息保護法",
            "中国個人情報保護法",
            "中国の個人情報保護法",
            "中華人民共和国個人情報保護法",
            "luật bảo vệ thông tin cá nhân của trung quốc",
            "luật bảo vệ thông tin cá nhân của nước cộng hòa nhân dân trung hoa",
        ],
    ),
    (
        "appi",
        &[
            "appi",
            "act on the protection of personal information",
            "personal information protection act",
            "個人情報保護法",
            "個人情報の保護に関する法律",
            "日本个人信息保护法",
            "日本《个人信息保护法》",
            "个人信息保护相关法律",
            "luật bảo vệ thông tin cá nhân của nhật bản",
            "luật về bảo vệ thông tin cá nhân",
        ],
    ),
    (
        "personal-data-law",
        &[
            "law on personal data protection",
            "personal data protection law",
            "personal data protection act",
            "个人数据保护法",
            "個人データ保護法",
            "luật bảo vệ dữ liệu cá nhân",
        ],
    ),
    (
        "ccpa",
        &[
            "ccpa",
            "california consumer privacy act",
            "カリフォルニア州消費者プライバシー法",
            "カリフォルニア消費者プライバシー法",
            "加州消费者隐私法",
            "加州消费者隐私法案",
            "加利福尼亚州消费者隐私法",
            "加州消費者隱私法",
            "đạo luật quyền riêng tư của người tiêu dùng california",
            "đạo luật về quyền riêng tư của người tiêu dùng california",
        ],
    ),
    (
        "cpra",
        &[
            "cpra",
            "california privacy rights act",
            "カリフォルニア州プライバシー権法",
            "加州隐私权法",
            "đạo luật về quyền riêng tư california",
        ],
    ),
    (
        "coppa",
        &[
            "coppa",
            "children's online privacy protection act",
            "children’s online privacy protection act",
            "児童オンラインプライバシー保護法",
            "儿童在线隐私保护法",
            "儿童网络隐私保护法",
            "兒童線上隱私保護法",
            "đạo luật bảo vệ quyền riêng tư trực tuyến của trẻ em",
        ],
    ),
    (
        "hipaa",
        &[
            "hipaa",
            "health insurance portability and accountability act",
        ],
    ),
    (
        "dmca",
        &[
            "dmca",
            "digital millennium copyright act",
            "デジタルミレニアム著作権法",
            "数字千年版权法",
            "數位千禧年著作權法",
            "đạo luật bản quyền thiên niên kỷ kỹ thuật số",
        ],
    ),
    (
        "cybersecurity-law",
        &[
            "cybersecurity law",
            "cyber security law",
            "law on cybersecurity",
            "网络安全法",
            "中华人民共和国网络安全法",
            "サイバーセキュリティ法",
            "luật an ninh mạng",
        ],
    ),
    (
        "data-security-law",
        &[
            "data security law",
            "数据安全法",
            "中华人民共和国数据安全法",
            "データセキュリティ法",
            "luật an ninh dữ liệu",
            "luật an toàn dữ liệu",
        ],
    ),
    (
        "e-commerce-law",
        &[
            "e-commerce law",
            "electronic commerce law",
            "电子商务法",
            "電子商取引法",
            "luật thương mại điện tử",
        ],
    ),
    (
        "civil-code",
        &[
            "civil code",
            "民法典",
            "中华人民共和国民法典",
            "民法",
            "bộ luật dân sự",
        ],
    ),
    (
        "consumer-law",
        &[
            "law on the protection of consumer rights and interests",
            "law on protection of consumer rights and interests",
            "law on protection of consumers' rights",
            "消费者权益保护法",
            "消費者權益保護法",
            "消費者権益保護法",
            "luật bảo vệ quyền lợi người tiêu dùng",
        ],
    ),
    (
        "consumer-contract-act",
        &[
            "consumer contract act",
            "消費者契約法",
            "消费者合同法",
            "消费者契约法",
            "luật hợp đồng tiêu dùng",
        ],
    ),
    (
        "specified-commercial-transactions-act",
        &[
            "act on specified commercial transactions",
            "specified commercial transactions act",
            "特定商取引法",
            "特定商取引に関する法律",
            "特定商业交易法",
            "特定商交易法",
            "luật giao dịch thương mại đặc định",
        ],
    ),
    ("taiwan-pdpa", &["個人資料保護法", "个人资料保护法"]),
];

static NAMES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(STATUTES.iter().flat_map(|(_, names)| names.iter()))
        .ok()
});

fn id(pattern: usize) -> &'static str {
    let mut left = pattern;
    for (id, names) in STATUTES {
        if left < names.len() {
            return id;
        }
        left -= names.len();
    }
    ""
}

/// The statutes that a lower-case text names: start, end, id.
pub(super) fn find(lower: &str) -> impl Iterator<Item = (usize, usize, &'static str)> + '_ {
    let names = NAMES.as_ref();
    names
        .into_iter()
        .flat_map(move |names| names.find_iter(lower))
        .filter_map(move |found| {
            let (start, end) = (found.start(), found.end());
            let inside = |a: Option<char>, b: Option<char>| {
                a.is_some_and(is_letter) && b.is_some_and(is_letter)
            };
            let text = &lower[start..end];
            let whole = !inside(lower[..start].chars().next_back(), text.chars().next())
                && !inside(text.chars().next_back(), lower[end..].chars().next());
            // 人民法院 is a court
            let court = text.ends_with('法')
                && lower[end..].starts_with([
                    '院', '官', '庭', '定', '人', '律', '務', '务', '学', '學', '典', '规', '規',
                    '令',
                ]);
            (whole && !court).then(|| (start, end, id(found.pattern().as_usize())))
        })
}

/// The id of a title, or the title itself.
pub(super) fn fold(title: &str) -> String {
    let title = title.trim().to_lowercase();
    let exact = STATUTES
        .iter()
        .find(|(_, names)| names.contains(&title.as_str()));
    exact.map_or(title, |(id, _)| (*id).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_one_statute() {
        let mut names: Vec<&str> = STATUTES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(names.iter().all(|name| *name == name.to_lowercase()));
    }

    #[test]
    fn names_are_whole_words() {
        let found: Vec<_> = find("gdpr, gdprs, 民法第90条, 個人情報保護法")
            .map(|(.., id)| id)
            .collect();
        assert_eq!(found, ["gdpr", "civil-code", "appi"]);
    }
}
