//! Paths in, policies out: every layout, and the words that only look like one.

use super::*;

/// Policies of the files below a folder, as `name: language=path …`; `*` for no language, `~` for a guest.
fn grouped(paths: &[&str]) -> Vec<String> {
    let files: Vec<Parts> = paths
        .iter()
        .map(|path| {
            let bare = path.rsplit_once('.').map_or(*path, |(bare, _)| bare);
            let mut below: Vec<String> = bare.split('/').map(str::to_owned).collect();
            let stem = below.pop().unwrap_or_default();
            Parts {
                above: ["legal".to_owned()].into(),
                below: below.into(),
                stem,
                unsaid: 0,
            }
        })
        .collect();
    group(&files)
        .into_iter()
        .map(|layout| {
            let members = layout.members.iter().map(|member| {
                let lang = member
                    .lang
                    .map_or_else(|| "*".to_owned(), |lang| lang.tag().to_owned());
                format!(
                    " {lang}{}{}",
                    if member.guest { "~" } else { "=" },
                    paths[member.file]
                )
            });
            format!("{}:{}", layout.name, members.collect::<String>())
        })
        .collect()
}

#[test]
fn each_layout_gives_one_policy() {
    for (paths, expected) in [
        (
            vec![
                "refunds.en.md",
                "refunds_ja.md",
                "refunds-zh-CN.html",
                "refunds-zh_Hant.html",
            ],
            "refunds: en= ja= zh= zh-Hant=",
        ),
        (
            vec![
                "shop/refunds/en.md",
                "shop/refunds/zh-TW.md",
                "shop/refunds/it.md",
            ],
            "shop/refunds: en= zh-Hant= it=",
        ),
        (vec!["en.md", "vi.md"], "legal: en= vi="),
        (vec!["ja/refunds.md", "vi/refunds.md"], "refunds: ja= vi="),
        (
            vec!["docs/zh-cn/shop/refunds.md", "docs/en/shop/refunds.md"],
            "docs/shop/refunds: zh= en=",
        ),
        (
            vec!["ja/refunds.ja.md", "en/refunds.en.md"],
            "refunds: ja= en=",
        ),
        (
            vec!["ja/refunds.ja.md", "en/refunds.md"],
            "refunds: ja= en=",
        ),
        (vec!["en-refunds.md", "ja-refunds.md"], "refunds: en= ja="),
        (
            vec!["refunds-en-2024.md", "refunds-vi-2024.md"],
            "refunds-2024: en= vi=",
        ),
        (
            vec!["refunds-en/index.html", "refunds-ja/index.html"],
            "refunds: en= ja=",
        ),
        (
            vec!["en.lproj/refunds.html", "zh-Hans.lproj/refunds.html"],
            "refunds: en= zh=",
        ),
        (
            vec!["退款政策英文版.docx", "退款政策中文版.docx"],
            "退款政策: en= zh=",
        ),
        (vec!["Refunds_EN.md", "refunds_ja.md"], "Refunds: en= ja="),
        (
            vec!["shop/index.en.md", "shop/index.ja.md"],
            "shop: en= ja=",
        ),
        (vec!["refunds.md", "refunds.ja.md"], "refunds: ja= *="),
        (
            vec!["terms-jp.md", "terms-en.md", "terms-it.md"],
            "terms: ja= en= it=",
        ),
        (
            vec!["en/about-de.md", "ja/about-de.md"],
            "about-de: en= ja=",
        ),
        // A folder with one language still names it.
        (vec!["shop/ja/refunds.md"], "shop/refunds: ja="),
        (vec!["refunds.vi.md"], "refunds: vi="),
        (vec!["refunds-zh-en.md", "refunds-ja.md"], "refunds: ja= *="),
    ] {
        let found = grouped(&paths);
        let shown: Vec<String> = found
            .iter()
            .map(|line| {
                line.split(' ')
                    .map(|word| word.split_inclusive('=').next().unwrap_or(word))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        assert_eq!(shown, [expected], "{paths:?}");
    }
}

#[test]
fn words_that_look_like_codes_stay_words() {
    for paths in [
        vec![
            "terms-of-use.md",
            "about-us.md",
            "sign-in.md",
            "no-refund.md",
        ],
        vec!["opt-in.md", "opt-out.md", "how-to.md", "how-so.md"],
        vec!["what-is-it.md", "what-is-new.md"],
        vec!["terms-uk.md", "terms-us.md", "terms-jp.md", "terms-cn.md"],
        vec!["it.md", "hr.md", "no.md"],
        vec!["it/laptops.md", "hr/laptops.md"],
        vec!["my-account.md", "your-account.md"],
        vec!["jp/refunds.md", "us/refunds.md"],
    ] {
        assert_eq!(grouped(&paths).len(), paths.len(), "{paths:?}");
    }
    assert_eq!(grouped(&["policy-my.md"]), ["policy-my: *=policy-my.md"]);
}

#[test]
fn a_file_without_a_language_joins_what_bears_its_name() {
    assert_eq!(
        grouped(&["kids.txt", "kids.vi.txt", "teens.txt"]),
        ["kids: vi=kids.vi.txt *=kids.txt", "teens: *=teens.txt"]
    );
    assert_eq!(
        grouped(&["ja/a.md", "a.md", "en/a.md"]),
        ["a: ja=ja/a.md en=en/a.md *~a.md"]
    );
    assert_eq!(
        grouped(&["a.md", "a/en.md", "a/ja.md"]),
        ["a: en=a/en.md ja=a/ja.md *~a.md"]
    );
    assert_eq!(grouped(&["x/a.md", "y/a.vi.md"]).len(), 2);
}

#[test]
fn where_a_disk_is_mounted_says_nothing() {
    let parts = |unsaid| Parts {
        above: ["home".to_owned(), "vi".to_owned()].into(),
        stem: "refunds".into(),
        unsaid,
        ..Parts::default()
    };
    assert_eq!(group(&[parts(2)])[0].members[0].lang, None);
    assert_eq!(group(&[parts(1)])[0].members[0].lang, Some(Lang::Vi));
}

#[test]
fn names_are_made_distinct() {
    let mut names = vec![
        ("a".to_owned(), "x/a.md"),
        ("a".to_owned(), "y/a.md"),
        ("a".to_owned(), "y/a.html"),
    ];
    distinct(names.iter_mut().map(|(name, path)| (name, *path)));
    assert_eq!(
        names.into_iter().map(|(name, _)| name).collect::<Vec<_>>(),
        ["a", "y/a", "y/a.html"]
    );
}

#[test]
fn translations_of_docusaurus_join_what_they_translate() {
    let docs = |lang: &str, rest: &str| {
        format!("site/i18n/{lang}/docusaurus-plugin-content-docs/{rest}/privacy.md")
    };
    let (ja, vi, old) = (
        docs("ja", "current/legal"),
        docs("vi", "current/legal"),
        docs("vi", "version-1.0/legal"),
    );
    let page = "site/i18n/vi/docusaurus-plugin-content-pages/terms.md";
    assert_eq!(
        grouped(&[
            "site/docs/legal/privacy.md",
            &ja,
            &vi,
            "site/src/pages/terms.md",
            page
        ]),
        [
            format!("site/docs/legal/privacy: ja={ja} vi={vi} *~site/docs/legal/privacy.md"),
            format!("site/src/pages/terms: vi={page} *~site/src/pages/terms.md"),
        ]
    );
    // The translation of a version that is not the current one translates no file of `docs`.
    assert_eq!(grouped(&["site/docs/legal/privacy.md", &old]).len(), 2);
}
