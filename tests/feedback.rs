//! Feedback packages and the way back: what is written is read, and answers reach the baseline.

use std::path::Path;

use policyglot::pipeline::answers::{self, Answers};
use policyglot::pipeline::{Baseline, check_texts};
use policyglot::report::feedback::{Feedback, Package};
use policyglot::report::{Summary, Writer};
use policyglot::text::Lang;
use proptest::prelude::*;

const EN: &str = "1. Contact\nWrite to desk@inn.example within 14 days.\n2. Pets\nSmall dogs are welcome in every room of the house.\n3. Breakfast\nBreakfast is served on the terrace from seven.\n";
const JA: &str = "1. 連絡先\n14日以内に info@inn.example までご連絡ください。\n2. ペット\n小型犬は当館のどのお部屋でも歓迎します。\n3. 朝食\n";

fn feedback(en: &str, ja: &str) -> Feedback {
    let (policy, findings) = check_texts(&[(Lang::En, en), (Lang::Ja, ja)]);
    let mut feedback = Feedback::new(None);
    feedback.policy(&policy, &findings).expect("in memory");
    feedback.end(&Summary::default(), &[]).expect("in memory");
    feedback
}

fn file(package: &Package, name: &str) -> Option<Vec<u8>> {
    let files = package.files().expect("a package");
    files
        .into_iter()
        .find(|file| file.name == name)
        .map(|file| file.bytes)
}

#[test]
fn what_is_written_is_read_back() {
    let feedback = feedback(EN, JA);
    let ja = feedback.packages().find(|one| one.lang() == Lang::Ja);
    let ja = ja.expect("findings in Japanese");
    assert!(ja.len() >= 2);
    for name in ["feedback.xlsx", "feedback.xlf"] {
        let sheet = answers::parse(&file(ja, name).expect(name)).expect(name);
        assert_eq!((sheet.rows.len(), sheet.open), (0, ja.len()), "{name}");
    }
}

#[test]
fn answers_in_xliff_reach_the_baseline() {
    let feedback = feedback(EN, JA);
    let ja = feedback.packages().find(|one| one.lang() == Lang::Ja);
    let text = file(ja.expect("findings in Japanese"), "feedback.xlf").expect("XLIFF");
    let text = String::from_utf8(text).expect("UTF-8");
    let empty = "<note category=\"answer\"></note>";
    let text = text.replacen(
        empty,
        "<note category=\"answer\">許容：担当が異なる</note>",
        1,
    );
    let text = text.replacen(empty, "<note category=\"answer\">修正済み</note>", 1);
    let sheet = answers::parse(text.as_bytes()).expect("XLIFF");
    assert_eq!(sheet.rows.len(), 2);
    let (policy, mut findings) = check_texts(&[(Lang::En, EN), (Lang::Ja, JA)]);
    let baseline = Baseline::empty(Path::new("known.tsv"));
    baseline.apply(&policy, &mut findings);
    let mut met = Answers::new(sheet);
    met.meet(&policy, &findings, &baseline);
    let taken = met.taken();
    assert_eq!(taken.known.len(), 1);
    assert_eq!(taken.known[0].reason, "担当が異なる");
    // The other one was not mended.
    assert_eq!(taken.problems.len(), 1, "{:?}", taken.problems);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever a policy holds: a package is made, and read back whole.
    #[test]
    fn any_text_makes_a_package(tail in "\\PC{0,40}|[\\x00-\\x1f<>&\\]\"'=+@_x\u{202e}\u{fffe}]{0,40}") {
        let (en, ja) = (format!("{EN}4. {tail}\n"), format!("{JA}4. {tail} a@b.example\n"));
        let feedback = feedback(&en, &ja);
        for package in feedback.packages().filter(|one| !one.is_empty()) {
            for name in ["feedback.xlsx", "feedback.xlf"] {
                let sheet = answers::parse(&file(package, name).expect(name));
                prop_assert_eq!(sheet.map(|sheet| (sheet.rows.len(), sheet.open)), Ok((0, package.len())));
            }
        }
    }

    /// Whatever comes back: an answer or an error, never a panic.
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = answers::parse(&bytes);
        let _ = answers::parse(&[b"PK\x03\x04", bytes.as_slice()].concat());
        let _ = answers::parse(&[b"<xliff>", bytes.as_slice()].concat());
    }
}
