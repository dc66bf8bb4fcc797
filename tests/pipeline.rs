//! Paths on a disk → policies: languages, sources, bad input, order at any number of threads.

use std::path::PathBuf;

use policyglot::model::{Block, BlockKind, Limits, Policy, Unread};
use policyglot::pipeline::{self, Options, Outcome};
use policyglot::read::Reading;
use policyglot::text::{Lang, Source, Span, Stored};

const ZH: &str = "1. 适用范围\n本政策适用于在本店网站购买商品的顾客。\n2. 退货期限\n顾客可以在收到商品后十四天内申请退货。\n3. 退款方式\n我们在收到退回的商品后七天内原路退款。\n";
const EN: &str = "1. Scope\nThis policy applies to customers who buy goods on our website.\n2. Return period\nCustomers may ask for a return within fourteen days of delivery.\n3. Refunds\nWe refund the original payment within seven days of receiving the goods.\n";
const JA: &str = "1. 適用範囲\n本方針は、当店のサイトで商品を購入されたお客様に適用されます。\n2. 返品期間\nお客様は、商品の到着から十四日以内に返品を申し込むことができます。\n3. 返金方法\n当店は、返品された商品の到着から七日以内に、元の支払方法で返金します。\n";
const VI: &str = "1. Phạm vi áp dụng\nChính sách này áp dụng cho khách hàng mua hàng trên trang web của chúng tôi.\n2. Thời hạn trả hàng\nKhách hàng có thể yêu cầu trả hàng trong vòng mười bốn ngày kể từ khi nhận.\n3. Hoàn tiền\nChúng tôi hoàn tiền trong vòng bảy ngày kể từ khi nhận lại hàng.\n";

/// A folder of its own below the system's, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let scratch = Self(
            std::env::temp_dir().join(format!("policyglot-pipeline-{}-{name}", std::process::id())),
        );
        let _ = std::fs::remove_dir_all(&scratch.0);
        std::fs::create_dir_all(&scratch.0).expect("a scratch folder");
        scratch
    }

    fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let scratch = Self::new(name);
        for (file, content) in files {
            scratch.write(file, content);
        }
        scratch
    }

    fn write(&self, file: &str, content: &str) {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a scratch folder");
        std::fs::write(path, content).expect("a scratch file");
    }

    fn path(&self, below: &str) -> String {
        self.0
            .join(below)
            .to_string_lossy()
            .trim_end_matches('/')
            .to_owned()
    }

    fn run(&self, options: &Options) -> Vec<String> {
        self.run_paths(&[self.path("")], options)
    }

    /// A line a policy (`name source: lang=path …`) or row (`! path: error`).
    fn run_paths(&self, paths: &[String], options: &Options) -> Vec<String> {
        let own = format!("{}/", self.0.to_string_lossy());
        let mut lines = Vec::new();
        pipeline::run(paths, options, &mut |outcome| {
            lines.push(match outcome {
                Outcome::Policy(policy, _) => line(&policy).replace(&own, ""),
                Outcome::Unread(Unread { path, error }) => {
                    format!("! {path}: {error}").replace(&own, "")
                }
            });
            true
        });
        lines
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn line(policy: &Policy) -> String {
    let editions: Vec<String> = policy
        .editions
        .iter()
        .map(|(lang, edition)| format!("{lang}={}", edition.path))
        .collect();
    format!("{} {}: {}", policy.name, policy.source, editions.join(" "))
}

/// A text as a reader of plain text gives it: a line a block.
fn reading(text: &str) -> Reading {
    let mut at = 0;
    let blocks = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        Block {
            kind: BlockKind::Paragraph,
            span: Span::new(start, start + line.trim_end().len()),
            marker: None,
            furniture: false,
        }
    });
    let blocks = blocks.collect();
    Reading {
        source: Source::plain(Stored::utf8(text.to_owned(), 0)),
        blocks,
        ..Reading::default()
    }
}

fn assembled(
    files: Vec<(&str, Reading, Option<Lang>)>,
    options: &Options,
) -> (String, Vec<Unread>) {
    let files = files
        .into_iter()
        .map(|(path, reading, lang)| (path.to_owned(), reading, lang))
        .collect();
    let (policy, unread) = pipeline::assemble("returns", files, options);
    (
        policy.map_or_else(|| "none".to_owned(), |policy| line(&policy)),
        unread,
    )
}

#[test]
fn languages_come_from_the_path_or_from_the_text() {
    let files = [
        ("a.en.txt", EN),
        ("a.txt", VI),
        ("b/zh.txt", ZH),
        ("b/ja.txt", JA),
        ("alone.txt", JA),
    ];
    let scratch = Scratch::with("languages", &files);
    let expected = [
        "a en: en=a.en.txt vi=a.txt",
        "alone ja: ja=alone.txt",
        "b zh: zh=b/zh.txt ja=b/ja.txt",
    ];
    assert_eq!(scratch.run(&Options::default()), expected);
    // The path names a language that the text is not in: the path stays, a rule speaks.
    scratch.write("b/ja.txt", EN);
    assert_eq!(scratch.run(&Options::default())[2], expected[2]);
}

#[test]
fn a_file_of_three_languages_joins_the_file_of_the_fourth() {
    let scratch = Scratch::with(
        "several",
        &[
            ("kids.txt", &format!("{JA}\n{ZH}\n{EN}")),
            ("kids.vi.txt", VI),
        ],
    );
    // The first edition of the file that holds several is the source.
    assert_eq!(
        scratch.run(&Options::default()),
        ["kids ja: zh=kids.txt en=kids.txt ja=kids.txt vi=kids.vi.txt"]
    );
}

#[test]
fn a_file_that_joins_by_name_leaves_when_its_language_is_taken() {
    let scratch = Scratch::with(
        "guests",
        &[("a.txt", VI), ("en/a.txt", EN), ("ja/a.txt", JA)],
    );
    assert_eq!(
        scratch.run(&Options::default()),
        ["a en: en=en/a.txt ja=ja/a.txt vi=a.txt"]
    );
    scratch.write("a.txt", EN);
    let found = scratch.run(&Options::default());
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "a en: en=en/a.txt ja=ja/a.txt");
    assert!(found[1].ends_with("en: en=a.txt"), "{found:?}");
}

#[test]
fn bad_input_costs_nothing_but_itself() {
    let scratch = Scratch::with(
        "bad",
        &[
            ("a.en.txt", EN),
            ("a.ja.txt", JA),
            ("empty.txt", "\n \n"),
            ("big.txt", "x"),
        ],
    );
    scratch.write("big.txt", &EN.repeat(40));
    scratch.write("prices.xyz9", "1");
    let paths: Vec<String> = [
        "gone.txt",
        "prices.xyz9",
        "empty.txt",
        "a.ja.txt",
        "big.txt",
        "a.en.txt",
    ]
    .map(|file| scratch.path(file))
    .to_vec();
    let options = Options {
        limits: Limits {
            file_bytes: 5000,
            ..Limits::default()
        },
        ..Options::default()
    };
    let found = scratch.run_paths(&paths, &options);
    assert!(
        found[0].starts_with("! gone.txt: no such file"),
        "{found:?}"
    );
    assert!(
        found[1].starts_with("! prices.xyz9: `.xyz9` is no format that is read")
            && found[1].contains(".txt"),
        "{found:?}"
    );
    assert!(found[2].starts_with("! empty.txt: "), "{found:?}");
    assert_eq!(found[3], "a en: en=a.en.txt ja=a.ja.txt");
    assert!(
        found[4].starts_with("! big.txt: ") && found[4].contains("5000 bytes"),
        "{found:?}"
    );
    assert_eq!(found.len(), 5);
}

#[test]
fn two_files_for_one_language_are_no_guess_to_make() {
    let scratch = Scratch::with(
        "twice",
        &[("a.zh-CN.txt", ZH), ("a_zh.txt", ZH), ("a.en.txt", EN)],
    );
    let found = scratch.run(&Options::default());
    assert!(
        found[0].starts_with("! a_zh.txt: a second Chinese edition of `a`: a.zh-CN.txt is checked"),
        "{found:?}"
    );
    assert_eq!(found[1..], ["a zh: zh=a.zh-CN.txt en=a.en.txt"]);
}

#[test]
fn one_thread_and_eight_give_the_same_sequence() {
    let scratch = Scratch::new("threads");
    for index in 0..40 {
        scratch.write(&format!("p{index:02}.en.txt"), &EN.repeat(1 + index % 7));
        scratch.write(
            &format!("p{index:02}.vi.txt"),
            if index % 5 == 0 { "" } else { VI },
        );
    }
    let run = |jobs| {
        scratch.run(&Options {
            jobs: Some(jobs),
            ..Options::default()
        })
    };
    let one = run(1);
    assert_eq!(one.len(), 48);
    assert_eq!(one, run(8));
    assert_eq!(one, run(0));
    // An early stop gives the beginning of the same sequence.
    let mut seen = 0;
    pipeline::load(
        &[scratch.path("")],
        &Options {
            jobs: Some(8),
            ..Options::default()
        },
        &mut |_| {
            seen += 1;
            seen < 3
        },
    );
    assert_eq!(seen, 3);
}

#[test]
fn the_source_is_told_by_the_surest_sign() {
    let plain = || {
        vec![
            ("zh.txt", reading(ZH), Some(Lang::Zh)),
            ("en.txt", reading(EN), Some(Lang::En)),
            ("ja.txt", reading(JA), Some(Lang::Ja)),
        ]
    };
    let source = |files, options: &Options| {
        assembled(files, options)
            .0
            .split([' ', ':'])
            .nth(1)
            .map(str::to_owned)
    };
    let options = Options::default();
    assert_eq!(source(plain(), &options).as_deref(), Some("zh"));
    let fewest_gaps = vec![
        ("zh.txt", reading("1. 适用范围\n"), Some(Lang::Zh)),
        ("en.txt", reading(EN), Some(Lang::En)),
    ];
    assert_eq!(source(fewest_gaps, &options).as_deref(), Some("en"));
    let mut prevails = plain();
    prevails[0].1 = reading(&format!(
        "{ZH}4. 语言\n各语言版本不一致时，以日文版为准。\n"
    ));
    assert_eq!(source(prevails.clone(), &options).as_deref(), Some("ja"));
    prevails[1].1 = reading(&format!(
        "{EN}4. Language\nIf the versions differ, the English version shall prevail.\n"
    ));
    assert_eq!(
        source(prevails.clone(), &options).as_deref(),
        Some("zh"),
        "clauses that contradict each other say nothing"
    );
    prevails[2].1.source_lang = Some(Lang::En);
    assert_eq!(source(prevails.clone(), &options).as_deref(), Some("en"));
    assert_eq!(
        source(
            prevails.clone(),
            &Options {
                source: Some(Lang::Ja),
                ..Options::default()
            }
        )
        .as_deref(),
        Some("ja")
    );
    assert_eq!(
        source(
            prevails,
            &Options {
                source: Some(Lang::Vi),
                ..Options::default()
            }
        )
        .as_deref(),
        Some("en"),
        "an edition that is not there"
    );
}

#[test]
fn a_declared_language_is_weighed_against_the_text() {
    let declared = |text: &str, lang| Reading {
        lang: Some(lang),
        ..reading(text)
    };
    let lang = |reading| assembled(vec![("a.html", reading, None)], &Options::default()).0;
    assert_eq!(lang(declared(VI, Lang::En)), "returns vi: vi=a.html");
    assert_eq!(lang(declared(EN, Lang::En)), "returns en: en=a.html");
    let several = format!("{EN}\n{JA}");
    assert_eq!(
        lang(declared(&several, Lang::Ja)),
        "returns en: en=a.html ja=a.html"
    );
    let options = Options {
        lang: Some(Lang::Vi),
        ..Options::default()
    };
    assert_eq!(
        assembled(vec![("-", reading(EN), None)], &options).0,
        "returns vi: vi=-"
    );
}

#[test]
fn expected_languages_are_told_to_the_rules() {
    let options = Options {
        languages: vec![Lang::Vi, Lang::En, Lang::Vi],
        ..Options::default()
    };
    let (policy, _) = pipeline::assemble(
        "returns",
        vec![("en.txt".to_owned(), reading(EN), Some(Lang::En))],
        &options,
    );
    assert_eq!(
        policy.map(|policy| policy.expected),
        Some(vec![Lang::En, Lang::Vi])
    );
}

#[test]
fn texts_in_memory_are_checked_without_a_file() {
    let (policy, _) = pipeline::check_texts(&[(Lang::Ja, JA), (Lang::En, EN), (Lang::Ja, "")]);
    assert_eq!(line(&policy), "text ja: en=en ja=ja");
    assert!(
        policy
            .editions
            .values()
            .all(|edition| edition.document.clauses.len() == 6)
    );
    let (policy, findings) = pipeline::check_texts(&[]);
    assert!(policy.editions.is_empty() && findings.is_empty());
    let (policy, _) = pipeline::check_texts(&[(Lang::Vi, "")]);
    assert_eq!(policy.editions.len(), 1);
}

#[test]
fn a_domain_over_a_link_to_an_address_stands_for_the_address() {
    let page = |lang: &str, words: &str| match lang {
        "en" => format!("# Cards\n\nLost cards: [{words}](mailto:desk@northlake.com)\n"),
        _ => format!("# Thẻ\n\nThẻ bị mất: [{words}](mailto:desk@northlake.com)\n"),
    };
    let findings = |words: &str| -> Vec<&str> {
        let (en, vi) = (page("en", "desk@northlake.com"), page("vi", words));
        let editions = [(Lang::En, en.as_str()), (Lang::Vi, vi.as_str())];
        let (_, findings) = pipeline::check_marked("md", &editions);
        findings.iter().map(|finding| finding.rule.name).collect()
    };
    assert_eq!(findings("northlake.com"), ["email-mismatch"]);
    assert_eq!(findings("desk@northlake.com"), [""; 0]);
}

#[test]
fn a_slip_is_no_part_of_a_decomposed_letter() {
    // e with circumflex and dot below, as marks: it begins with the letters of the slip.
    let decomposed = "quan he\u{302}\u{323}";
    for (words, slips) in [("quan hệ", 0), (decomposed, 0), ("quan hê", 1)] {
        let text = format!("Chúng tôi coi trọng {words} với khách hàng.");
        let (_, findings) = pipeline::check_texts(&[(Lang::Vi, &text)]);
        let found = findings.iter().map(|finding| finding.rule.name);
        assert_eq!(
            found.filter(|name| *name == "suspect-spelling").count(),
            slips,
            "{words}"
        );
    }
}
