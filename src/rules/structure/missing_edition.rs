//! A language that was asked for and has no edition.

use super::outline::{is_text, is_void, span};
use crate::model::{Check, Findings, Policy, Role};
use crate::text::Lang;

rule! {
    /// An expected language has no edition, or one without text.
    ///
    /// ## Why
    /// The readers of that language have nothing to read. Only languages that `--languages` or the configuration names
    /// are expected, and those that have a file: an empty one is no edition.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] We answer letters within a week.
    /// [ja] お手紙には1週間以内に返信します。
    /// [vi]
    /// ```
    /// ```policy pass
    /// [en] We answer letters within a week.
    /// [ja] お手紙には1週間以内に返信します。
    /// ```
    "missing-edition", since "0.1.0", Error, mqm "accuracy/omission", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let absent = policy
        .expected
        .iter()
        .copied()
        .filter(|lang| policy.edition(*lang).is_none());
    let mut missing: Vec<Lang> = absent
        .chain(policy.langs().filter(|lang| is_void(policy, *lang)))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    let first = [policy.source]
        .into_iter()
        .chain(policy.langs())
        .find_map(|lang| {
            let (id, _) = policy
                .edition(lang)?
                .document
                .iter()
                .find(|(_, clause)| is_text(clause))?;
            Some((lang, id))
        });
    for lang in missing {
        let finding = out.report("missing-edition");
        finding.confidence(0.99).arg("lang", lang);
        if let Some((lang, id)) = first {
            finding.mark(Role::Primary, lang, span(policy, lang, id));
        }
        finding.languages = vec![lang];
        finding.absent_in = vec![lang];
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::structure::sample::{found, policy};
    use crate::text::Lang;

    #[test]
    fn only_expected_languages_are_missing() {
        let mut policy = policy(&[
            ("en", "a p We answer letters."),
            ("ja", "a p お手紙に返信します。"),
        ]);
        assert_eq!(found(&policy), [""; 0]);
        policy.expected = vec![Lang::Zh, Lang::En, Lang::Vi];
        assert_eq!(found(&policy), ["missing-edition zh", "missing-edition vi"]);
    }
}
