//! Tables of what is read and what is not.

use crate::facts::testing::table;

#[test]
fn addresses() {
    table(
        "email",
        &[
            (
                "en zh ja vi",
                "privacy@north.example",
                "email:privacy@north.example",
            ),
            (
                "en",
                "Write to Ask.Us+x@Mail.North.Example.",
                "email:Ask.Us+x@mail.north.example",
            ),
            (
                "en",
                "(legal@north.example), or dpo@north.example; thanks",
                "email:legal@north.example | email:dpo@north.example",
            ),
            (
                "zh",
                "请发送邮件至privacy@north.example与我们联系",
                "email:privacy@north.example",
            ),
            (
                "ja",
                "お問い合わせはｐｒｉｖａｃｙ＠ｎｏｒｔｈ．ｅｘａｍｐｌｅまで",
                "email:privacy@north.example",
            ),
            ("vi", "Gửi thư đến hotro@bac.vn.", "email:hotro@bac.vn"),
            ("en", "Mail ops@north.com.We answer", "email:ops@north.com"),
            ("en", "follow us @northwind on the web", ""),
            ("en", "clone git@host:repo/x", ""),
            ("en", "react@18 and lib@1.2", ""),
            ("zh", "@所有人", ""),
            ("vi", "liên hệ @bac", ""),
        ],
    );
}

#[test]
fn obfuscation_is_the_address() {
    table(
        "email",
        &[
            (
                "en",
                "mail help [at] north [dot] com now",
                "email:help@north.com",
            ),
            ("en", "mail help(at)north.com", "email:help@north.com"),
            (
                "en",
                "mail help at north dot com or call",
                "email:help@north.com",
            ),
            (
                "ja",
                "help[at]north.co.jp までご連絡ください",
                "email:help@north.co.jp",
            ),
            ("en", "Look at example.com for help", ""),
            ("en", "we arrived at the dot com era", ""),
        ],
    );
}

#[test]
fn broken_addresses() {
    table(
        "email",
        &[
            (
                "en",
                "Write to privacy@ north.example today",
                "email:privacy@north.example!",
            ),
            ("zh", "邮箱：privacy @north.com", "email:privacy@north.com!"),
            ("en", "info@host is our address", "email:info@host!"),
            ("ja", "info@@north.com へ", "email:info@north.com!"),
            ("en", "a.b@c.com@d.com", "email:a.b@c.com@d.com!"),
            ("en", ".info@north.com", "email:.info@north.com!"),
            ("vi", "info@north,com", "email:info@north.com!"),
            ("ja", "info@north.co,jp", "email:info@north.co.jp!"),
            ("zh", "info@north。com", "email:info@north.com!"),
            ("en", "Mail info@north. com please", "email:info@north.com!"),
            ("en", "Mail info@.north.com", "email:info@north.com!"),
            ("en", "Mail info@north..com", "email:info@north..com!"),
            ("en", "a@b.com,c@d.com", "email:a@b.com | email:c@d.com"),
            ("en", "Mail info@north.com, or call", "email:info@north.com"),
            ("en", "follow us @ example.com", ""),
        ],
    );
}
