//! Answers held against the findings of a small policy.

use super::*;
use crate::pipeline::check_texts;
use crate::text::Lang;

const EN: &str = "1. Contact\nWrite to desk@inn.example for a room.\n2. Pets\nSmall dogs are welcome in every room.\n";
const JA: &str = "1. 連絡先\nお部屋のご予約は info@inn.example までご連絡ください。\n2. ペット\n小型犬はどの部屋でも歓迎します。\n";

fn row(at: u32, print: &str, word: &str, reason: &str) -> Row {
    Row {
        at,
        policy: "text".to_owned(),
        rule: "email-mismatch".to_owned(),
        fingerprint: print.to_owned(),
        word: word.to_owned(),
        reason: reason.to_owned(),
    }
}

fn taken(rows: Vec<Row>, ja: &str) -> Taken {
    let baseline = Baseline::empty(Path::new("known.tsv"));
    let (policy, findings) = check_texts(&[(Lang::En, EN), (Lang::Ja, ja)]);
    let mut answers = Answers::new(Sheet {
        rows,
        open: 2,
        held: 0,
    });
    answers.meet(&policy, &findings, &baseline);
    answers.taken()
}

fn print() -> String {
    let (policy, findings) = check_texts(&[(Lang::En, EN), (Lang::Ja, JA)]);
    let mail = findings
        .iter()
        .find(|one| one.rule.name == "email-mismatch");
    fingerprint(&policy, mail.expect("two addresses"))
}

#[test]
fn what_was_waived_or_accepted_becomes_known() {
    for (word, reason, kept) in [
        ("waived", "two desks", "two desks"),
        ("Accepted", "", "accepted"),
        (" ACCEPTED ", "agreed", "agreed"),
    ] {
        let taken = taken(vec![row(2, &print(), word, reason)], JA);
        assert_eq!(taken.problems, [], "{word}");
        assert_eq!(taken.known.len(), 1);
        assert_eq!(taken.known[0].reason, kept);
        assert_eq!(taken.open, 2);
        let text = Baseline::empty(Path::new("known.tsv")).with(&taken.known);
        let baseline = Baseline::parse(Path::new("known.tsv"), &text).expect("a baseline");
        let (policy, mut findings) = check_texts(&[(Lang::En, EN), (Lang::Ja, JA)]);
        baseline.apply(&policy, &mut findings);
        let known = findings.iter().filter(|one| one.suppressed.is_some());
        assert_eq!(known.count(), 1);
    }
}

#[test]
fn what_cannot_be_taken_is_told() {
    let changed = JA.replace("お部屋", "客室");
    let mended = JA.replace("info@", "desk@");
    for (row, ja, problem) in [
        (row(2, &print(), "fixed", ""), JA, Some(Problem::StillThere)),
        (row(3, &print(), "fixed", ""), &*mended, None),
        (row(4, &print(), "waived", ""), JA, Some(Problem::NoReason)),
        (
            row(5, &print(), "perhaps", ""),
            JA,
            Some(Problem::NoAnswer("perhaps".to_owned())),
        ),
        (row(6, "", "accepted", ""), JA, Some(Problem::NoFingerprint)),
        (
            row(7, &print(), "accepted", ""),
            &*changed,
            Some(Problem::Changed),
        ),
        (
            row(8, &print(), "accepted", ""),
            &*mended,
            Some(Problem::Gone),
        ),
    ] {
        let at = row.at;
        let taken = taken(vec![row], ja);
        // What was not taken counts as no answer that was.
        let answered: usize = taken.answered.values().sum();
        assert_eq!(answered, usize::from(problem.is_none()), "{at}");
        let sums = taken.sums(crate::report::Locale::En.messages());
        let refused = usize::from(problem.is_some());
        assert!(
            sums.contains(&format!("{refused} not taken, 2 without an answer")),
            "{sums}"
        );
        let problems: Vec<Problem> = taken.problems.into_iter().map(|(_, one)| one).collect();
        assert_eq!(problems, problem.into_iter().collect::<Vec<_>>(), "{at}");
        assert_eq!(taken.known, []);
    }
}

#[test]
fn one_answer_is_about_one_finding() {
    let twice = vec![
        row(2, &print(), "accepted", ""),
        row(3, &print(), "accepted", ""),
    ];
    let taken = taken(twice, JA);
    assert_eq!(taken.known.len(), 1);
    assert_eq!(taken.problems.len(), 1);
    assert_eq!(taken.problems[0].1, Problem::Gone);
}

#[test]
fn every_problem_has_a_message() {
    let messages = crate::report::Locale::En.messages();
    for problem in [
        Problem::NoAnswer("perhaps".to_owned()),
        Problem::NoFingerprint,
        Problem::NoReason,
        Problem::StillThere,
        Problem::Changed,
        Problem::Gone,
    ] {
        let told = problem.told(&row(2, "0123456789abcdef", "", ""), messages);
        assert!(!told.contains("feedback.") && !told.contains('{'), "{told}");
    }
}
