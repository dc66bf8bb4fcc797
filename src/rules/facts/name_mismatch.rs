//! Names of aligned clauses.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Check, Class, Findings, GroupId, Policy, Severity};
use crate::rules::naming::{Key, Naming, Wrong, partners, slips, swaps};
use crate::text::{Lang, excerpt};

rule! {
    /// Aligned clauses give a party, product or service different names.
    ///
    /// ## Why
    /// A name is what a reader looks for: a letter lost in it, or the name of another product in its place, makes the
    /// clause speak of something else, or of nothing. Names that the editions keep in Latin letters are compared with
    /// each other, and with how each edition writes them elsewhere.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Papermill keeps your reading list for a year.
    /// [ja] 1. Papermilは、お客様の読書リストを1年間保管します。
    /// ```
    /// ```policy pass
    /// [en] 1. Papermill keeps your reading list for a year.
    /// [ja] 1. Papermillは、お客様の読書リストを1年間保管します。
    /// ```
    "name-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let naming = Naming::new(policy);
    misspelt(policy, &naming, out);
    swapped(policy, &naming, out);
}

/// Names misspelt, each at its place; once where the edition keeps to it.
fn misspelt(policy: &Policy, naming: &Naming<'_>, out: &mut Findings) {
    let slips = slips(policy, naming);
    let mut habits: BTreeMap<(Lang, Key), BTreeSet<String>> = BTreeMap::new();
    for slip in &slips {
        let meant = naming.written(slip.meant_in, slip.meant).to_lowercase();
        habits
            .entry((slip.lang, slip.key))
            .or_default()
            .insert(meant);
    }
    let mut named: BTreeSet<(Lang, Key)> = BTreeSet::new();
    for slip in &slips {
        let found = naming.written(slip.lang, slip.span);
        let meant = naming.written(slip.meant_in, slip.meant);
        let habit = !naming.tokens(slip.lang).iter().any(|token| {
            naming
                .written(slip.lang, token.span)
                .eq_ignore_ascii_case(meant)
        });
        if habit && !named.insert((slip.lang, slip.key)) {
            continue;
        }
        let id = if slip.meant_in == slip.lang {
            "name-mismatch.elsewhere"
        } else {
            "name-mismatch"
        };
        let finding = out.report(id);
        finding
            .arg("found", excerpt(found, 40))
            .arg("lang", slip.lang)
            .arg("expected", excerpt(meant, 40))
            .arg("langs", vec![slip.meant_in])
            .confidence(if slip.shown { 0.95 } else { 0.85 })
            .primary(slip.lang, slip.span)
            .counterpart(slip.meant_in, slip.meant);
        if !slip.shown {
            finding.severity(Severity::Warning);
        }
    }
}

/// Other names in the place of names.
fn swapped(policy: &Policy, naming: &Naming<'_>, out: &mut Findings) {
    let partners = partners(policy, naming);
    let mut found = Vec::new();
    for (id, group) in policy.groups.iter().enumerate() {
        if group.class == Class::Text && group.confidence >= 0.5 {
            let id = GroupId(u32::try_from(id).unwrap_or(u32::MAX));
            swaps(policy, naming, &partners, id, group, &mut found);
        }
    }
    for swap in found {
        let (id, severity, confidence) = match swap.wrong {
            Wrong::Other => ("name-mismatch.other", Severity::Error, 0.85),
            Wrong::Added => ("name-mismatch.added", Severity::Warning, 0.75),
            Wrong::Lost => ("name-mismatch.lost", Severity::Warning, 0.7),
        };
        let found = excerpt(naming.written(swap.lang, swap.span), 40);
        let expected = excerpt(naming.written(swap.meant_in, swap.meant), 40);
        out.report(id)
            .arg("found", found)
            .arg("lang", swap.lang)
            .arg("expected", expected)
            .arg("langs", swap.others)
            .severity(severity)
            .confidence(confidence)
            .primary(swap.lang, swap.span)
            .counterpart(swap.meant_in, swap.meant);
    }
}
