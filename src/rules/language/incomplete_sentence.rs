//! Sentences that stop halfway.

use super::place::{self, around};
use crate::language;
use crate::model::{
    Check, Class, Clause, ClauseId, ClauseKind, Document, Findings, Policy, Severity,
};
use crate::text::{Lang, excerpt};
use foldhash::{HashMap, HashMapExt as _};

mod ends;
mod halves;

use ends::Stop;

rule! {
    /// A sentence stops halfway.
    ///
    /// ## Why
    /// Words were lost at the end: the reader is not told what follows from the condition, or what must be done.
    ///
    /// A clause is suspected when it ends with a word that cannot end a sentence, or when it has no full stop, is much
    /// shorter than in the aligned editions, and those end with one. Titles, lead-ins of lists and addresses stop
    /// without a full stop.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You may return the boat at any of our piers. The boat must be clean and
    /// [en] The deposit is paid back on the same day.
    /// ```
    /// ```policy fail
    /// [ja] 小舟に傷を見つけた場合は、当社の受付に連絡して、当社が修理を手配するために。
    /// [ja] 保証金は、当日に返金します。
    /// ```
    /// ```policy fail
    /// [zh] 您可以在任一码头归还小船。归还时，小船应当清洁，并且
    /// [zh] 押金在当日退还。
    /// ```
    /// ```policy fail
    /// [vi] Công ty Thuyền Hồ Xanh (sau đây gọi là “chúng tôi”). Cho thuê thuyền theo các quy tắc sau.
    /// ```
    /// ```policy pass
    /// [en] We rent out:
    /// [en] - boats of two seats and
    /// [en] - boats of four seats.
    /// [en] Write to desk@lake.example
    /// ```
    /// ```policy pass
    /// [ja] 次の場合は、保証金を返金しません。
    /// [ja] ・小舟が破損した場合
    /// [ja] お問い合わせは受付まで。
    /// [ja] 予約の取消しは、前日までに。
    /// ```
    "incomplete-sentence", since "0.1.0", Warning, mqm "accuracy/omission", Check::Edition(check)
}

/// The share of an edition's paragraphs that end with a mark where that is the rule.
const HABIT: f32 = 0.6;

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    if matches!(lang, Lang::Other(_)) {
        return;
    }
    let document = &edition.document;
    let punctuated = is_punctuated(document, lang);
    let lists = Lists::new(document, lang);
    let mut lengths = halves::Lengths::new(policy, lang);
    for (id, clause) in document.iter() {
        if clause.class != Class::Text
            || !matches!(clause.kind, ClauseKind::Paragraph | ClauseKind::Item)
        {
            continue;
        }
        let text = document.slice(clause.body);
        if let Some(stop) = fragment(text, lang) {
            let span = place::span(clause, stop);
            out.report("incomplete-sentence.fragment")
                .arg("lang", lang)
                .arg("text", excerpt(document.slice(span), 60))
                .confidence(0.7)
                .primary(lang, span);
            continue;
        }
        let Some((range, stop)) = ends::stop(text, lang) else {
            continue;
        };
        if stop == Stop::Open && (leads_in(document, id, text) || !ends::has_words(text, lang)) {
            continue;
        }
        let span = place::span(clause, range);
        match stop {
            // A particle before the full stop.
            Stop::Marked(confidence) => {
                out.report("incomplete-sentence.marked")
                    .arg("lang", lang)
                    .arg("found", document.slice(span))
                    .arg("text", around(policy, lang, span))
                    .confidence(confidence)
                    .primary(lang, span);
            }
            Stop::Open => {
                let word = ends::dangling(text, lang).map(|range| place::span(clause, range));
                let half = lengths.half(policy, id);
                let expected = match clause.kind {
                    ClauseKind::Item => lists.are_punctuated(clause.parent, punctuated),
                    _ => punctuated,
                };
                match (word, half) {
                    (_, Some(half)) if word.is_some() || expected => {
                        let short = half.left <= SHORT;
                        let finding = out.report(if short || word.is_some() {
                            "incomplete-sentence.half"
                        } else {
                            "incomplete-sentence.open"
                        });
                        finding
                            .arg("lang", lang)
                            .arg("other", half.other)
                            .arg("text", last_words(document, clause))
                            .confidence(match (word.is_some(), short) {
                                (true, _) => 0.93,
                                (false, true) => 0.8,
                                (false, false) => 0.5,
                            })
                            .primary(lang, word.map_or(span, |word| word.join(span)))
                            .counterpart(half.other, half.theirs);
                        if !short && word.is_none() {
                            finding.severity(Severity::Info);
                        }
                    }
                    (Some(word), None) if punctuated || clause.kind == ClauseKind::Item => {
                        out.report("incomplete-sentence")
                            .arg("lang", lang)
                            .arg("found", document.slice(word))
                            .arg("text", last_words(document, clause))
                            .confidence(0.8)
                            .primary(lang, word);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// A last sentence of at most this share of its expected length has lost words.
const SHORT: f32 = 0.82;

/// How the items of each list end.
struct Lists(HashMap<Option<ClauseId>, (usize, usize)>);

impl Lists {
    fn new(document: &Document, lang: Lang) -> Self {
        let mut lists = HashMap::new();
        for (_, clause) in document
            .iter()
            .filter(|(_, clause)| clause.kind == ClauseKind::Item)
        {
            let ended = ends::stop(document.slice(clause.body), lang).is_none();
            let (all, with) = lists.entry(clause.parent).or_insert((0, 0));
            *all += 1;
            *with += usize::from(ended);
        }
        Self(lists)
    }

    /// Whether most of a list's items end with a mark; of a short list the edition decides.
    fn are_punctuated(&self, parent: Option<ClauseId>, edition: bool) -> bool {
        match self.0.get(&parent) {
            Some((all, ended)) if *all > 2 => ended * 3 >= all * 2,
            Some((all, ended)) => edition && ended + 1 >= *all,
            None => edition,
        }
    }
}

/// The end of a clause, for messages.
fn last_words(document: &Document, clause: &Clause) -> String {
    let text = document.slice(clause.body).trim_end();
    let from = text.char_indices().rev().nth(29).map_or(0, |(at, _)| at);
    if from == 0 {
        text.to_owned()
    } else {
        format!("…{}", &text[from..])
    }
}

/// Whether paragraphs of some length end with a mark in this edition, so that one that does not is an exception.
fn is_punctuated(document: &Document, lang: Lang) -> bool {
    let least = if lang.is_cjk() { 20 } else { 50 };
    let (mut all, mut ended) = (0, 0);
    for (_, clause) in document.iter() {
        let text = document.slice(clause.body);
        if clause.class == Class::Text
            && clause.kind == ClauseKind::Paragraph
            && text.chars().nth(least).is_some()
        {
            all += 1;
            ended += usize::from(ends::stop(text, lang).is_none());
        }
    }
    all < 2 || ended as f32 >= HABIT * all as f32
}

/// Whether the sentence goes on in the clauses behind: a list, a table, or a line that was broken.
fn leads_in(document: &Document, id: ClauseId, text: &str) -> bool {
    let clause = document.clause(id);
    let mut behind = document.clauses[id.index() + 1..]
        .iter()
        .filter(|clause| clause.class != Class::Furniture);
    let Some(next) = behind.next() else {
        return false;
    };
    let first = document.slice(next.body).chars().next();
    next.parent == Some(id)
        || matches!(next.kind, ClauseKind::Cell)
        || (next.kind == ClauseKind::Item && clause.kind == ClauseKind::Paragraph)
        || next.inline
        || next.body.is_empty()
        || (next.kind != ClauseKind::Item && first.is_some_and(|c| c.is_lowercase() || c.is_ascii_punctuation() || "（）、。，".contains(c)))
        // An item that joins the next one: “and”, “or”.
        || (is_item(next) && is_item(clause) && ends::joins(text))
}

/// Whether a clause is one of a list, by its markup or by a label of its own.
fn is_item(clause: &Clause) -> bool {
    clause.kind == ClauseKind::Item || clause.label.is_some()
}

/// A first sentence that is nothing but a name and what it is called from here on.
fn fragment(text: &str, lang: Lang) -> Option<std::ops::Range<usize>> {
    const CUES: [&str; 14] = [
        "gọi là",
        "gọi tắt",
        "hereinafter",
        "hereafter",
        "referred to as",
        "以下简称",
        "以下簡稱",
        "下称",
        "下稱",
        "简称",
        "簡稱",
        "以下「",
        "以下、「",
        "以下“",
    ];
    if !CUES.iter().any(|cue| text.contains(cue)) {
        return None;
    }
    let sentences = language::of(lang).sentences(text);
    let [first, _, ..] = sentences[..] else {
        return None;
    };
    let sentence = &text[first.range()];
    let body = sentence.strip_suffix(['.', '。'])?.trim_end();
    let inside = body.strip_suffix([')', '）'])?;
    let open = inside.rfind(['(', '（'])?;
    let cue = CUES.iter().any(|cue| inside[open..].contains(cue));
    let name = inside[..open].trim();
    (cue && ends::is_name(name, lang)).then_some(first.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_sentence() {
        for (lang, text, hit) in [
            (
                Lang::Vi,
                "Công ty Hồ Xanh (sau đây gọi là “chúng tôi”). Cho thuê thuyền.",
                true,
            ),
            (
                Lang::En,
                "Blue Lake Ltd. (hereinafter “we”). Rents out boats.",
                true,
            ),
            (
                Lang::Ja,
                "青湖株式会社（以下「当社」）。小舟を貸します。",
                true,
            ),
            (Lang::Zh, "青湖有限公司（以下简称“我们”）。出租小船。", true),
            (
                Lang::Vi,
                "Chúng tôi là Công ty Hồ Xanh (sau đây gọi là “chúng tôi”). Chúng tôi cho thuê thuyền.",
                false,
            ),
            (
                Lang::En,
                "These rules are made by Blue Lake Ltd. (hereinafter “we”). They apply to boats.",
                false,
            ),
            (
                Lang::Ja,
                "本規約は青湖株式会社が定めます（以下「本規約」）。小舟を貸します。",
                false,
            ),
            (
                Lang::Zh,
                "本规则由青湖有限公司制定（以下简称“本规则”）。适用于小船。",
                false,
            ),
        ] {
            assert_eq!(fragment(text, lang).is_some(), hit, "{text}");
        }
    }
}
