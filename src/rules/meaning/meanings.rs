//! Every change of a norm that is looked for: the rule and the message that tell it, the traits that an edition states
//! less and more of, what else must hold, and how much evidence makes it worth a look. Whether it is more than that is
//! told by [`super::odds`].

use super::contrast::Kind;
use super::words::{Change, Odd, Proviso};
use crate::model::Trait;

/// What a change means.
pub(super) struct Meaning {
    pub(super) kind: Kind,
    pub(super) message: &'static str,
    pub(super) change: Change,
    /// Evidence from which on it is worth a look.
    from: f32,
    /// The same where three others or more all state the same.
    agreed: f32,
    /// Where no evidence is weighed, because the words are plain.
    clear: Clear,
}

/// Which editions are believed at once where the words leave no doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clear {
    /// None: the languages say it too differently.
    Never,
    /// Three or more against one.
    Many,
    /// Any.
    Always,
}

/// Evidence that no sentence reaches.
const NEVER: f32 = 30.0;
/// How far above its bound stands what leaves no doubt.
const PLAIN: f32 = 2.0;

impl Meaning {
    /// Conjunctions differ between languages more than anything else: they are told where there is nothing else to tell.
    pub(super) fn is_conjunction(&self) -> bool {
        self.kind == Kind::Conjunction
    }

    fn is_clear(&self, odd: &Odd, parts: usize) -> bool {
        odd.clear
            && match self.clear {
                Clear::Never => false,
                Clear::Many => parts > 3,
                Clear::Always => true,
            }
    }

    /// How far above the bound of what is worth a look; nothing below it.
    pub(super) fn margin(&self, odd: &Odd, parts: usize) -> Option<f32> {
        if self.is_clear(odd, parts) {
            return Some(PLAIN);
        }
        let look = if odd.agreed { self.agreed } else { self.from };
        (odd.evidence >= look).then_some(odd.evidence - look)
    }
}

macro_rules! side {
    (-) => {
        None
    };
    ($what:ident) => {
        Some(Trait::$what)
    };
}

/// A row: rule, message, what is stated less => more, proviso, the evidence that makes it worth a look, the same where three
/// others or more agree, and where plain words are believed.
macro_rules! meanings {
    ($($kind:ident $message:literal $less:tt => $more:tt, $proviso:expr, $from:expr, $agreed:expr, $clear:ident;)*) => {
        &[$(Meaning {
            kind: Kind::$kind,
            message: $message,
            change: Change { more: side!($more), less: side!($less), proviso: $proviso },
            from: $from,
            agreed: $agreed,
            clear: Clear::$clear,
        }),*]
    };
}

pub(super) static MEANINGS: &[Meaning] = meanings! {
    Exception "exception-mismatch.lost" Except => -, Proviso::None, 2.6, 2.6, Always;
    Exception "exception-mismatch.added" - => Except, Proviso::None, 2.8, 2.8, Never;
    Modality "modality-mismatch.freed" Must => May, Proviso::None, 3.0, 1.6, Always;
    Modality "modality-mismatch.bound" May => Must, Proviso::None, 3.0, 1.6, Never;
    Modality "modality-mismatch.allowed" Forbid => May, Proviso::None, 3.0, 3.0, Never;
    Modality "modality-mismatch.allowed" Forbid => -, Proviso::Plain, NEVER, 2.6, Never;
    Modality "modality-mismatch.forbidden" May => Forbid, Proviso::None, 5.0, 5.0, Never;
    Modality "modality-mismatch.unable" Refrain => Cannot, Proviso::New, 3.6, 3.6, Never;
    Modality "modality-mismatch.loosened" - => May, Proviso::Instead(Trait::Must), 2.8, 2.6, Always;
    Modality "modality-mismatch.unable" - => Cannot, Proviso::Promised, 1.2, 1.2, Never;
    Modality "modality-mismatch.released" Must => Not, Proviso::None, 3.0, 1.6, Always;
    Modality "modality-mismatch.denied" May => Not, Proviso::None, 3.2, 1.6, Always;
    Modality "modality-mismatch.allowed" Not => May, Proviso::None, 3.2, 1.6, Always;
    Modality "modality-mismatch.freed" Will => May, Proviso::New, 3.0, 1.6, Never;
    Quantifier "quantifier-mismatch.part" - => Some, Proviso::Instead(Trait::All), 2.8, 2.6, Never;
    Quantifier "quantifier-mismatch.some" All => Some, Proviso::None, 3.0, 3.0, Never;
    Quantifier "quantifier-mismatch.all" Some => All, Proviso::None, 3.6, 3.6, Never;
    Quantifier "quantifier-mismatch.only-lost" Only => -, Proviso::None, 2.7, 2.6, Always;
    Quantifier "quantifier-mismatch.only-added" - => Only, Proviso::None, 3.3, 3.3, Never;
    Quantifier "quantifier-mismatch.some" Any => Some, Proviso::None, 3.0, 1.6, Always;
    Quantifier "quantifier-mismatch.some" Each => Some, Proviso::None, 3.0, 1.6, Never;
    Quantifier "quantifier-mismatch.some" Anytime => Some, Proviso::None, 3.0, 1.6, Never;
    Quantifier "quantifier-mismatch.anytime" Anytime => -, Proviso::None, NEVER, 2.8, Always;
    Quantifier "quantifier-mismatch.limited" - => Few, Proviso::New, NEVER, 2.8, Never;
    Quantifier "quantifier-mismatch.some" Any => Few, Proviso::None, 3.0, 2.0, Always;
    Quantifier "quantifier-mismatch.some" Each => Few, Proviso::None, 3.0, 1.6, Never;
    Quantifier "quantifier-mismatch.some" Anytime => Few, Proviso::None, 3.0, 1.6, Never;
    Negation "negation-mismatch.lost" Not => -, Proviso::None, 2.0, 2.2, Always;
    Negation "negation-mismatch.added" - => Not, Proviso::None, 2.2, 2.2, Always;
    Negation "negation-mismatch.added" Incl => Excl, Proviso::None, 3.0, 1.6, Never;
    Negation "negation-mismatch.lost" Excl => Incl, Proviso::None, 3.0, 1.6, Never;
    Negation "negation-mismatch.illicit" Illicit => -, Proviso::None, NEVER, 2.6, Never;
    Conjunction "conjunction-mismatch.and" Or => And, Proviso::None, 7.5, 5.0, Never;
    Conjunction "conjunction-mismatch.or" And => Or, Proviso::None, 7.5, 5.0, Never;
    Conjunction "conjunction-mismatch.both" AndOr => And, Proviso::None, 5.2, 5.2, Never;
    Conjunction "conjunction-mismatch.both" AndOr => -, Proviso::None, 2.6, 2.6, Never;
    Conjunction "conjunction-mismatch.or" And => Or, Proviso::Positive, NEVER, 3.0, Never;
    Conjunction "conjunction-mismatch.and" Or => And, Proviso::Positive, NEVER, 3.6, Never;
    Actor "actor-mismatch.you" We => You, Proviso::None, 3.4, 2.6, Always;
    Actor "actor-mismatch.we" You => We, Proviso::None, 3.4, 1.6, Always;
    Actor "actor-mismatch.you" Ours => Yours, Proviso::None, 3.6, 1.6, Many;
    Actor "actor-mismatch.we" Yours => Ours, Proviso::None, 3.6, 2.0, Many;
    Condition "condition-mismatch.lost" If => -, Proviso::Unanimous, 2.9, 2.9, Never;
    Condition "condition-mismatch.before" After => Before, Proviso::None, 3.0, 1.6, Never;
    Condition "condition-mismatch.after" Before => After, Proviso::None, 3.0, 1.6, Never;
};
