//! Defects of content: another clause's translation, text left in another language, sentences and halves lost.

use super::subject::{Collector, Site};
use crate::language;
use crate::model::ClauseKind;
use crate::text::{Span, is_cjk};

/// Columns of text: a wide character counts two.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_cjk(c) { 2 } else { 1 }).sum()
}

fn is_prose(site: &Site<'_>, least: usize) -> bool {
    matches!(site.clause.kind, ClauseKind::Paragraph | ClauseKind::Item)
        && columns(site.body) >= least
}

pub(super) fn clause_replaced(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    let sites: Vec<Site<'_>> = subject
        .sites(collector.lang)
        .filter(|site| is_prose(site, 50))
        .collect();
    for (at, site) in sites.iter().enumerate() {
        let length = columns(site.body);
        // One that is far away and about as long.
        let donor = (0..sites.len())
            .map(|step| &sites[(at + sites.len() / 2 + step) % sites.len()])
            .find(|other| {
                let near =
                    other.id.0.abs_diff(site.id.0) < 4 || std::ptr::eq(other.group, site.group);
                let ratio = columns(other.body) * 100 / length.max(1);
                !near && (60..=170).contains(&ratio)
            });
        if let Some(donor) = donor {
            let range = 0..site.body.len();
            collector.edit(site, range, donor.body);
        }
    }
}

pub(super) fn untranslated(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    let source = subject.policy.source;
    for site in subject.sites(collector.lang) {
        let foreign = |lang: crate::text::Lang| !(lang.is_chinese() && collector.lang.is_chinese());
        let fits: Vec<_> = site
            .others
            .iter()
            .filter(|(lang, text)| foreign(*lang) && columns(text) >= 30 && !text.contains('\n'))
            .collect();
        let left = fits
            .iter()
            .find(|(lang, _)| *lang == source)
            .or(fits.first());
        if let Some((_, text)) = left.filter(|_| is_prose(&site, 30)) {
            collector.edit(&site, 0..site.body.len(), text);
        }
    }
}

/// The sentences of a text.
fn sentences(lang: crate::text::Lang, text: &str) -> Vec<Span> {
    language::of(lang).sentences(text)
}

pub(super) fn sentence_dropped(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    for site in subject
        .sites(collector.lang)
        .filter(|site| is_prose(site, 40))
    {
        let own = sentences(collector.lang, site.body);
        let several = site
            .others
            .iter()
            .any(|(lang, text)| sentences(*lang, text).len() > 1);
        let (Some(last), true) = (own.last(), own.len() > 1 && several) else {
            continue;
        };
        let kept = &site.body[..last.start as usize];
        if columns(&site.body[last.range()]) >= 24 {
            collector.edit(&site, kept.trim_end().len()..site.body.len(), "");
        }
    }
}

pub(super) fn half_dropped(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    for site in subject
        .sites(collector.lang)
        .filter(|site| is_prose(site, 160))
    {
        // Cut behind the comma or the end of sentence that is nearest to the middle.
        let middle = site.body.len() / 2;
        let cut = site
            .body
            .char_indices()
            .filter(|(at, c)| {
                let spaced = site.body[at + c.len_utf8()..].starts_with(char::is_whitespace);
                "，。、；".contains(*c) || ",.;".contains(*c) && spaced
            })
            .min_by_key(|(at, _)| at.abs_diff(middle));
        let Some((at, c)) = cut.filter(|(at, _)| at.abs_diff(middle) * 5 < site.body.len()) else {
            continue;
        };
        let end = match c {
            '。' | '.' => c,
            _ if c.is_ascii() => '.',
            _ => '。',
        };
        collector.edit(&site, at..site.body.len(), &end.to_string());
    }
}

/// Characters of an item of an enumeration at most: of Latin letters, and of others.
const LONGEST: [usize; 2] = [30, 12];

pub(super) fn series_item_dropped(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    let (comma, most) = if collector.lang.is_cjk() {
        ("、", LONGEST[1])
    } else {
        (", ", LONGEST[0])
    };
    for site in subject
        .sites(collector.lang)
        .filter(|site| is_prose(site, 40))
    {
        let commas: Vec<usize> = site.body.match_indices(comma).map(|(at, _)| at).collect();
        let is_item = |from: usize, to: usize| {
            let item = &site.body[from + comma.len()..to];
            let letters = item.chars().all(|c| c.is_alphabetic() || c == ' ');
            letters && (2..=most).contains(&item.chars().count())
        };
        let four = commas
            .windows(3)
            .find(|three| is_item(three[0], three[1]) && is_item(three[1], three[2]));
        if let Some(three) = four {
            collector.edit(&site, three[1]..three[2], "");
        }
    }
}
