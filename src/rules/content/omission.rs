//! Sentences that some editions hold and others lack.
//!
//! For every pair of editions the sentences of a group are aligned; a sentence that an edition seems to lack is
//! weighed by what all editions that hold it say of that edition.

use std::collections::{BTreeMap, BTreeSet};

use super::Ground;
use super::gone::{Gone, MORE, Said, TWO};
use crate::align::{Rendering, Sentence, Vector, rendering};
use crate::model::Group;
use crate::text::{Lang, Span};

/// What speaks for an omission before it is reported, in nats.
const LEAST: f32 = 0.4;
/// What speaks against a sentence that stands in a translation alone, of two editions and of more: translators explain,
/// above all where nobody else shows that it is too much.
const EXPLAINED: [f32; 2] = [2.295, 1.2];

/// Chinese letters of a sentence that only leads to the next one, at most.
const LEADING: f32 = 8.0;

/// What it speaks for one more that all others, two at least, hold one number of sentences and this edition fewer.
const COUNTED: f32 = 0.6;

/// Text inside a clause that some editions lack.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Omission {
    /// The group, by index.
    pub(in crate::rules) group: usize,
    /// An edition that holds it, the source where it does.
    pub(in crate::rules) holder: Lang,
    /// The sentences there.
    pub(in crate::rules) span: Span,
    /// The editions that lack it.
    pub(in crate::rules) lacking: Vec<Lang>,
    /// Other editions that hold it, with the sentences there.
    pub(in crate::rules) having: Vec<(Lang, Span)>,
    /// Where the editions that lack it have it: the group, the first of them and the sentences there.
    pub(in crate::rules) elsewhere: Option<(usize, Lang, Span)>,
    /// It stands in a translation alone.
    pub(in crate::rules) extra: bool,
    /// Probability.
    pub(in crate::rules) confidence: f32,
}

impl Omission {
    /// From here on it is no matter of how sentences are cut.
    pub(in crate::rules) const LIKELY: f32 = 0.55;

    /// Whether it is more than a matter of how sentences are cut.
    pub(in crate::rules) fn is_likely(&self) -> bool {
        self.confidence >= Self::LIKELY && self.elsewhere.is_none()
    }
}

type Links = BTreeMap<(Lang, Lang), Rendering>;

pub(super) fn omissions(
    ground: &Ground<'_>,
    at: usize,
    group: &Group,
    langs: &[Lang],
) -> Vec<Omission> {
    let sentences: BTreeMap<Lang, Vec<&Sentence>> = langs
        .iter()
        .map(|lang| (*lang, ground.wording.of(*lang, group.of(*lang)).collect()))
        .collect();
    if sentences.values().all(|all| all.len() < 2) {
        return Vec::new();
    }
    let mut links: Links = BTreeMap::new();
    for ((x, y), scale) in &ground.scales {
        if let (Some(xs), Some(ys)) = (sentences.get(x), sentences.get(y))
            && let Some(found) = rendering(xs, ys, scale)
        {
            links.insert((*y, *x), found.transposed());
            links.insert((*x, *y), found);
        }
    }
    let said = Said::new(ground.policy, group);
    let mut seen: BTreeSet<(Lang, usize)> = BTreeSet::new();
    let mut found: Vec<Omission> = Vec::new();
    let source = ground.policy.source;
    let order = langs
        .iter()
        .filter(|lang| **lang == source)
        .chain(langs.iter().filter(|lang| **lang != source));
    for holder in order.copied() {
        let mut last: Option<(usize, Omission)> = None;
        for (number, sentence) in sentences[&holder].iter().enumerate() {
            // “Example:” leads to what comes next, and says nothing by itself.
            let text = ground
                .policy
                .edition(holder)
                .map(|edition| edition.document.slice(sentence.span));
            let leads = text.is_some_and(|text| text.trim_end().ends_with([':', '：']));
            if seen.contains(&(holder, number)) || leads && sentence.length < LEADING {
                continue;
            }
            let Some((mut omission, partners)) =
                judge(ground, &said, &links, &sentences, langs, holder, number)
            else {
                continue;
            };
            omission.group = at;
            seen.extend(partners);
            match &mut last {
                Some((before, open))
                    if *before + 1 == number
                        && open.lacking == omission.lacking
                        && open.extra == omission.extra =>
                {
                    open.span = open.span.join(omission.span);
                    open.confidence = open.confidence.max(omission.confidence);
                    *before = number;
                }
                _ => {
                    found.extend(last.take().map(|(_, one)| one));
                    last = Some((number, omission));
                }
            }
        }
        found.extend(last.map(|(_, one)| one));
    }
    if found.is_empty() {
        found.extend(shorter(ground, &links, &sentences, at, &said));
    }
    found.retain(|one| is_part(&sentences, group, one));
    found
}

/// Of what a sentence takes of its clause, how much an edition that lacks it is shorter than all others together say, and
/// than each of them says.
const SHORTER: (f32, f32) = (0.6, 0.35);
/// What speaks at most for its being rendered, in nats and by edition.
const RENDERED: f32 = -1.0;
/// Which share of its words the edition has no words for at least.
const UNHEARD: f32 = 0.25;
/// How sure it is when numbers and lengths tell.
const BY_LENGTH: f32 = 0.6;

/// The sentence that an edition lacks where its words do not tell, because its neighbour has them too: all others hold
/// one number of sentences, each has its own partners, and this edition has one less and is shorter by as much.
fn shorter(
    ground: &Ground<'_>,
    links: &Links,
    sentences: &BTreeMap<Lang, Vec<&Sentence>>,
    at: usize,
    said: &Said<'_>,
) -> Option<Omission> {
    let lang = *sentences.iter().min_by_key(|(_, all)| all.len())?.0;
    let others: Vec<Lang> = sentences
        .keys()
        .copied()
        .filter(|one| *one != lang)
        .collect();
    if !is_counted(sentences, &lang, &[(lang, 0.0)]) {
        return None;
    }
    let length = |of: Lang| sentences[&of].iter().map(|one| one.length).sum::<f32>();
    let count = sentences[others.first()?].len();
    if sentences[&lang].len() + 1 != count {
        return None;
    }
    // Which sentence: the one that the edition renders least of all.
    let lost = |number: usize| {
        let margins = others
            .iter()
            .filter_map(|other| links.get(&(*other, lang))?.lost_x.get(number).copied());
        margins.sum::<f32>()
    };
    let number = (0..count).max_by(|a, b| lost(*a).total_cmp(&lost(*b)))?;
    if lost(number) < RENDERED * others.len() as f32 {
        return None;
    }
    let theirs: Vec<(Lang, Span)> = others
        .iter()
        .map(|other| (*other, sentences[other][number].span))
        .collect();
    if Gone::new(said, &theirs, lang).share < UNHEARD {
        return None;
    }
    let mut ratios = Vec::new();
    for other in &others {
        let whole = length(*other);
        let share = sentences[other][number].length / whole.max(1.0);
        let ratio = length(lang) / (whole * ground.ratio(*other, lang)?).max(1.0);
        // How much of the share is gone.
        ratios.push((1.0 - ratio) / share.max(0.05));
    }
    let mean = ratios.iter().sum::<f32>() / ratios.len() as f32;
    if mean < SHORTER.0 || ratios.iter().any(|gone| *gone < SHORTER.1) {
        return None;
    }
    let source = ground.policy.source;
    let holder = *others
        .iter()
        .find(|other| **other == source)
        .or(others.first())?;
    let having = others.iter().filter(|other| **other != holder);
    Some(Omission {
        group: at,
        holder,
        span: sentences[&holder][number].span,
        lacking: vec![lang],
        having: having
            .map(|other| (*other, sentences[other][number].span))
            .collect(),
        elsewhere: None,
        extra: false,
        confidence: BY_LENGTH,
    })
}

/// Whether it is a part of its clause: a whole clause of a group of several is left to the rules on clauses.
fn is_part(sentences: &BTreeMap<Lang, Vec<&Sentence>>, group: &Group, one: &Omission) -> bool {
    group.of(one.holder).iter().all(|id| {
        let mut own = sentences[&one.holder]
            .iter()
            .filter(|sentence| sentence.clause == *id);
        own.any(|sentence| !one.span.contains(sentence.span))
    })
}

/// Whether editions lack a sentence, and the sentences of others that say the same.
fn judge(
    ground: &Ground<'_>,
    said: &Said<'_>,
    links: &Links,
    sentences: &BTreeMap<Lang, Vec<&Sentence>>,
    langs: &[Lang],
    holder: Lang,
    number: usize,
) -> Option<(Omission, Vec<(Lang, usize)>)> {
    let others = || langs.iter().copied().filter(|lang| *lang != holder);
    let margin = |from: Lang, to: Lang, at: usize| {
        links
            .get(&(from, to))
            .and_then(|link| link.lost_x.get(at))
            .copied()
    };
    let (mut lacking, mut having) = (Vec::new(), Vec::new());
    for other in others() {
        match margin(holder, other, number) {
            Some(margin) if margin > 0.0 => lacking.push((other, margin)),
            Some(_) => having.push(other),
            None => {}
        }
    }
    if lacking.is_empty() {
        return None;
    }
    let partners: Vec<(Lang, usize)> = having
        .iter()
        .filter_map(|other| links.get(&(holder, *other)).map(|link| (*other, link)))
        .flat_map(|(other, link)| link.of_x(number).map(move |at| (other, at)))
        .collect();
    let extra = having.is_empty() && holder != ground.policy.source;
    let alone = if extra {
        EXPLAINED[usize::from(langs.len() > 2)]
    } else {
        0.0
    };
    let holding: Vec<(Lang, Span)> = having
        .iter()
        .filter_map(|other| {
            let all = partners.iter().filter(|(partner, _)| partner == other);
            let span = all
                .map(|(_, at)| sentences[other][*at].span)
                .reduce(Span::join)?;
            Some((*other, span))
        })
        .collect();
    let mut sure = Vec::new();
    let mut least = f32::INFINITY;
    for (lang, own) in &lacking {
        // What each other edition that holds the sentence says of this one.
        let witnesses: Vec<f32> = having
            .iter()
            .filter_map(|other| {
                let theirs = partners
                    .iter()
                    .filter(|(partner, _)| partner == other)
                    .filter_map(|(other, at)| margin(*other, *lang, *at));
                theirs.max_by(f32::total_cmp)
            })
            .collect();
        let sum = own + witnesses.iter().sum::<f32>();
        let count = 1.0 + witnesses.len() as f32;
        let counted = if is_counted(sentences, lang, &lacking) {
            COUNTED
        } else {
            0.0
        };
        let margin = sum / count * (1.0 + 0.3 * (count - 1.0)) + counted;
        let own = (holder, sentences[&holder][number].span);
        let holders: Vec<(Lang, Span)> = [own].into_iter().chain(holding.iter().copied()).collect();
        let gone = Gone::new(said, &holders, *lang);
        let score = if langs.len() > 2 && !extra {
            MORE.score(margin, count, gone)
        } else {
            TWO.score(margin, count, gone) - alone
        };
        if score > LEAST {
            sure.push(*lang);
            least = least.min(score);
        } else if having.is_empty() {
            return None;
        }
    }
    if sure.is_empty() {
        return None;
    }
    let span = sentences[&holder][number].span;
    let omission = Omission {
        group: 0,
        holder,
        span,
        lacking: sure,
        having: holding,
        elsewhere: None,
        extra,
        confidence: 1.0 / (1.0 + (-least).exp()),
    };
    Some((omission, partners))
}

/// Whether an edition alone lacks a sentence, and the number of sentences shows it: two others or more all hold the same,
/// and it holds fewer.
fn is_counted(
    sentences: &BTreeMap<Lang, Vec<&Sentence>>,
    lang: &Lang,
    lacking: &[(Lang, f32)],
) -> bool {
    let own = sentences[lang].len();
    let mut others = sentences.iter().filter(|(other, _)| *other != lang);
    let first = others.next().map_or(0, |(_, all)| all.len());
    lacking.len() == 1
        && sentences.len() > 2
        && own < first
        && others.all(|(_, all)| all.len() == first)
}

/// Likeness of a sentence that one edition lacks in one clause and one that the others lack in another.
const SAME: f32 = 0.4;

/// Joins what some editions lack in one clause and have in another that the rest lack there: the sentence moved.
pub(super) fn join_moved(ground: &Ground<'_>, omissions: &mut Vec<Omission>) {
    let holders = |one: &Omission| -> BTreeSet<Lang> {
        std::iter::once(one.holder)
            .chain(one.having.iter().map(|(lang, _)| *lang))
            .collect()
    };
    let mut at = 0;
    while at < omissions.len() {
        let one = &omissions[at];
        let lacking: BTreeSet<Lang> = one.lacking.iter().copied().collect();
        let other = (at + 1..omissions.len()).find(|other| {
            let other = &omissions[*other];
            other.group != one.group
                && lacking.contains(&other.holder)
                && other.lacking.iter().any(|lang| holders(one).contains(lang))
                && alike(ground, one, other) > SAME
        });
        if let Some(other) = other {
            let other = omissions.remove(other);
            omissions[at].elsewhere = Some((other.group, other.holder, other.span));
        }
        at += 1;
    }
}

/// How alike the sentences of two omissions are.
fn alike(ground: &Ground<'_>, one: &Omission, other: &Omission) -> f32 {
    let Some(scale) = ground.scale(one.holder, other.holder) else {
        return 0.0;
    };
    let vector = |omission: &Omission| {
        let clauses = ground
            .policy
            .groups
            .get(omission.group)
            .map_or(&[][..], |group| group.of(omission.holder));
        let sentences = ground.wording.of(omission.holder, clauses);
        Vector::sum(
            sentences.filter(|sentence| omission.span.contains(sentence.span)),
            scale,
        )
    };
    scale.likeness(&vector(one), &vector(other))
}
