//! What words say about the norm that a sentence states: who is bound, to what, and when not.

use super::ClauseId;
use crate::text::Span;

/// One side of a norm that words show. Equal across languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// The sentence is negated: not, 不, ません, không.
    Not,
    /// Somebody is bound: must, 应当, しなければならない, phải.
    Must,
    /// Somebody is free, or something is possible: may, 可以, することができる, có thể.
    May,
    /// A ban: prohibited, 禁止, cấm.
    Forbid,
    /// An inability: cannot, 无法, できません, không thể.
    Cannot,
    /// A promise not to act: will not, 不会, しません, sẽ không.
    Refrain,
    /// An exception: unless, 除非, ない限り, trừ khi.
    Except,
    /// A condition: if, 如果, 場合, nếu.
    If,
    /// A restriction: only, 仅, のみ, chỉ.
    Only,
    /// Everything: all, 所有, すべて, tất cả.
    All,
    /// A part: some, 部分, 一部, một số.
    Some,
    /// Both together or either: and/or, 及/或, および/または, và/hoặc.
    AndOr,
    /// Either: or, 或者, または, hoặc.
    Or,
    /// Both: and, 和, および, và.
    And,
    /// The provider is the subject.
    We,
    /// The reader is the subject.
    You,
    /// Earlier than something: before, 之前, 前に, trước khi.
    Before,
    /// Later than something: after, 之后, 後に, sau khi.
    After,
    /// What is counted in: including, 包括, 含み, bao gồm.
    Incl,
    /// What is not: excluding, 不包括, 含みません, không bao gồm.
    Excl,
    /// Against the law or without leave: unlawful, 未经授权, 無断, trái phép.
    Illicit,
    /// Whichever: any, 任何, いかなる, bất kỳ.
    Any,
    /// One by one: each, 每, それぞれ, mỗi.
    Each,
    /// At whatever time: at any time, 随时, いつでも, bất cứ lúc nào.
    Anytime,
    /// Not all, and it is not said which: some, certain, 某些, 一部の, một số.
    Few,
    /// It is promised or foretold: will, 将, sẽ.
    Will,
    /// A request: please, 请, ください, vui lòng.
    Ask,
    /// The provider, in whatever part of the sentence: we, us, our.
    Ours,
    /// The reader, in whatever part of the sentence: you, your.
    Yours,
}

impl Trait {
    /// How many there are.
    pub const COUNT: usize = 29;

    /// All of them, in their order, with their names in the dictionaries.
    pub const ALL: [(Self, &'static str); Self::COUNT] = [
        (Self::Not, "not"),
        (Self::Must, "must"),
        (Self::May, "may"),
        (Self::Forbid, "forbid"),
        (Self::Cannot, "cannot"),
        (Self::Refrain, "refrain"),
        (Self::Except, "except"),
        (Self::If, "if"),
        (Self::Only, "only"),
        (Self::All, "all"),
        (Self::Some, "some"),
        (Self::AndOr, "andor"),
        (Self::Or, "or"),
        (Self::And, "and"),
        (Self::We, "we"),
        (Self::You, "you"),
        (Self::Before, "before"),
        (Self::After, "after"),
        (Self::Incl, "incl"),
        (Self::Excl, "excl"),
        (Self::Illicit, "illicit"),
        (Self::Any, "any"),
        (Self::Each, "each"),
        (Self::Anytime, "anytime"),
        (Self::Few, "few"),
        (Self::Will, "will"),
        (Self::Ask, "ask"),
        (Self::Ours, "ours"),
        (Self::Yours, "yours"),
    ];

    /// The name in the dictionaries.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The one of a name in the dictionaries.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known)| *known == name).map(|(what, _)| *what)
    }
}

/// How surely a word shows a trait of the norm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// In so many cases out of a hundred; the others leave it to the next language's words.
    Chance(u8),
    /// It takes the next one away: しか … ない is “only”, and negates nothing.
    Takes,
}

impl Force {
    /// The chance of a word that nearly always shows it.
    pub const SURE: u8 = 95;
    /// From here on the trait is said to be stated.
    pub const STATED: u8 = 55;
}

/// Words that show traits of a norm, where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The clause.
    pub clause: ClauseId,
    /// The words.
    pub span: Span,
    /// What they show.
    pub shows: &'static [(Trait, Force)],
}

impl Cue {
    /// Whether the words state a trait.
    #[must_use]
    pub fn is(&self, what: Trait) -> bool {
        self.shows.iter().any(|(shown, force)| {
            *shown == what && *force >= Force::Chance(Force::STATED) && *force != Force::Takes
        })
    }
}
