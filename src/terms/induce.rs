//! Pairs of terms of aligned policies, found without a table.
//!
//! In go policies whose clauses are aligned; out come phrases of two languages that stand in the same sentences,
//! beginning with those that a policy itself defines (“…” in the same sentence of both). A phrase is a run of words
//! without function words at its ends; how well two go together is Dunning's log-likelihood ratio (1993) over the
//! sentences, and how exclusively Dice's coefficient. Pairs are taken greedily, each phrase once (competitive
//! linking, Melamed 2000). What stands in fewer than two sentences is not looked at.

use std::collections::BTreeMap;

use crate::align::{Scale, Sentence, Wording, rendering};
use crate::language;
use crate::model::{Class, Policy};
use crate::text::{Folded, Lang, is_cjk, is_han};
use foldhash::{HashMap, HashMapExt as _};

/// Words of a phrase at most.
const WORDS: usize = 4;
/// Phrases of one sentence at most.
const PHRASES: usize = 160;
/// Sentences that two phrases have in common at least.
const TOGETHER: u32 = 2;
/// Dice's coefficient and the log-likelihood ratio of a pair at least.
const DICE: f64 = 0.62;
const LIKELIHOOD: f64 = 14.0;

const EN_STOP: &str = " a about above after all also am an and any are as at be because been before being below between both but by can could did do does doing down during each either for from further had has have having he her here hers him his how i if in including into is it its itself just least may me might more most must my neither no nor not of off on once only or other our ours out over own per please same shall she should so some such than that the their theirs them then there these they this those through to too under until up upon us very was we were what when where whether which while who whom whose why will with within without would you your yours ";
const VI_STOP: &str = " ai ấy bạn bằng bị bởi bởi vì các cả cách cái cần cho chỉ chúng có còn của cũng dưới đã đang đây để đến đều đi điều đó được gì hay hãy hoặc hơn khi không là lại làm lên lúc mà mỗi một mọi muốn nào nếu ngay này nên nhằm nhiều những như nhưng nơi phải quý qua ra rằng rất riêng sau sẽ sự tại tất theo thế thì tôi trên trong trước từ từng tự và vào vẫn về vì việc với vừa ";
const ZH_STOP: &str = "的了在是我您你他她它们們或和与與及将將可以也而且就都不有为為于於对對向从從被把让讓使由以其之此该該这這那所并並如若则則但等每各本时時后後前中上下内內外个個种種次能会會要应應须須需";

/// Two phrases that go together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The languages.
    pub langs: (Lang, Lang),
    /// The phrases.
    pub terms: (String, String),
    /// In how many sentences both stand.
    pub count: u32,
    /// Dice's coefficient; 1 where they are never apart.
    pub dice: f64,
    /// A policy defines them.
    pub defined: bool,
}

/// By what the sentences of a clause are held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Values, names, characters and the termbase.
    ByTerms,
    /// All but the termbase.
    WithoutTermbase,
}

/// Sentences of two languages that say the same, as folded text.
type Bitext = Vec<(String, String)>;

/// The pairs of terms of some policies, by languages and then from the best.
#[must_use]
pub fn induce(policies: &[Policy], alignment: Alignment) -> Vec<Pair> {
    let mut bitexts: BTreeMap<(Lang, Lang), Bitext> = BTreeMap::new();
    for policy in policies {
        let wording = match alignment {
            Alignment::ByTerms => Wording::new(policy),
            Alignment::WithoutTermbase => Wording::without_termbase(policy),
        };
        collect(policy, &wording, &mut bitexts);
    }
    bitexts
        .into_iter()
        .flat_map(|(langs, bitext)| pairs(langs, &bitext))
        .collect()
}

/// The sentences of a policy's groups by pair of editions.
fn collect(policy: &Policy, wording: &Wording, bitexts: &mut BTreeMap<(Lang, Lang), Bitext>) {
    let langs: Vec<Lang> = policy.langs().collect();
    for (at, x) in langs.iter().enumerate() {
        for y in &langs[at + 1..] {
            let scale = Scale::new(policy, wording, *x, *y);
            let bitext = bitexts.entry((*x, *y)).or_default();
            for group in &policy.groups {
                if group.class != Class::Text || group.confidence < 0.5 {
                    continue;
                }
                let xs: Vec<&Sentence> = wording.of(*x, group.of(*x)).collect();
                let ys: Vec<&Sentence> = wording.of(*y, group.of(*y)).collect();
                let Some(found) = rendering(&xs, &ys, &scale) else {
                    continue;
                };
                let text = |lang: Lang, sentences: &[&Sentence]| {
                    let parts = sentences
                        .iter()
                        .filter_map(|one| Some(policy.edition(lang)?.document.slice(one.span)));
                    Folded::new(&parts.collect::<Vec<_>>().join(" "))
                        .text()
                        .to_owned()
                };
                for (a, b) in found.beads {
                    if !a.is_empty() && !b.is_empty() {
                        bitext.push((text(*x, &xs[a]), text(*y, &ys[b])));
                    }
                }
            }
        }
    }
}

fn pairs(langs: (Lang, Lang), bitext: &Bitext) -> Vec<Pair> {
    let x = Phrases::new(langs.0, bitext.iter().map(|(x, _)| x.as_str()));
    let y = Phrases::new(langs.1, bitext.iter().map(|(_, y)| y.as_str()));
    let mut together: HashMap<(u32, u32), u32> = HashMap::new();
    for (a, b) in x.of.iter().zip(&y.of) {
        for one in a {
            for other in b {
                *together.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let all = bitext.len() as f64;
    let mut found: Vec<(f64, f64, u32, u32, u32)> = together
        .into_iter()
        .filter(|(_, count)| *count >= TOGETHER)
        .filter_map(|((one, other), count)| {
            let (a, b) = (x.count[one as usize], y.count[other as usize]);
            let dice = 2.0 * f64::from(count) / f64::from(a + b);
            let ratio = likelihood(f64::from(count), f64::from(a), f64::from(b), all);
            (dice >= DICE && ratio >= LIKELIHOOD).then_some((ratio * dice, dice, one, other, count))
        })
        .collect();
    // The same order in every run.
    found.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| x.text[a.2 as usize].cmp(&x.text[b.2 as usize]))
            .then_with(|| y.text[a.3 as usize].cmp(&y.text[b.3 as usize]))
    });
    let mut pairs = defined(langs, bitext);
    let mut taken_x: Vec<String> = pairs.iter().map(|pair| pair.terms.0.clone()).collect();
    let mut taken_y: Vec<String> = pairs.iter().map(|pair| pair.terms.1.clone()).collect();
    for (score, dice, one, other, count) in &found {
        let (a, b) = (&x.text[*one as usize], &y.text[*other as usize]);
        if taken_x.contains(a) || taken_y.contains(b) {
            continue;
        }
        // Two that go with several others alike belong to none: the sentences are the same, not the terms.
        let rival = found.iter().any(|rival| {
            let same_x = rival.2 == *one && rival.3 != *other;
            let same_y = rival.3 == *other && rival.2 != *one;
            let near = rival.0 >= score * 0.93;
            near && ((same_x && !related(&y.text[rival.3 as usize], b))
                || (same_y && !related(&x.text[rival.2 as usize], a)))
        });
        if rival {
            continue;
        }
        taken_x.push(a.clone());
        taken_y.push(b.clone());
        pairs.push(Pair {
            langs,
            terms: (a.clone(), b.clone()),
            count: *count,
            dice: *dice,
            defined: false,
        });
    }
    pairs
}

/// One is a part of the other.
fn related(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// Dunning's log-likelihood ratio of `both` sentences, where the one stands in `a` and the other in `b` of `all`.
fn likelihood(both: f64, a: f64, b: f64, all: f64) -> f64 {
    let term = |seen: f64, row: f64, column: f64| {
        let expected = row * column / all;
        if seen > 0.0 && expected > 0.0 {
            seen * (seen / expected).ln()
        } else {
            0.0
        }
    };
    2.0 * (term(both, a, b)
        + term(a - both, a, all - b)
        + term(b - both, all - a, b)
        + term(all - a - b + both, all - a, all - b))
}

/// What a policy defines: quoted words of sentences that quote equally many.
fn defined(langs: (Lang, Lang), bitext: &Bitext) -> Vec<Pair> {
    let mut counts: BTreeMap<(String, String), u32> = BTreeMap::new();
    for (x, y) in bitext {
        let (a, b) = (quoted(x), quoted(y));
        if let ([one], [other]) = (a.as_slice(), b.as_slice()) {
            *counts.entry((one.clone(), other.clone())).or_default() += 1;
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    let mut ordered: Vec<_> = counts.into_iter().collect();
    ordered.sort_by_key(|(terms, count)| (std::cmp::Reverse(*count), terms.clone()));
    for (terms, count) in ordered {
        if pairs
            .iter()
            .any(|pair| pair.terms.0 == terms.0 || pair.terms.1 == terms.1)
        {
            continue;
        }
        pairs.push(Pair {
            langs,
            terms,
            count,
            dice: 1.0,
            defined: true,
        });
    }
    pairs
}

/// Short quotations.
fn quoted(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“' | '「' | '『' | '《' | '"', None) => {
                let close = match c {
                    '“' => '”',
                    '「' => '」',
                    '『' => '』',
                    '《' => '》',
                    _ => '"',
                };
                open = Some((at + c.len_utf8(), close));
            }
            (c, Some((start, close))) if c == close => {
                let inside = text[start..at].trim();
                let letters = inside.chars().count();
                let least = if inside.chars().any(is_cjk) { 2 } else { 3 };
                if (least..=40).contains(&letters) {
                    found.push(inside.to_owned());
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// The phrases of one side of a bitext.
struct Phrases {
    text: Vec<String>,
    count: Vec<u32>,
    /// By sentence, each once.
    of: Vec<Vec<u32>>,
}

impl Phrases {
    fn new<'t>(lang: Lang, sentences: impl Iterator<Item = &'t str>) -> Self {
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut text: Vec<String> = Vec::new();
        let mut count: Vec<u32> = Vec::new();
        let mut of: Vec<Vec<u32>> = Vec::new();
        for sentence in sentences {
            let mut here: Vec<u32> = phrases(lang, sentence)
                .into_iter()
                .map(|phrase| {
                    *ids.entry(phrase).or_insert_with_key(|phrase| {
                        text.push(phrase.clone());
                        count.push(0);
                        u32::try_from(text.len() - 1).unwrap_or(u32::MAX)
                    })
                })
                .collect();
            here.sort_unstable();
            here.dedup();
            for one in &here {
                count[*one as usize] += 1;
            }
            of.push(here);
        }
        for here in &mut of {
            here.retain(|one| count[*one as usize] >= TOGETHER);
            let all = here.clone();
            // A part that never stands without a longer phrase is no phrase.
            here.retain(|one| {
                !all.iter().any(|other| {
                    count[*other as usize] == count[*one as usize]
                        && text[*other as usize].len() > text[*one as usize].len()
                        && text[*other as usize].contains(&text[*one as usize])
                })
            });
        }
        Self { text, count, of }
    }
}

/// Runs of words that may be terms.
fn phrases(lang: Lang, sentence: &str) -> Vec<String> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    language::of(lang).words(sentence, &mut |range| words.push(range));
    let mut found = Vec::new();
    for start in 0..words.len() {
        for length in 1..=WORDS.min(words.len() - start) {
            let run = &words[start..start + length];
            let adjoins = run.windows(2).all(|pair| {
                let between = &sentence[pair[0].end..pair[1].start];
                between.is_empty() || (!lang.is_cjk() && between == " ")
            });
            if !adjoins {
                break;
            }
            let phrase = &sentence[run[0].start..run[length - 1].end];
            let parts = run.iter().map(|word| &sentence[word.clone()]);
            if may_be_term(lang, phrase, parts.collect::<Vec<_>>().as_slice()) {
                found.push(phrase.to_owned());
                if found.len() >= PHRASES {
                    return found;
                }
            }
        }
    }
    found
}

/// Whether a run of words could be a term: no function words at its ends, no figures.
pub(super) fn may_be_term(lang: Lang, phrase: &str, words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    if phrase.chars().any(|c| c.is_numeric()) {
        return false;
    }
    let letters = phrase.chars().count();
    match lang {
        Lang::Zh | Lang::ZhHant => {
            let stop = |word: &str| word.chars().all(|c| ZH_STOP.contains(c));
            letters >= 2 && !words.iter().any(|word| stop(word))
        }
        Lang::Ja => {
            // A term in kana and Han: what is written in hiragana joins words.
            let own = |word: &str| {
                word.chars().all(|c| {
                    is_han(c)
                        || c == '々'
                        || matches!(c, '\u{30a1}'..='\u{30fe}')
                        || c.is_ascii_alphabetic()
                })
            };
            letters >= 2 && words.iter().all(|word| own(word))
        }
        Lang::Vi => {
            let stop = |word: &str| VI_STOP.contains(&format!(" {word} "));
            letters >= 3 && !stop(first) && !stop(last)
        }
        _ => {
            let stop = |word: &str| EN_STOP.contains(&format!(" {word} ")) || word.len() < 2;
            letters >= 3
                && !stop(first)
                && !stop(last)
                && !words[1..].iter().any(|word| {
                    matches!(
                        *word,
                        "we" | "you"
                            | "it"
                            | "is"
                            | "are"
                            | "may"
                            | "will"
                            | "if"
                            | "that"
                            | "which"
                    )
                })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_together_goes_together() {
        let bitext: Bitext = [
            ("the reading room is open", "閲覧室は開いています"),
            (
                "the library card opens the reading room",
                "図書館カードで閲覧室に入れます",
            ),
            ("renew your library card", "図書館カードを更新してください"),
            ("keep quiet in the reading room", "閲覧室ではお静かに"),
            (
                "a lost library card is replaced",
                "紛失した図書館カードは交換します",
            ),
            ("the garden is closed", "庭園は閉まっています"),
            ("bring a lamp", "灯りをお持ちください"),
            ("dogs wait outside", "犬は外でお待ちください"),
            (
                "the reading room has forty seats",
                "閲覧室には四十席あります",
            ),
            (
                "show your library card at the desk",
                "受付で図書館カードをご提示ください",
            ),
            ("the gate closes at six", "門は六時に閉まります"),
            ("coats hang in the hall", "上着は玄関に掛けます"),
        ]
        .map(|(x, y)| (x.to_owned(), y.to_owned()))
        .to_vec();
        let found: Vec<(String, String)> = pairs((Lang::En, Lang::Ja), &bitext)
            .into_iter()
            .map(|pair| pair.terms)
            .collect();
        for pair in [("reading room", "閲覧室"), ("library card", "図書館カード")] {
            assert!(
                found.contains(&(pair.0.to_owned(), pair.1.to_owned())),
                "{pair:?} in {found:?}"
            );
        }
    }

    #[test]
    fn definitions_are_pairs() {
        let bitext: Bitext = vec![(
            "quay library (“the quay”)".to_owned(),
            "quay図書館（以下「当館」という）".to_owned(),
        )];
        let found = pairs((Lang::En, Lang::Ja), &bitext);
        assert_eq!(found.len(), 1);
        assert!(found[0].defined);
        assert_eq!(found[0].terms, ("the quay".to_owned(), "当館".to_owned()));
    }
}
