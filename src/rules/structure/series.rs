//! Enumerations inside a sentence: “your name, address and telephone number”.
//!
//! In go the clauses of a group, out come the items that some editions leave out. An edition lacks an item where the words
//! on both sides of it stand side by side, only a joint between them, and no word of its clause may translate the item.
//! Word order and conjunctions differ between languages; which word stands next to which joint hardly does.

use std::ops::Range;

use crate::language;
use crate::model::{ClauseId, Edition, Group, Policy, Trait};
use crate::rules::content::{Word, words};
use crate::text::{Lang, Span};

/// An item that an edition leaves out of an enumeration.
#[derive(Clone, Debug)]
pub(super) struct LeftOut {
    pub(super) lang: Lang,
    /// Where the item should stand: its neighbours.
    pub(super) gap: Span,
    /// An edition that has it, the source if it can be, with the item.
    pub(super) holder: Lang,
    pub(super) item: Span,
    /// Others whose words may translate it, with these.
    pub(super) having: Vec<(Lang, Span)>,
}

/// What joins two items: punctuation, a conjunction, or both.
#[derive(Clone, Copy, Debug)]
struct Joint {
    span: Span,
    /// Nothing is joined: a sentence, a bracket ends here.
    ends: bool,
}

/// The words right beside a joint, the long one first and what it is made of behind it, by their places.
#[derive(Clone, Debug, Default)]
struct Beside {
    before: Range<usize>,
    behind: Range<usize>,
}

/// An edition's clauses of a group.
struct Side<'p> {
    lang: Lang,
    edition: &'p Edition,
    words: Vec<Word>,
    joints: Vec<Joint>,
    /// One a joint.
    beside: Vec<Beside>,
}

/// Characters between two items, and where an enumeration ends.
const JOINS: [char; 3] = [',', '，', '、'];
const ENDS: [char; 19] = [
    '.', ';', ':', '。', '；', '：', '(', ')', '（', '）', '「', '」', '“', '”', '!', '?', '！',
    '？', '\n',
];

/// Characters of an item at most: of Latin letters, and of others.
const LONGEST: [usize; 2] = [48, 14];

/// Joints of an edition at most: what has more is no sentence that somebody reads.
const MOST: usize = 400;

/// Words that a long word before a joint may be made of, at most.
const INSIDE: usize = 12;

/// The items of enumerations that editions leave out, in the order of the text.
pub(super) fn left_out(policy: &Policy, group: &Group) -> Vec<LeftOut> {
    let mut joints: Vec<(Lang, &Edition, Vec<Joint>)> = Vec::new();
    for (lang, clauses) in &group.members {
        let Some(edition) = policy.edition(*lang) else {
            continue;
        };
        let all = clauses
            .iter()
            .flat_map(|clause| joints_of(edition, *clause));
        joints.push((*lang, edition, all.collect()));
    }
    let count = |joints: &[Joint]| joints.iter().filter(|joint| !joint.ends).count();
    let most = joints.iter().map(|(.., joints)| count(joints)).max();
    let least = joints.iter().map(|(.., joints)| count(joints)).min();
    let bounded = joints.iter().all(|(.., joints)| joints.len() <= MOST);
    if !bounded || joints.len() < 2 || most < Some(2) || least == most || least == Some(0) {
        return Vec::new();
    }
    let sides: Vec<Side<'_>> = joints
        .into_iter()
        .map(|(lang, edition, joints)| Side::new(group, lang, edition, joints))
        .collect();
    let mut order: Vec<usize> = (0..sides.len()).collect();
    order.sort_by_key(|side| sides[*side].lang != policy.source);
    let mut found: Vec<LeftOut> = Vec::new();
    for holder in order {
        for at in 1..sides[holder].joints.len() {
            for one in lacking(&sides, holder, at) {
                let is_known = found
                    .iter()
                    .any(|known| known.lang == one.lang && known.gap.overlaps(one.gap));
                if !is_known {
                    found.push(one);
                }
            }
        }
    }
    found
}

/// The joints of a clause.
fn joints_of(edition: &Edition, clause: ClauseId) -> Vec<Joint> {
    let body = edition.document.clause(clause).body;
    let text = edition.document.slice(body);
    let mut all: Vec<Joint> = text
        .char_indices()
        .filter(|(_, c)| JOINS.contains(c) || ENDS.contains(c))
        .map(|(at, c)| Joint {
            span: Span::new(at, at + c.len_utf8()).shifted(body.start),
            ends: ENDS.contains(&c),
        })
        .collect();
    let cues = edition.cues_of(clause);
    let joins = cues.filter(|cue| {
        [Trait::And, Trait::Or, Trait::AndOr]
            .iter()
            .any(|what| cue.is(*what))
    });
    all.extend(joins.map(|cue| Joint {
        span: cue.span,
        ends: false,
    }));
    all.sort_by_key(|joint| (joint.span.start, joint.span.end));
    // A comma and a conjunction behind it are one.
    let mut joints: Vec<Joint> = Vec::with_capacity(all.len());
    for joint in all {
        match joints.last_mut() {
            Some(last) if !last.ends && !joint.ends && is_blank(edition, last.span, joint.span) => {
                last.span = last.span.join(joint.span);
            }
            _ => joints.push(joint),
        }
    }
    let end = Span {
        start: body.end,
        ..body
    };
    joints.push(Joint {
        span: end,
        ends: true,
    });
    joints
}

fn is_blank(edition: &Edition, one: Span, other: Span) -> bool {
    one.end >= other.start
        || edition
            .document
            .slice(Span {
                start: one.end,
                end: other.start,
            })
            .trim()
            .is_empty()
}

/// The editions that lack the item between a joint of a holder and the one before it.
fn lacking(sides: &[Side<'_>], holder: usize, at: usize) -> Vec<LeftOut> {
    let own = &sides[holder];
    let (before, behind) = (own.joints[at - 1], own.joints[at]);
    let item = Span {
        start: before.span.end,
        end: behind.span.start,
    };
    let (left, right) = (own.before(at - 1), own.behind(at));
    if before.ends
        || behind.ends
        || item.end <= item.start
        || left.is_empty()
        || right.is_empty()
        || own.letters(item) > LONGEST[own.kind()]
    {
        return Vec::new();
    }
    let joined = own.joined(at);
    let content = own.words_in(item);
    let others = || sides.iter().filter(|side| side.lang != own.lang);
    let gap = |side: &Side<'_>| {
        let (at, gap) = side.gap(left, right)?;
        (side.joined(at) < joined).then_some(gap)
    };
    let mut gaps: Vec<(&Side<'_>, Span)> = others()
        .filter_map(|side| Some((side, gap(side)?)))
        .collect();
    if gaps.is_empty() || content.is_empty() {
        return Vec::new();
    }
    let is_item = |word: &Word| content.iter().any(|own| own.is_like(word));
    let mut having: Vec<(Lang, Span)> = Vec::new();
    let mut known: Vec<&Word> = Vec::new();
    for side in others().filter(|side| gaps.iter().all(|(one, _)| one.lang != side.lang)) {
        if let Some(like) = side.words.iter().find(|word| is_item(word)) {
            having.push((side.lang, like.span));
            known.push(like);
        }
    }
    // What translates another edition's word for the item is that item too, if it is none of its neighbours.
    gaps.retain(|(side, gap)| {
        let names = |word: &Word| {
            is_item(word) || !gap.overlaps(word.span) && known.iter().any(|one| one.is_like(word))
        };
        !side.words.iter().any(names)
    });
    gaps.into_iter()
        .map(|(side, gap)| LeftOut {
            lang: side.lang,
            gap,
            holder: own.lang,
            item: own.trimmed(item),
            having: having.clone(),
        })
        .collect()
}

impl<'p> Side<'p> {
    fn new(group: &Group, lang: Lang, edition: &'p Edition, joints: Vec<Joint>) -> Self {
        let clauses = group.of(lang).iter();
        let bodies = clauses.map(|clause| edition.document.clause(*clause).body);
        let joins = |word: &Word| {
            let at = joints.partition_point(|joint| joint.span.end <= word.span.start);
            joints
                .get(at)
                .is_some_and(|joint| joint.span.overlaps(word.span))
        };
        let words = bodies.flat_map(|body| words(edition, lang, body));
        let mut side = Self {
            lang,
            edition,
            words: words.filter(|word| !joins(word)).collect(),
            joints: Vec::new(),
            beside: Vec::new(),
        };
        side.beside = joints.iter().map(|joint| side.beside(joint.span)).collect();
        side.joints = joints;
        side
    }

    /// The words right beside a joint.
    fn beside(&self, joint: Span) -> Beside {
        let from = |at: usize| {
            let whole = self.words[at].span;
            let inside = self.words[at..].iter();
            at..at + inside.take_while(|word| whole.contains(word.span)).count()
        };
        let mut beside = Beside::default();
        let behind = self
            .words
            .partition_point(|word| word.span.start < joint.end);
        if let Some(first) = self.words.get(behind)
            && self.is_near(joint.end, first.span.start)
        {
            beside.behind = from(behind);
        }
        let before = self
            .words
            .partition_point(|word| word.span.start < joint.start);
        let last = self.words[before.saturating_sub(INSIDE)..before].iter();
        let end = last.clone().map(|word| word.span.end).max();
        if let Some(end) = end.filter(|end| self.is_near(*end, joint.start)) {
            let at = last.clone().position(|word| word.span.end == end);
            beside.before = at.map_or(0..0, |at| from(before.saturating_sub(INSIDE) + at));
        }
        beside
    }

    fn before(&self, joint: usize) -> &[Word] {
        &self.words[self.beside[joint].before.clone()]
    }

    fn behind(&self, joint: usize) -> &[Word] {
        &self.words[self.beside[joint].behind.clone()]
    }

    /// How many joints there are between the ends on both sides of a joint, by its place.
    fn joined(&self, joint: usize) -> usize {
        let joins = |one: &&Joint| !one.ends;
        let (before, behind) = self.joints.split_at(joint);
        before.iter().rev().take_while(joins).count() + behind.iter().take_while(joins).count()
    }

    /// Whether it is written with Latin letters (0) or others (1).
    fn kind(&self) -> usize {
        usize::from(self.lang.is_cjk())
    }

    fn letters(&self, span: Span) -> usize {
        self.edition.document.slice(span).trim().chars().count()
    }

    fn trimmed(&self, span: Span) -> Span {
        let text = self.edition.document.slice(span);
        let start = text.len() - text.trim_start().len();
        let length = text.trim().len();
        Span::new(start, start + length).shifted(span.start)
    }

    /// The words that a stretch holds; what begins inside of it ends there too where it lies between two joints.
    fn words_in(&self, span: Span) -> &[Word] {
        let from = self
            .words
            .partition_point(|word| word.span.start < span.start);
        let to = self
            .words
            .partition_point(|word| word.span.start < span.end);
        &self.words[from..to]
    }

    /// Whether next to nothing stands between a word and its joint.
    fn is_near(&self, from: u32, to: u32) -> bool {
        if from > to {
            return false;
        }
        let text = self.edition.document.slice(Span {
            start: from,
            end: to,
        });
        let small = language::of(self.lang).determiners();
        let mut words = text.split_whitespace().map(str::to_lowercase);
        text.len() < 40 && words.all(|word| small.contains(&word.as_str()))
    }

    /// The joint that alone stands between words that may translate the one and the other, and the stretch of all three.
    fn gap(&self, left: &[Word], right: &[Word]) -> Option<(usize, Span)> {
        let like = |own: &[Word], other: &[Word]| {
            let found = own
                .iter()
                .find(|word| other.iter().any(|one| one.is_like(word)));
            found.map(|word| word.span)
        };
        let mut joints = (0..self.joints.len()).filter(|at| !self.joints[*at].ends);
        joints.find_map(|at| {
            let first = like(self.before(at), left)?;
            let last = like(self.behind(at), right)?;
            Some((at, first.join(last)))
        })
    }
}
