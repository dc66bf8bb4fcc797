//! Numerals in all scripts → integers.

use crate::model::Numeral;

/// An integer written in Han numerals (十二, 百二十, 二〇二五, 一万二千, 廿, 两, 壹) at the start of `text`: value and bytes taken.
#[must_use]
pub fn han(_text: &str) -> Option<(u64, usize)> { None }

/// A Roman numeral that is all of `text`, either case (canonical forms only: `iv`, not `iiii`).
#[must_use]
pub fn roman(_text: &str) -> Option<u16> { None }

/// The ordinal `n` written in a numeral system, for messages and suggestions; `None` outside its range.
#[must_use]
pub fn write(_n: u16, _numeral: Numeral) -> Option<String> { None }
