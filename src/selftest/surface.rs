//! Defects of the surface: brackets, hidden characters, encodings, sentences cut halfway.

use super::content::columns;
use super::subject::Collector;
use crate::language;
use crate::text::{Lang, is_cjk};

pub(super) fn bracket_lost(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        for (at, c) in site.body.char_indices() {
            let opener = match c {
                ')' => '(',
                '）' => '（',
                '」' => '「',
                '』' => '『',
                '》' => '《',
                '”' => '“',
                '】' => '【',
                _ => continue,
            };
            if site.body[..at].contains(opener) {
                collector.edit(&site, at..at + c.len_utf8(), "");
            }
        }
    }
}

/// Words of a text that are long enough to be broken inside.
fn words(lang: Lang, text: &str) -> Vec<std::ops::Range<usize>> {
    let mut words = Vec::new();
    language::of(lang).words(text, &mut |range| {
        let word = text.get(range.clone()).unwrap_or_default();
        let least = if word.chars().any(is_cjk) { 2 } else { 6 };
        if word.chars().count() >= least && word.chars().all(char::is_alphabetic) {
            words.push(range);
        }
    });
    words
}

/// One word of each clause, not the same place in every one.
fn one_word(collector: &mut Collector<'_>, with: impl Fn(&str) -> Option<String>) {
    let subject = collector.subject;
    for site in subject
        .sites(collector.lang)
        .filter(|site| columns(site.body) >= 40)
    {
        let words = words(collector.lang, site.body);
        let turned = (0..words.len()).map(|step| &words[(site.id.index() + step) % words.len()]);
        let found = turned
            .filter_map(|range| Some((range.clone(), with(&site.body[range.clone()])?)))
            .next();
        if let Some((range, with)) = found {
            collector.edit(&site, range, &with);
        }
    }
}

pub(super) fn zero_width(collector: &mut Collector<'_>) {
    one_word(collector, |word| {
        let middle = word.char_indices().nth(word.chars().count() / 2)?.0;
        Some(format!("{}\u{200b}{}", &word[..middle], &word[middle..]))
    });
}

pub(super) fn mojibake(collector: &mut Collector<'_>) {
    one_word(collector, |word| {
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(word.as_bytes());
        (!word.is_ascii()).then(|| text.into_owned())
    });
}

pub(super) fn sentence_cut(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        let sentences = language::of(collector.lang).sentences(site.body);
        let Some(last) = sentences.last().map(|last| last.range()) else {
            continue;
        };
        let text = &site.body[last.clone()];
        if columns(text) < 50 || !text.ends_with(['。', '.', '！', '!']) {
            continue;
        }
        // Between two words, behind three fifths.
        let mut ends = Vec::new();
        language::of(collector.lang).words(text, &mut |range| ends.push(range.end));
        let wanted = text.len() * 3 / 5;
        if let Some(end) = ends
            .into_iter()
            .find(|end| *end >= wanted && *end + 3 < text.len())
        {
            collector.edit(&site, last.start + end..site.body.len(), "");
        }
    }
}
