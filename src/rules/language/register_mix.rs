//! Two registers in one edition.

use std::ops::Range;

use super::place::{self, Manner, Place};
use crate::language;
use crate::model::{Check, ClauseKind, Findings, Policy, Severity};
use crate::text::Lang;

rule! {
    /// The reader is addressed in two registers.
    ///
    /// ## Why
    /// A Japanese text in です・ます has a sentence in である, a Chinese one says 您 and once 你: the sentence comes from
    /// another translator or another document, and sounds rude.
    ///
    /// The register of which there is little is reported, either way round. Items of a list, quotations and sentences that
    /// end in a noun belong to no register.
    ///
    /// ## Examples
    /// ```policy fail
    /// [zh] 您可以预订小船。您应当出示证件。您可以随时取消预订。您应当爱护小船。
    /// [zh] 您应当在两小时内归还小船。如果小船损坏，你应当告知我们。您可以拨打我们的电话。您也可以前来咨询。您可以带上孩子。您的孩子应当穿救生衣。
    /// ```
    /// ```policy fail
    /// [ja] 小舟は予約できます。乗船証をご提示ください。予約はいつでも取り消せます。
    /// [ja] 小舟は二時間以内に返却してください。破損した場合はご連絡ください。
    /// [ja] 雨の日は運航しません。翌日に再開します。返金は受付で行います。
    /// [ja] 当社は、損害について責任を負わないものである。詳細は受付でご案内します。
    /// ```
    /// ```policy fail
    /// [ja] 小舟は予約することができる。乗船の際は、乗船証を提示しなければならない。
    /// [ja] 小舟は二時間以内に返却するものとする。予約はいつでも取り消すことができる。
    /// [ja] 雨の日は運航しない。翌日に再開する。返金は受付で行う。
    /// [ja] 破損した場合は、速やかに受付へご連絡ください。救命胴衣は受付で貸与する。
    /// ```
    /// ```policy pass
    /// [ja] 小舟は予約できます。乗船証をご提示ください。
    /// [ja] 返却は二時間以内。
    /// [ja] 次の場合は、予約を取り消すことがあります。
    /// [ja] ・天候が悪化した場合
    /// [ja] ・「小舟を返却しない。」と告げた場合
    /// ```
    /// ```policy pass
    /// [zh] 你可以预订小船。你应当出示证件。
    /// [vi] Bạn có thể đặt thuyền. Bạn phải xuất trình giấy tờ.
    /// ```
    "register-mix", since "0.1.0", Warning, mqm "style/register", Check::Edition(check)
}

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    match lang {
        Lang::Ja => japanese(policy, out),
        Lang::Zh | Lang::ZhHant => chinese(policy, lang, out),
        _ => {}
    }
}

/// So many times as often is the usual register.
const USUAL: usize = 8;
/// So many sentences at least show a register.
const LEAST: usize = 6;
/// A sentence has more characters than these before its end.
const SHORTEST: usize = 2;

fn manner(slip: Severity) -> Manner {
    Manner {
        slip: "register-mix",
        habit: "register-mix.habit",
        slips: 2,
        of_slip: (slip, 0.75),
        of_habit: (Severity::Info, 0.5),
    }
}

fn chinese(policy: &Policy, lang: Lang, out: &mut Findings) {
    let (mut plain, mut polite) = (Vec::new(), Vec::new());
    for (_, clause, text) in place::clauses(policy, lang) {
        for (at, c) in text.match_indices(['你', '您']) {
            let quoted =
                text[..at].matches(['“', '「']).count() > text[..at].matches(['”', '」']).count();
            // 你方, 迷你: not the reader.
            let word = text[at + c.len()..].starts_with('方') || text[..at].ends_with('迷');
            if quoted || word {
                continue;
            }
            let (places, other) = match c {
                "你" => (&mut plain, "您"),
                _ => (&mut polite, "你"),
            };
            places.push(Place {
                span: place::span(clause, at..at + c.len()),
                expected: Some(other.to_owned()),
            });
        }
    }
    few(policy, lang, &plain, &polite, out);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Register {
    /// です・ます.
    Polite,
    /// である.
    Plain,
}

fn japanese(policy: &Policy, out: &mut Findings) {
    let (mut plain, mut polite) = (Vec::new(), Vec::new());
    for (_, clause, text) in place::clauses(policy, Lang::Ja) {
        if clause.kind != ClauseKind::Paragraph || !text.contains('。') {
            continue;
        }
        for sentence in language::of(Lang::Ja).sentences(text) {
            let range = sentence.range();
            let Some((register, end)) = register(&text[range.clone()]) else {
                continue;
            };
            let places = match register {
                Register::Polite => &mut polite,
                Register::Plain => &mut plain,
            };
            let at = range.start + end.start..range.start + end.end;
            places.push(Place::new(place::span(clause, at)));
        }
    }
    few(policy, Lang::Ja, &plain, &polite, out);
}

/// Reports the register of which there is little beside much of the other.
fn few(policy: &Policy, lang: Lang, one: &[Place], other: &[Place], out: &mut Findings) {
    for (few, many) in [(one, other), (other, one)] {
        if many.len() >= LEAST && few.len() * USUAL <= many.len() {
            place::report(policy, lang, few, &manner(Severity::Warning), out);
        }
    }
}

/// The register of a sentence by its last words, and where they stand.
fn register(sentence: &str) -> Option<(Register, Range<usize>)> {
    const POLITE: [&str; 9] = [
        "ます",
        "です",
        "ません",
        "ました",
        "でした",
        "ください",
        "下さい",
        "ましょう",
        "でしょう",
    ];
    const PLAIN: [&str; 10] = [
        "る",
        "する",
        "ない",
        "した",
        "った",
        "れた",
        "のだ",
        "だろう",
        "行う",
        "負う",
    ];
    let body = sentence.strip_suffix('。')?;
    let body = body
        .strip_suffix('か')
        .filter(|rest| rest.ends_with("です") || rest.ends_with("ます") || rest.ends_with("ません"))
        .unwrap_or(body);
    let ends = |list: &[&str]| {
        let end = list.iter().filter(|end| body.ends_with(**end));
        end.map(|end| body.len() - end.len()).min()
    };
    let (register, from) = match (ends(&POLITE), ends(&PLAIN)) {
        (Some(from), _) => (Register::Polite, from),
        (None, from) => (Register::Plain, from?),
    };
    // Something is said of something: no caption of a word (ある。).
    let is_sentence = body[..from].chars().nth(SHORTEST).is_some();
    let particle = |c: char| "、はがをに".contains(c);
    let predicate = body[..from]
        .rfind(particle)
        .map_or(0, |at| at + 'は'.len_utf8());
    is_sentence.then_some((register, predicate..sentence.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_by_their_ends() {
        for (sentence, expected) in [
            ("運航を再開します。", Some(Register::Polite)),
            ("ご連絡ください。", Some(Register::Polite)),
            ("同意されますか。", Some(Register::Polite)),
            ("責任を負わないものである。", Some(Register::Plain)),
            ("返却しなければならない。", Some(Register::Plain)),
            ("換金はできない。", Some(Register::Plain)),
            ("受付で告知する。", Some(Register::Plain)),
            ("返却すること。", None),
            ("天候が悪化した場合。", None),
            ("「桟橋である。」", None),
            ("以下同じ。", None),
        ] {
            assert_eq!(
                register(sentence).map(|(register, _)| register),
                expected,
                "{sentence}"
            );
        }
    }
}
