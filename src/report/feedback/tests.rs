//! Packages of the report's sample: who gets what, as it looks, and hostile text in every place.

use super::super::samples::{find, findings, policy};
use super::*;
use crate::model::{Suppression, SuppressionKind};
use crate::text::{Source, Span, Stored, is_hidden};

const HOSTILE: &str = "=1+1 \"a\",'b' ]]> <script>x</script> &lt; | [a](b) `c` @team #1 $x$ _x0041_\r\n\u{0}\u{1b}[2J\u{202e}\u{200b}\u{fffe}\u{2028}{0}";

fn packages(policy: &Policy, found: &[Finding]) -> Feedback {
    let mut feedback = Feedback::new(None);
    feedback.policy(policy, found).unwrap();
    feedback.end(&Summary::default(), &[]).unwrap();
    feedback
}

fn package(feedback: &Feedback, lang: Lang) -> &Package {
    feedback.packages().find(|one| one.lang == lang).unwrap()
}

fn file(package: &Package, name: &str) -> Vec<u8> {
    let files = package.files().unwrap();
    let found = files.into_iter().find(|file| file.name == name);
    found.expect(name).bytes
}

fn text(package: &Package, name: &str) -> String {
    String::from_utf8(file(package, name)).unwrap()
}

#[test]
fn everybody_gets_what_is_theirs() {
    let policy = policy();
    let mut found = findings(&policy);
    let feedback = packages(&policy, &found);
    let got: Vec<(Lang, usize)> = feedback
        .packages()
        .map(|one| (one.lang, one.len()))
        .collect();
    // What is wrong in the source goes to the source; English has nothing to do and is told so.
    assert_eq!(got, [(Lang::Zh, 1), (Lang::En, 0), (Lang::Vi, 2)]);
    found[1].suppressed = Some(Suppression {
        kind: SuppressionKind::Baseline,
        reason: String::new(),
        place: "known.tsv".to_owned(),
    });
    found[0].languages.clear();
    let feedback = packages(&policy, &found);
    assert_eq!(package(&feedback, Lang::Vi).len(), 1);
    assert_eq!(package(&feedback, Lang::Zh).len(), 1);
}

#[test]
fn a_row_has_both_texts() {
    let policy = policy();
    let feedback = packages(&policy, &findings(&policy));
    let entries = &package(&feedback, Lang::Vi).parts[0].entries;
    let mail = &entries[0];
    assert_eq!(mail.clause, "1. Phạm vi");
    assert_eq!(mail.place, "corpus/desk.vi.md:2");
    let compared = mail.compared.as_ref().unwrap();
    assert_eq!(compared.lang, Lang::Zh);
    assert_eq!(
        compared.text(),
        "退款须在14天内申请，联系 desk@example.org。"
    );
    let marked = |passage: &Option<passage::Passage>| {
        let pieces = passage.iter().flat_map(|one| &one.pieces);
        let marked: Vec<String> = pieces
            .filter(|one| one.marked)
            .map(|one| one.text.clone())
            .collect();
        marked
    };
    assert_eq!(marked(&mail.compared), ["desk@example.org"]);
    assert_eq!(marked(&mail.present), ["disk@example.org"]);
    let section = &entries[1];
    assert_eq!(section.clause, "二、 儿童");
    assert!(section.present.is_none());
    let belongs = section.belongs.as_deref().unwrap();
    assert!(belongs.contains("Yêu cầu hoàn tiền"), "{belongs}");
    assert_eq!(section.compared.as_ref().unwrap().text(), "二、 儿童");
    assert_eq!((mail.number, section.number), (1, 2));
}

#[test]
fn a_finding_of_one_edition_shows_the_clause_of_the_source() {
    let policy = policy();
    let mut found = findings(&policy);
    found[1].marks.retain(|mark| mark.lang == Lang::Vi);
    let feedback = packages(&policy, &found[1..2]);
    let entry = &package(&feedback, Lang::Vi).parts[0].entries[0];
    let compared = entry.compared.as_ref().unwrap();
    assert_eq!(
        compared.text(),
        "退款须在14天内申请，联系 desk@example.org。"
    );
    assert!(compared.pieces.iter().all(|piece| !piece.marked));
}

#[test]
fn packages_as_they_look() {
    let policy = policy();
    let mut found = findings(&policy);
    let span = find(&policy, Lang::Vi, "14 ngày");
    found[1].primary(Lang::Vi, span);
    let feedback = packages(&policy, &found);
    let vi = package(&feedback, Lang::Vi);
    for name in ["feedback.md", "feedback.html", "feedback.xlf"] {
        insta::assert_snapshot!(name, text(vi, name));
    }
}

#[test]
fn the_same_findings_make_the_same_bytes() {
    let policy = policy();
    let made = || {
        let feedback = packages(&policy, &findings(&policy));
        let files: Vec<Vec<u8>> = feedback
            .packages()
            .flat_map(|package| package.files().unwrap())
            .map(|file| file.bytes)
            .collect();
        files
    };
    assert_eq!(made(), made());
}

#[test]
fn a_document_has_one_source_language() {
    let mut one = policy();
    let found = findings(&one);
    let mut feedback = packages(&one, &found);
    one.source = Lang::En;
    one.name = "other".to_owned();
    feedback.policy(&one, &found[1..2]).unwrap();
    let names: Vec<String> = package(&feedback, Lang::Vi)
        .files()
        .unwrap()
        .into_iter()
        .map(|file| file.name)
        .collect();
    assert!(names.contains(&"feedback.xlf".to_owned()), "{names:?}");
    assert!(
        names.contains(&"feedback.from-en.xlf".to_owned()),
        "{names:?}"
    );
    let en = text(package(&feedback, Lang::Vi), "feedback.from-en.xlf");
    assert!(en.contains("srcLang=\"en\" trgLang=\"vi\""), "{en}");
    assert_eq!(en.matches("<unit ").count(), 1);
}

#[test]
fn hostile_text_stays_text() {
    let mut policy = policy();
    let mut found = findings(&policy);
    policy.name = HOSTILE.to_owned();
    let whole = Span::new(0, HOSTILE.len());
    for edition in policy.editions.values_mut() {
        edition.path = HOSTILE.to_owned();
        edition.document.source = Source::plain(Stored::utf8(HOSTILE.to_owned(), 0));
        for clause in &mut edition.document.clauses {
            (clause.span, clause.body, clause.label) = (whole, whole, None);
        }
    }
    for finding in &mut found {
        for mark in &mut finding.marks {
            mark.span = whole;
        }
        finding.message.args.retain(|(name, _)| *name == "lang");
        for name in ["found", "expected", "text"] {
            finding.arg(name, HOSTILE);
        }
        finding.suggest(HOSTILE);
    }
    let feedback = packages(&policy, &found);
    for package in feedback.packages().filter(|package| !package.is_empty()) {
        assert!(file(package, "feedback.xlsx").starts_with(b"PK"));
        for name in ["feedback.md", "feedback.html", "feedback.xlf"] {
            let text = text(package, name);
            assert!(
                !text.contains("<script>") && !text.contains("]]>"),
                "{name}: {text}"
            );
            let raw: Vec<char> = text.chars().filter(|c| is_hidden(*c)).collect();
            assert!(raw.is_empty(), "{name}: {raw:?}");
        }
        let xliff = text(package, "feedback.xlf");
        assert!(
            xliff.contains("<cp hex=\"001B\"/>") && !xliff.contains('\u{fffe}'),
            "{xliff}"
        );
    }
}
