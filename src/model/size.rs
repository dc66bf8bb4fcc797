//! Units of size: bytes, weights, lengths, areas, volumes.

use serde::Serialize;

use super::Decimal;

/// A unit of size by its symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is the unit that it names")]
pub enum SizeUnit {
    Byte,
    Kilobyte,
    Megabyte,
    Gigabyte,
    Terabyte,
    Milligram,
    Gram,
    Kilogram,
    Tonne,
    Pound,
    Millimetre,
    Centimetre,
    Metre,
    Kilometre,
    Inch,
    Foot,
    Mile,
    SquareMetre,
    Millilitre,
    Litre,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    Data,
    Mass,
    Length,
    Area,
    Volume,
}

impl SizeUnit {
    /// The symbol: `kB` and `km` of the SI, `lb`, `in`, `ft` and `mi`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Byte => "B",
            Self::Kilobyte => "kB",
            Self::Megabyte => "MB",
            Self::Gigabyte => "GB",
            Self::Terabyte => "TB",
            Self::Milligram => "mg",
            Self::Gram => "g",
            Self::Kilogram => "kg",
            Self::Tonne => "t",
            Self::Pound => "lb",
            Self::Millimetre => "mm",
            Self::Centimetre => "cm",
            Self::Metre => "m",
            Self::Kilometre => "km",
            Self::Inch => "in",
            Self::Foot => "ft",
            Self::Mile => "mi",
            Self::SquareMetre => "m2",
            Self::Millilitre => "ml",
            Self::Litre => "l",
        }
    }

    /// The dimension, and how many of its smallest unit this one is: bytes, milligrams, tenths of a millimetre,
    /// square metres, millilitres.
    fn scale(self) -> (Dimension, i64) {
        use Dimension::{Area, Data, Length, Mass, Volume};
        match self {
            Self::Byte => (Data, 1),
            Self::Kilobyte => (Data, 1_000),
            Self::Megabyte => (Data, 1_000_000),
            Self::Gigabyte => (Data, 1_000_000_000),
            Self::Terabyte => (Data, 1_000_000_000_000),
            Self::Milligram => (Mass, 1),
            Self::Gram => (Mass, 1_000),
            Self::Kilogram => (Mass, 1_000_000),
            Self::Tonne => (Mass, 1_000_000_000),
            Self::Pound => (Mass, 453_592),
            Self::Millimetre => (Length, 10),
            Self::Centimetre => (Length, 100),
            Self::Metre => (Length, 10_000),
            Self::Kilometre => (Length, 10_000_000),
            Self::Inch => (Length, 254),
            Self::Foot => (Length, 3_048),
            Self::Mile => (Length, 16_093_440),
            Self::SquareMetre => (Area, 1),
            Self::Millilitre => (Volume, 1),
            Self::Litre => (Volume, 1_000),
        }
    }

    /// A unit that readers at home count in, and other editions convert.
    fn is_customary(self) -> bool {
        matches!(self, Self::Pound | Self::Inch | Self::Foot | Self::Mile)
    }
}

/// Whether two sizes are the same: 5 GB and 5,000 MB (or 5,120 MB), 5 miles and 8 km.
#[must_use]
pub fn is_same_size(a: (Decimal, SizeUnit), b: (Decimal, SizeUnit)) -> bool {
    let ((dimension, factor), (other, by)) = (a.1.scale(), b.1.scale());
    if dimension != other {
        return false;
    }
    let times = |amount: Decimal, factor: i64| {
        let units = i128::from(amount.units) * i128::from(factor);
        // Amounts have at most nine decimals here: both sides on one scale.
        units.saturating_mul(10_i128.pow(u32::from(18_u8.saturating_sub(amount.scale))))
    };
    let (left, right) = (times(a.0, factor), times(b.0, by));
    if left == right {
        return true;
    }
    if a.1.is_customary() != b.1.is_customary() {
        // A conversion is rounded.
        return left.abs_diff(right) * 16 <= left.unsigned_abs().max(right.unsigned_abs());
    }
    // 1 GB is 1,024 MB to many.
    let binary = |factor: i64| 1_i64 << (10 * (factor.ilog10() / 3));
    dimension == Dimension::Data && times(a.0, binary(factor)) == times(b.0, binary(by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_compared_by_value() {
        use SizeUnit::{
            Gigabyte, Gram, Kilogram, Kilometre, Litre, Megabyte, Metre, Mile, Millilitre, Pound,
        };
        let size = |amount: i64, unit| (Decimal::from(amount), unit);
        for (a, b, same) in [
            (size(5, Gigabyte), size(5000, Megabyte), true),
            (size(5, Gigabyte), size(5120, Megabyte), true),
            (size(5, Gigabyte), size(5, Megabyte), false),
            (size(2, Kilogram), size(2000, Gram), true),
            (size(2, Kilogram), size(2, Gram), false),
            (size(5, Mile), size(8, Kilometre), true),
            (size(5, Mile), size(5, Kilometre), false),
            (size(44, Pound), size(20, Kilogram), true),
            (size(20, Pound), size(20, Kilogram), false),
            (size(1, Litre), size(1000, Millilitre), true),
            (size(1, Litre), size(1, Metre), false),
            ((Decimal::new(25, 1), Gigabyte), size(2500, Megabyte), true),
        ] {
            assert_eq!(is_same_size(a, b), same, "{a:?} {b:?}");
            assert_eq!(is_same_size(b, a), same, "{b:?} {a:?}");
        }
    }
}
