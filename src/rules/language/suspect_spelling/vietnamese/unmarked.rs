//! Runs of syllables that have lost their tones and diacritics: “giai quyet khieu nai” in a text that has them elsewhere.
//!
//! In goes an edition, out come the runs. Names and foreign words are written without marks as well, so a run must hold
//! syllables that Vietnamese cannot write so (quyet, khieu), and nothing but what is Vietnamese with the marks put back.

use super::super::{Suspect, english, syllable};
use super::text::{Edition, Token};

/// A run has so many syllables at least,
const LEAST: usize = 3;
/// and one in so many shows that marks are lost.
const SHOWING: usize = 4;

pub(super) fn runs(edition: &Edition) -> Vec<Suspect> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..=edition.tokens.len() {
        let goes_on = edition.tokens.get(at).is_some_and(|token| {
            (at == start || token.joined) && is_plain(edition.form(token.form))
        });
        if goes_on {
            continue;
        }
        found.extend(judge(edition, &edition.tokens[start..at]));
        // The token that ends a run may begin the next one.
        let begins = edition.tokens.get(at);
        let begins = begins.is_some_and(|token| is_plain(edition.form(token.form)));
        start = if begins { at } else { at + 1 };
    }
    found
}

fn judge(edition: &Edition, run: &[Token]) -> Option<Suspect> {
    let small = run.iter().filter(|token| !token.capital);
    let form = |token: &Token| edition.form(token.form);
    let lost = small.clone().filter(|token| has_lost(form(token))).count();
    let is_run = run.len() >= LEAST && small.count() >= 2;
    let shows = lost > 0 && lost * SHOWING >= run.len();
    let whole = || run.iter().all(|token| syllable::is_bare(form(token)));
    let (first, last) = (run.first()?, run.last()?);
    (is_run && shows && whole()).then(|| Suspect {
        span: first.span.join(last.span),
        expected: None,
        other: None,
        confidence: 0.85,
    })
}

fn is_plain(form: &str) -> bool {
    form.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a syllable cannot stand without marks, and is no English word: a stop at its end asks for a tone.
fn has_lost(form: &str) -> bool {
    let stopped = form.ends_with(['c', 'p', 't']) || form.ends_with("ch");
    form.len() >= LEAST && (stopped || !syllable::is_possible(form)) && !english::is_listed(form)
}
