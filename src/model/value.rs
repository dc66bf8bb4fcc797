//! What clauses state, as typed values that are equal across languages.

use serde::Serialize;

use super::{ClauseId, LabelKind, SizeUnit};
use crate::text::Span;

/// An exact decimal: `units · 10^-scale`, reduced so that equal numbers are equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Decimal {
    /// The digits as an integer.
    pub units: i64,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Decimal {
    /// `units · 10^-scale`, reduced.
    #[must_use]
    pub fn new(mut units: i64, mut scale: u8) -> Self {
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale -= 1;
        }
        Self { units, scale }
    }
}

impl From<i64> for Decimal {
    fn from(units: i64) -> Self {
        Self { units, scale: 0 }
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.units);
        }
        let digits = format!(
            "{:0width$}",
            self.units.unsigned_abs(),
            width = usize::from(self.scale) + 1
        );
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.scale));
        write!(f, "{}{whole}.{part}", if self.units < 0 { "-" } else { "" })
    }
}

/// How a number bounds what it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Exactly, or nothing is said.
    Exact,
    /// At least, 以上, 不少于, ít nhất.
    AtLeast,
    /// More than, 超, 超过, trên.
    MoreThan,
    /// At most, 以下, 以内, không quá.
    AtMost,
    /// Less than, 未満, 不满, dưới.
    LessThan,
    /// About, 約, khoảng.
    About,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days; weeks count as seven.
    Day,
    /// Months; years count as twelve. A month is not thirty days.
    Month,
}

/// Which days count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// All days.
    Calendar,
    /// Working days: 工作日, 営業日, ngày làm việc.
    Business,
}

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(pub [u8; 3]);

impl Currency {
    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// A date of the Gregorian calendar; parts that are not written are `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Date {
    /// Year.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day, 1 to 31.
    pub day: Option<u8>,
}

impl std::fmt::Display for Date {
    /// ISO 8601, `--` for a missing year.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// A reference to another clause of the same policy, or to a clause near by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reference {
    /// Section 3.2, 第3条第1項, khoản 2 Điều 5: rank of the outermost ordinal, and the ordinals from there.
    Absolute {
        /// The rank named, `Plain` where none is.
        kind: LabelKind,
        /// The ordinals, outermost first.
        ordinals: Vec<u16>,
        /// Starts at the clause that it stands in (本条第2款, khoản 2 Điều này).
        here: bool,
    },
    /// The preceding (negative) or the following clause (前項 = -1, 次条 = 1).
    Relative {
        /// The rank named.
        kind: LabelKind,
        /// How many steps.
        steps: i8,
    },
}

/// Index of a concept in the termbase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TermId(pub u32);

/// What a clause binds whom to. Filled by the meaning rules' stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Norm {
    /// must, shall, 应当, しなければならない, phải
    Obligation,
    /// must not, 不得, してはならない, không được
    Prohibition,
    /// may, 可以, することができる, được phép
    Permission,
    /// might, 可能, ことがある, có thể
    Possibility,
}

/// One value that a clause states. Equal values are equal whatever language they were written in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Value {
    /// A bare number.
    Number {
        /// Its amount.
        amount: Decimal,
        /// How it bounds.
        bound: Bound,
    },
    /// A size: so many bytes, grams, metres.
    Size {
        /// How many units.
        amount: Decimal,
        /// The unit.
        unit: SizeUnit,
        /// How it bounds.
        bound: Bound,
    },
    /// A time of the day.
    Time {
        /// Minutes since midnight, 0 to 1439.
        minutes: u16,
        /// It may as well be twelve hours later: 5:30 without a word for the half of the day.
        either: bool,
    },
    /// A percentage.
    Percent {
        /// Hundredths.
        amount: Decimal,
    },
    /// An amount of money.
    Money {
        /// Its amount.
        amount: Decimal,
        /// ISO 4217.
        currency: Currency,
    },
    /// A period.
    Duration {
        /// How many units.
        amount: Decimal,
        /// The unit, weeks and years folded.
        unit: Unit,
        /// Which days count.
        calendar: Calendar,
        /// How it bounds.
        bound: Bound,
    },
    /// A date; `other` is the second reading of an ambiguous form (7/8/2025).
    Date {
        /// The likelier reading.
        date: Date,
        /// The other reading.
        other: Option<Date>,
    },
    /// An e-mail address: lower-case domain, the local part as written.
    Email {
        /// local@domain
        address: String,
        /// Written so that it cannot be used: a space inside, a missing dot, obfuscation is no breakage.
        broken: bool,
    },
    /// A web address or bare domain, without `www.`, trailing slash and tracking.
    Url {
        /// host/path, lower-case host.
        address: String,
        /// Nothing but a host stands there.
        bare: bool,
        /// Written so that it cannot be used.
        broken: bool,
    },
    /// A telephone number: digits with `+` where international.
    Phone {
        /// E.164 where it can be told.
        number: String,
    },
    /// A statute or article of one.
    Citation {
        /// Id of the statute in the table, or its folded title.
        statute: String,
        /// Article, paragraph, item.
        ordinals: Vec<u16>,
    },
    /// A reference inside the policy.
    Reference {
        /// Where to.
        to: Reference,
    },
    /// A technical identifier: IP, IMEI, SSL, GDPR.
    Identifier {
        /// Upper case, half width.
        token: String,
    },
    /// A name of a party, product or service.
    Name {
        /// As written, half width.
        name: String,
    },
    /// A slot that a template left: `{company}`, `%s`, `[DATE]`.
    Placeholder {
        /// As written.
        slot: String,
    },
    /// A number of things that the text promises to list.
    Count {
        /// How many.
        amount: u16,
    },
    /// A concept of the termbase.
    Term {
        /// Which.
        id: TermId,
    },
    /// A norm.
    Norm {
        /// Which.
        norm: Norm,
    },
}

/// A value, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The clause that states it.
    pub clause: ClauseId,
    /// Where it is written.
    pub span: Span,
    /// What it says.
    pub value: Value,
}
