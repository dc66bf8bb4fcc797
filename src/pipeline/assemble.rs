//! Readings of the files of one policy → the aligned policy.
//!
//! Pure: no paths are opened here. Two files that hold the same language are
//! no guess to make: the first keeps its place, the other is reported.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Options, source};
use crate::model::{Document, Edition, Error, Policy, Unread};
use crate::read::Reading;
use crate::text::{Lang, Script, Source, script_of};
use crate::{align, facts, segment};

/// A file cut into its editions.
pub(crate) struct Segmented {
    path: String,
    editions: Vec<(Lang, Document)>,
    source_lang: Option<Lang>,
}

impl Segmented {
    /// The editions, in the order of the file.
    pub(crate) fn into_editions(self) -> impl Iterator<Item = (Lang, Document)> {
        self.editions.into_iter()
    }

    /// The languages that the file holds.
    pub(crate) fn langs(&self) -> impl Iterator<Item = Lang> {
        self.editions.iter().map(|(lang, _)| *lang)
    }
}

/// Makes one policy of the readings of its files, each with its path and the language that its path names.
/// `None` where no file holds an edition. An edition that another file holds already, and a file that cannot be
/// segmented, become rows; the rest goes on.
#[must_use]
pub fn assemble(
    name: &str,
    readings: Vec<(String, Reading, Option<Lang>)>,
    options: &Options,
) -> (Option<Policy>, Vec<Unread>) {
    let alone = readings.len() == 1;
    let mut unread = Vec::new();
    let mut files = Vec::new();
    for (path, reading, lang) in readings {
        match cut(path, &reading, lang, alone, options) {
            Ok(file) => files.push(file),
            Err(row) => unread.push(row),
        }
    }
    (build(name, files, options, true, &mut unread), unread)
}

/// Segments one file. `alone`: it is the policy's only one, so that `--lang` speaks of it.
pub(crate) fn cut(
    path: String,
    reading: &Reading,
    lang: Option<Lang>,
    alone: bool,
    options: &Options,
) -> Result<Segmented, Unread> {
    let named = if alone {
        options.lang.or(lang)
    } else {
        lang.or(options.lang)
    };
    let editions = match in_languages(reading, named, options) {
        Ok(editions) => editions,
        Err(error) => {
            return Err(Unread {
                path,
                error: error.to_string(),
            });
        }
    };
    if editions.is_empty() {
        return Err(Unread {
            path,
            error: "holds no text to check: fill it or leave it out".to_owned(),
        });
    }
    Ok(Segmented {
        path,
        editions,
        source_lang: reading.source_lang,
    })
}

/// The editions of a file. A language that is named binds; one that the file declares of itself is weighed against
/// its text, because templates declare much, and a file of several languages can declare only one.
fn in_languages(
    reading: &Reading,
    named: Option<Lang>,
    options: &Options,
) -> Result<Vec<(Lang, Document)>, Error> {
    let editions = segment::segment(reading, named, &options.limits)?;
    let (None, Some(declared), [(found, _)]) = (named, reading.lang, editions.as_slice()) else {
        return Ok(editions);
    };
    // `zh` is said of both standards; which one the characters show.
    let agrees = declared == *found || declared == Lang::Zh && found.is_chinese();
    if agrees || is_contradicted(declared, &reading.source) {
        return Ok(editions);
    }
    segment::segment(reading, Some(declared), &options.limits)
}

/// Seats the editions, states their facts, aligns them and names the source. `cues`: with the cues of norms, which
/// nothing but rules asks for.
pub(crate) fn build(
    name: &str,
    files: Vec<Segmented>,
    options: &Options,
    cues: bool,
    unread: &mut Vec<Unread>,
) -> Option<Policy> {
    let mut taken: BTreeMap<Lang, (String, Document)> = BTreeMap::new();
    let mut hints = source::Hints {
        asked: options.source,
        ..source::Hints::default()
    };
    for file in files {
        hints.front_matter = hints.front_matter.or(file.source_lang);
        if file.editions.len() > 1 {
            hints.first = hints
                .first
                .or_else(|| file.editions.first().map(|(lang, _)| *lang));
        }
        for (lang, document) in file.editions {
            if let Some((first, _)) = taken.get(&lang) {
                unread.push(Unread {
                    path: file.path.clone(),
                    error: twice(name, lang, first, &file.path),
                });
                continue;
            }
            taken.insert(lang, (file.path.clone(), document));
        }
    }
    let editions = taken
        .into_par_iter()
        .map(|(lang, (path, document))| (lang, edition(path, document, lang, cues)))
        .collect();
    let mut expected = options.languages.clone();
    expected.sort_unstable();
    expected.dedup();
    let align = if options.without_termbase {
        align::align_without_termbase
    } else {
        align::align
    };
    align_all(name, editions, expected, &hints, align)
}

/// An edition with all that its clauses state. `cues`: as in [`build`].
pub(crate) fn edition(path: String, document: Document, lang: Lang, cues: bool) -> Edition {
    Edition {
        path,
        facts: facts::facts(&document, lang),
        cues: match cues {
            true => facts::cues(&document, lang),
            false => Vec::new(),
        },
        terms: facts::terms(&document, lang),
        document,
    }
}

/// The last steps, which texts in memory share: align, then name the source.
pub(crate) fn align_all(
    name: &str,
    editions: BTreeMap<Lang, Edition>,
    expected: Vec<Lang>,
    hints: &source::Hints,
    align: fn(&mut Policy),
) -> Option<Policy> {
    let provisional = editions.keys().next().copied()?;
    let mut policy = Policy {
        name: name.to_owned(),
        source: provisional,
        source_named: false,
        editions,
        groups: Vec::new(),
        expected,
        group_of: BTreeMap::new(),
        memo: crate::model::Memo::default(),
    };
    let named = source::named(&policy, hints);
    policy.source = named.unwrap_or(provisional);
    align(&mut policy);
    source::choose(&mut policy, named);
    Some(policy)
}

fn twice(name: &str, lang: Lang, taken: &str, path: &str) -> String {
    let language = lang.name();
    if taken == path {
        format!(
            "holds the {language} edition of `{name}` twice: the first is checked; put the other into a file of its own"
        )
    } else {
        // `zh` says nothing of the script, by which alone two Chinese editions are told apart.
        let other = match lang {
            Lang::Zh => "name its script, if it is traditional Chinese (privacy.zh-Hant.md), ",
            _ => "",
        };
        format!(
            "a second {language} edition of `{name}`: {taken} is checked; editions of one language for several regions are \
             not told apart: remove one, {other}or give it a name of its own (privacy-second.{lang}.md)"
        )
    }
}

/// Letters that are looked at to tell whether a declared language can be true.
const SAMPLE: usize = 20_000;
/// Fewer letters prove nothing.
const FEWEST: usize = 60;

/// A page template says `lang="en"` whatever the page holds. Such a declaration is dropped where the writing rules
/// it out: a Japanese policy without kana, a Chinese one without Han, an English one full of Vietnamese letters.
fn is_contradicted(lang: Lang, source: &Source) -> bool {
    let (mut letters, mut latin, mut han, mut kana, mut vietnamese) = (0, 0, 0, 0, 0);
    for c in source
        .text()
        .chars()
        .filter(|c| crate::text::is_alphabetic(*c))
        .take(SAMPLE)
    {
        letters += 1;
        match script_of(c) {
            Script::Latin => {
                latin += 1;
                vietnamese += usize::from(matches!(
                    c,
                    '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă'
                ));
            }
            Script::Han => han += 1,
            Script::Hiragana | Script::Katakana => kana += 1,
            _ => {}
        }
    }
    if letters < FEWEST {
        return false;
    }
    let share = |part: usize, percent: usize| part * 100 >= letters * percent;
    match lang {
        Lang::Ja => !share(kana, 3),
        Lang::Zh | Lang::ZhHant => !share(han, 15) || share(kana, 25),
        Lang::En => !share(latin, 25) || vietnamese * 100 >= latin * 9,
        Lang::Vi => !share(latin, 25),
        Lang::Other(_) => share(kana, 25) || share(latin, 25) && vietnamese * 100 >= latin * 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Stored;

    #[test]
    fn a_declared_language_falls_where_the_writing_rules_it_out() {
        let ja = "お客様の注文履歴は、契約が終了してから九十日が経過した後に削除します。ただし、法令が保存を求める場合を除きます。".repeat(3);
        let zh = "合同终止满九十日后，我们会删除您的订单记录，法律要求保存的除外。如有疑问，请通过应用内的客服窗口与我们联系。".repeat(3);
        let en = "We delete your order history ninety days after the contract ends, unless a statute requires us to keep it.".repeat(3);
        let vi = "Chúng tôi xóa lịch sử đặt hàng của bạn sau chín mươi ngày kể từ khi hợp đồng chấm dứt, trừ khi pháp luật yêu cầu lưu giữ.".repeat(3);
        let fr: Lang = "fr".parse().unwrap();
        for (lang, text, wrong) in [
            (Lang::Ja, &ja, false),
            (Lang::Ja, &zh, true),
            (Lang::Ja, &en, true),
            (Lang::Zh, &zh, false),
            (Lang::Zh, &ja, true),
            (Lang::ZhHant, &vi, true),
            (Lang::En, &en, false),
            (Lang::En, &vi, true),
            (Lang::En, &zh, true),
            (Lang::Vi, &vi, false),
            // Nobody has translated it yet: that is for a rule to say.
            (Lang::Vi, &en, false),
            (Lang::Vi, &ja, true),
            (fr, &en, false),
            (fr, &ja, true),
            (fr, &vi, true),
        ] {
            let source = Source::plain(Stored::utf8(text.clone(), 0));
            assert_eq!(is_contradicted(lang, &source), wrong, "{lang}: {text}");
        }
        assert!(!is_contradicted(
            Lang::Ja,
            &Source::plain(Stored::utf8("Soon.".to_owned(), 0))
        ));
    }
}
