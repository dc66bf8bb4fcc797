//! The user's terms and names: a concept that an edition does not call by its word, a word that is not to be used,
//! and findings on names that the user says are right.

use std::collections::BTreeMap;

use super::term_mismatch;
use crate::lexicon::Matcher;
use crate::model::{
    Class, ClauseId, Finding, Findings, Glossary, Group, OwnTerm, Policy, Role, Severity,
};
use crate::text::{Folded, Lang, Span, excerpt};

/// The rules that a name of the user silences.
const ABOUT_NAMES: [&str; 6] = [
    "foreign-name",
    "foreign-script",
    "identifier-mismatch",
    "name-mismatch",
    "suspect-spelling",
    "untranslated",
];

/// A group in which clauses correspond less surely proves no wrong word.
const SURE: f32 = 0.5;

/// Where an edition holds words of the user's terms: by number of the term.
type Held = BTreeMap<usize, Vec<Span>>;

/// The words of one language, right and banned ones.
struct Words {
    right: Matcher,
    banned: Matcher,
}

impl Words {
    fn of(glossary: &Glossary, lang: Lang) -> Self {
        let matcher = |of: fn(&OwnTerm) -> &BTreeMap<Lang, Vec<String>>| {
            let words = (0_u32..).zip(&glossary.terms).flat_map(|(number, term)| {
                let words = of(term).get(&lang).into_iter().flatten();
                words.map(move |word| (number, word.as_str()))
            });
            Matcher::new(lang, words)
        };
        Self {
            right: matcher(|term| &term.words),
            banned: matcher(|term| &term.banned),
        }
    }
}

/// What the user's terms say of a policy.
#[must_use]
pub fn check_glossary(policy: &Policy, glossary: &Glossary) -> Vec<Finding> {
    let mut out = Findings::new();
    out.begin(&term_mismatch::RULE);
    if glossary.terms.is_empty() {
        return Vec::new();
    }
    let words: BTreeMap<Lang, Words> = policy
        .langs()
        .map(|lang| (lang, Words::of(glossary, lang)))
        .collect();
    for group in policy.groups.iter().filter(|g| g.class == Class::Text) {
        judge(policy, glossary, &words, group, &mut out);
    }
    let mut found = out.into_vec();
    crate::rules::sort(&mut found);
    found
}

fn judge(
    policy: &Policy,
    glossary: &Glossary,
    words: &BTreeMap<Lang, Words>,
    group: &Group,
    out: &mut Findings,
) {
    let mut right: BTreeMap<Lang, Held> = BTreeMap::new();
    let mut banned: BTreeMap<Lang, Held> = BTreeMap::new();
    for (lang, ids) in &group.members {
        let Some(words) = words.get(lang) else {
            continue;
        };
        for id in ids {
            collect(
                policy,
                *lang,
                *id,
                &words.right,
                right.entry(*lang).or_default(),
            );
            collect(
                policy,
                *lang,
                *id,
                &words.banned,
                banned.entry(*lang).or_default(),
            );
        }
    }
    for (lang, held) in &banned {
        for (number, spans) in held {
            for span in spans {
                use_of_banned(policy, *lang, &glossary.terms[*number], *span, out);
            }
        }
    }
    if group.confidence < SURE {
        return;
    }
    for (number, term) in glossary.terms.iter().enumerate() {
        let stated = |lang: Lang| right.get(&lang).and_then(|held| held.get(&number));
        let others: Vec<(Lang, Span)> = group
            .members
            .keys()
            .filter_map(|lang| Some((*lang, *stated(*lang)?.first()?)))
            .collect();
        // The source says what is spoken of; without it two editions must.
        let known = others.iter().any(|(lang, _)| *lang == policy.source) || others.len() > 1;
        if !known {
            continue;
        }
        for (lang, ids) in &group.members {
            let replaced = banned
                .get(lang)
                .is_some_and(|held| held.contains_key(&number));
            if stated(*lang).is_none()
                && !replaced
                && let Some(preferred) = term.words.get(lang).and_then(|words| words.first())
                && let Some(clause) = ids.first()
            {
                lacking(policy, group, (*lang, *clause), preferred, &others, out);
            }
        }
    }
}

fn collect(policy: &Policy, lang: Lang, id: ClauseId, words: &Matcher, held: &mut Held) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    let body = edition.document.clause(id).body;
    let folded = Folded::new(edition.document.slice(body));
    words.find(folded.text(), &mut |number, at| {
        let at = folded.original(Span::new(at.start, at.end));
        let (start, end) = (body.start + at.start, body.start + at.end);
        let span = Span::new(start as usize, end as usize);
        held.entry(number as usize).or_default().push(span);
    });
}

fn use_of_banned(policy: &Policy, lang: Lang, term: &OwnTerm, span: Span, out: &mut Findings) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    let preferred = term.words.get(&lang).and_then(|words| words.first());
    let expected = preferred.map_or(term.id.as_str(), String::as_str);
    let finding = out.report("term-mismatch.banned");
    finding
        .arg("lang", lang)
        .arg("found", excerpt(edition.document.slice(span), 40))
        .arg("expected", expected)
        .severity(Severity::Warning)
        .confidence(0.95)
        .primary(lang, span);
    // Where words are inflected the sentence would have to follow.
    if lang.is_cjk()
        && let Some(preferred) = preferred
    {
        finding.suggest(preferred.as_str());
    }
}

fn lacking(
    policy: &Policy,
    group: &Group,
    (lang, clause): (Lang, ClauseId),
    preferred: &str,
    others: &[(Lang, Span)],
    out: &mut Findings,
) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    let quoted = others.first().map_or("", |(other, span)| {
        policy
            .edition(*other)
            .map_or("", |edition| edition.document.slice(*span))
    });
    let finding = out.report("term-mismatch.own");
    finding
        .arg("lang", lang)
        .arg("expected", preferred)
        .arg("found", excerpt(quoted, 40))
        .arg(
            "langs",
            others.iter().map(|(lang, _)| *lang).collect::<Vec<_>>(),
        )
        .severity(Severity::Warning)
        .confidence(0.8 * group.confidence)
        .primary(lang, edition.document.clause(clause).body);
    for (other, span) in others {
        finding.counterpart(*other, *span);
    }
}

/// Takes out the findings that doubt a name which the user says is right.
pub fn accept_names(policy: &Policy, glossary: &Glossary, findings: &mut Vec<Finding>) {
    if glossary.names.is_empty() {
        return;
    }
    findings.retain(|finding| {
        let doubts = ABOUT_NAMES.contains(&finding.rule.name);
        let mut marks = finding
            .marks
            .iter()
            .filter(|mark| mark.role == Role::Primary)
            .peekable();
        let known = marks.peek().is_some()
            && marks.all(|mark| {
                policy.edition(mark.lang).is_some_and(|edition| {
                    let text = edition.document.source.text();
                    glossary
                        .names
                        .iter()
                        .any(|name| holds(text, mark.span, name))
                })
            });
        !(doubts && known)
    });
}

/// Whether a span is a name, or a part of the name that stands there.
fn holds(text: &str, span: Span, name: &str) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let Some(marked) = text.get(start..end).filter(|marked| !marked.is_empty()) else {
        return false;
    };
    name.match_indices(marked).any(|(at, _)| {
        let from = start.checked_sub(at);
        from.and_then(|from| text.get(from..from + name.len())) == Some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_as_a_whole() {
        let text = "Ask Toolshedd or Toolsheds.";
        assert!(holds(text, Span::new(4, 13), "Toolshedd"));
        assert!(holds(text, Span::new(8, 13), "Toolshedd"));
        assert!(!holds(text, Span::new(17, 26), "Toolshedd"));
    }
}
