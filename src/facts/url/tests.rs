//! Tables of what is read and what is not.

use crate::facts::testing::table;

#[test]
fn addresses_and_domains() {
    table(
        "url",
        &[
            (
                "en zh ja vi",
                "https://www.North.example/Privacy/",
                "url:north.example/Privacy",
            ),
            (
                "en",
                "See (https://north.example/a_(b)). Then",
                "url:north.example/a_(b)",
            ),
            (
                "zh",
                "请访问https://north.example/policy。本网站",
                "url:north.example/policy",
            ),
            ("zh", "（https://north.example），以及", "url:north.example"),
            (
                "zh",
                "见https://north.example，Cookie政策",
                "url:north.example",
            ),
            (
                "ja",
                "当社のサイト（www.north.co.jp/help）をご覧ください",
                "url:north.co.jp/help",
            ),
            ("zh", "域名为north.com的网站", "url:north.com~"),
            ("vi", "Truy cập bac.com.vn để biết", "url:bac.com.vn~"),
            (
                "en",
                "https://north.example/?utm_source=x&lang=en",
                "url:north.example/?lang=en",
            ),
            ("en", "our site north.com.We may", "url:north.com~"),
            (
                "en",
                "ftp://files.north.example/x",
                "url:files.north.example/x",
            ),
            ("en", "mail privacy@north.example", ""),
        ],
    );
}

#[test]
fn dotted_text_is_no_domain() {
    table(
        "url",
        &[
            ("en", "open README.md, config.js and Node.js or ASP.NET", ""),
            (
                "en",
                "e.g. this, i.e. that, U.S. law, Co.Ltd and a.m. or p.m.",
                "",
            ),
            ("en", "We use data.We share it. your data.in order to", ""),
            ("en", "version 2.0.1 and 3.5", ""),
            ("vi", "tài liệu.com, v.v. và các bên.Chúng tôi", ""),
            ("en", "Visit north. It is. Come in", ""),
            ("en", "subdomains of co.jp", ""),
            ("en", "Inc. in Japan", ""),
        ],
    );
}

#[test]
fn broken_addresses() {
    table(
        "url",
        &[
            ("en", "https:/north.example/x", "url:north.example/x!"),
            ("en", "http//north.example", "url:north.example!"),
            ("en", "htp://north.example", "url:north.example!"),
            ("en", "https://https://north.example", "url:north.example!"),
            ("en", "https:// north.example", "url:north.example!"),
            ("vi", "www. north.com", "url:north.com~!"),
            ("zh", "（域名为 Northall. com）", "url:northall.com~!"),
            ("en", "www..north.com", "url:north.com~!"),
            ("en", "www.north", "url:www.north~!"),
            ("en", "see https://docs", "url:docs!"),
        ],
    );
}
