//! Splits Japanese and Chinese text into words, and says what kind of word each one is.
//!
//! One engine (lindera: the cheapest path through all the words that the text could hold, Viterbi)
//! over two dictionaries that are part of the program:
//!
//! - [`Dictionary::Ipadic`], 392,127 Japanese words with part of speech, conjugation and base form;
//!   it is the dictionary of MeCab, and a matrix says which kinds of words follow each other;
//! - [`Dictionary::Jieba`], the 349,045 words of jieba with how often each one occurs; the cost of a
//!   word is −1000·ln of its share. The list holds words in simplified characters, so traditional
//!   text falls into single characters unless it is folded first (one character to one character
//!   of the same length in UTF-8 keeps the offsets).
//!
//! White space is never a word and never part of one; everything else of the text belongs to
//! exactly one word. A dictionary is loaded when a text first needs it, once in a process: that
//! takes about a millisecond, because it is read in place. Each thread keeps the engine's buffers.
//!
//! Text is analysed in pieces of at most [`PIECE`] bytes, so that time grows with the length and
//! memory does not, whatever the text. Pieces end where the engine itself starts afresh (after
//! `。`, `、`, a tab or a line break) and anywhere else only in text that has none of them for
//! so long.
//!
//! What this module refuses: to fail. If an embedded dictionary could not be loaded (the build was
//! damaged), every character is a word of class [`Class::Other`] that is not known.

use lindera::dictionary::WordId;
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera::worker::SegmentWorker;
use std::borrow::Cow;
use std::cell::Cell;
use std::sync::OnceLock;

/// IPADIC's files, as the build script unpacked them.
#[allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "written by lindera's macro"
)]
mod ipadic {
    lindera_dictionary::embedded_dictionary!("/ipadic", Loader);
}

/// jieba's files, as the build script unpacked them.
#[allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "written by lindera's macro"
)]
mod jieba {
    lindera_dictionary::embedded_dictionary!("/jieba", Loader);
}

/// Most bytes that are analysed at once: some 2,700 characters.
const PIECE: usize = 8 * 1024;

/// Which embedded dictionary analyses a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dictionary {
    /// Japanese.
    Ipadic,
    /// Chinese, in simplified characters.
    Jieba,
}

/// What kind of word a word is: what both dictionaries' tags have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A common noun: 契約, 個人, 合同. In Japanese also the stem of an adjectival or verbal noun
    /// (必要, 通知); [`Word::tags`] tells them apart.
    Noun,
    /// A name of a person, a place, an organisation or a product: 東京, 北京.
    ProperNoun,
    /// 私, これ, 我们, 本.
    Pronoun,
    /// Digits, and words for numbers: 14, 三, 百.
    Number,
    /// A word that counts: 日 (in 7日), 个, 条.
    Counter,
    /// A verb; auxiliary ones, as いる in している, have 非自立 or 接尾 as second tag.
    Verb,
    /// 新しい, 重要.
    Adjective,
    /// 直ちに, 立即.
    Adverb,
    /// A Japanese word that only stands before a noun (連体詞): この, 当該.
    Determiner,
    /// を, は, から; 的, 了, 吗.
    Particle,
    /// A Chinese preposition (介词): 在, 对于.
    Preposition,
    /// A Japanese auxiliary verb (助動詞): ます, ない, た.
    AuxiliaryVerb,
    /// および, または; 和, 或者.
    Conjunction,
    /// はい, 啊.
    Interjection,
    /// お in お客様; 非.
    Prefix,
    /// 者 in 利用者; 们.
    Suffix,
    /// A Chinese idiom or set phrase that the list holds as one word.
    Phrase,
    /// A word in another script: a Latin word in Chinese text. (In Japanese text it is a noun.)
    Foreign,
    /// Punctuation, signs, emoji.
    Symbol,
    /// Anything else, as fillers and characters that the dictionary does not know.
    Other,
}

/// One word of an analysed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where the word begins: bytes of the text that was given.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The word as it stands in the text.
    pub surface: &'a str,
    /// What kind of word it is.
    pub part_of_speech: Class,
    /// Whether the dictionary holds it.
    pub known: bool,
    /// The dictionary's own tags, from the general to the special; empty strings after the last.
    /// Japanese: IPADIC's four (名詞, 固有名詞, 地域, 国). Chinese: jieba's one (`ns`).
    pub tags: [&'a str; 4],
    /// Japanese: how the word conjugates (活用型: 五段・ラ行); empty if it does not.
    pub conjugation: &'a str,
    /// Japanese: in which form it stands (活用形: 連用形); empty if it does not conjugate.
    pub form: &'a str,
    /// The form that a dictionary lists: 取り消す for 取り消せ. The surface itself for a word that
    /// does not conjugate, for Chinese, and for a word that is not known.
    pub base: &'a str,
}

/// Calls `each` with the start and the end (bytes) of every word of `text`, in order.
///
/// Faster than [`analyse`], because the words' details stay where they are.
pub fn words(dictionary: Dictionary, text: &str, each: &mut dyn FnMut(usize, usize)) {
    segment(dictionary, text, &mut |start, end, _| each(start, end));
}

/// A word without its details.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Where the word begins: bytes of the text that was given.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    dictionary: Dictionary,
    id: Option<WordId>,
}

impl Entry {
    /// Whether the dictionary holds it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.id.as_ref().is_some_and(|id| !id.is_unknown())
    }

    /// What kind of word it is, read from the dictionary at each call.
    #[must_use]
    pub fn part_of_speech(&self) -> Class {
        let (Some(id), Some(segmenter)) = (self.id, segmenter(self.dictionary)) else {
            return Class::Other;
        };
        let number = id.id() as usize;
        let mut details = if id.is_unknown() {
            segmenter.dictionary.unknown_word_details_iter(number)
        } else {
            segmenter.dictionary.word_details_iter(number)
        };
        let mut next = || details.next().unwrap_or_default();
        match self.dictionary {
            Dictionary::Ipadic => japanese([next(), next(), next(), ""]),
            Dictionary::Jieba => chinese(next()),
        }
    }
}

/// Calls `each` with every word of `text`, in order. For whoever asks few of them for details: reading those of a word
/// costs as much as finding it.
pub fn entries(dictionary: Dictionary, text: &str, each: &mut dyn FnMut(Entry)) {
    segment(dictionary, text, &mut |start, end, id| {
        each(Entry {
            start,
            end,
            dictionary,
            id,
        });
    });
}

/// Calls `each` with every word of `text`, in order, with part of speech, conjugation and base form.
pub fn analyse(dictionary: Dictionary, text: &str, each: &mut dyn FnMut(&Word<'_>)) {
    let segmenter = segmenter(dictionary);
    segment(dictionary, text, &mut |start, end, id| {
        let surface = text.get(start..end).unwrap_or_default();
        let mut word = Word {
            start,
            end,
            surface,
            part_of_speech: Class::Other,
            known: false,
            tags: [""; 4],
            conjugation: "",
            form: "",
            base: surface,
        };
        if let (Some(id), Some(segmenter)) = (id, segmenter) {
            word.known = !id.is_unknown();
            let number = id.id() as usize;
            let mut details = if word.known {
                segmenter.dictionary.word_details_iter(number)
            } else {
                segmenter.dictionary.unknown_word_details_iter(number)
            };
            match dictionary {
                Dictionary::Ipadic => {
                    word.tags = std::array::from_fn(|_| details.next().unwrap_or_default());
                    word.conjugation = details.next().unwrap_or_default();
                    word.form = details.next().unwrap_or_default();
                    // Left empty in the dictionary where it equals the word.
                    if let Some(base) = details.next().filter(|base| !base.is_empty()) {
                        word.base = base;
                    }
                    word.part_of_speech = japanese(word.tags);
                }
                Dictionary::Jieba => {
                    word.tags[0] = details.next().unwrap_or_default();
                    word.part_of_speech = chinese(word.tags[0]);
                }
            }
        }
        each(&word);
    });
}

/// The class of IPADIC's tags (品詞体系: <https://www.unixuser.org/~euske/doc/postag/>).
fn japanese(tags: [&str; 4]) -> Class {
    match (tags[0], tags[1], tags[2]) {
        ("名詞", "固有名詞", _) => Class::ProperNoun,
        ("名詞", "代名詞", _) => Class::Pronoun,
        ("名詞", "数", _) => Class::Number,
        ("名詞", "接尾", "助数詞") => Class::Counter,
        ("名詞", "接尾", _) => Class::Suffix,
        ("名詞", ..) => Class::Noun,
        ("動詞", ..) => Class::Verb,
        ("形容詞", ..) => Class::Adjective,
        ("副詞", ..) => Class::Adverb,
        ("連体詞", ..) => Class::Determiner,
        ("助詞", ..) => Class::Particle,
        ("助動詞", ..) => Class::AuxiliaryVerb,
        ("接続詞", ..) => Class::Conjunction,
        ("感動詞", ..) => Class::Interjection,
        ("接頭詞", ..) => Class::Prefix,
        ("記号", ..) => Class::Symbol,
        _ => Class::Other,
    }
}

/// The class of a tag of jieba's list (ICTCLAS's set of tags, with jieba's own `nrt`, `nrfg`, `zg`;
/// `eng` and `w` are given to unknown words by `dictionaries/rebuild/words.py`).
fn chinese(tag: &str) -> Class {
    match tag {
        "nr" | "nrt" | "nrfg" | "ns" | "nt" | "nz" => Class::ProperNoun,
        "eng" => Class::Foreign,
        // Half a verb or an adjective, half a noun: listed as nouns of action and of quality.
        "vn" | "an" => Class::Noun,
        "vd" | "ad" => Class::Adverb,
        "zg" => Class::Other, // rare single characters of all kinds
        // Morphemes (`ng`, `vg`, …) go with the words that they build.
        "ag" => Class::Adjective,
        "dg" | "df" => Class::Adverb,
        "tg" => Class::Noun,
        "mq" => Class::Counter,
        _ => match tag.as_bytes().first() {
            Some(b'n' | b't' | b's' | b'f' | b'j' | b'g') => Class::Noun,
            Some(b'v') => Class::Verb,
            Some(b'a' | b'b' | b'z') => Class::Adjective,
            Some(b'd') => Class::Adverb,
            Some(b'm') => Class::Number,
            Some(b'q') => Class::Counter,
            Some(b'r') => Class::Pronoun,
            Some(b'p') => Class::Preposition,
            Some(b'c') => Class::Conjunction,
            Some(b'u' | b'y') => Class::Particle,
            Some(b'e') => Class::Interjection,
            Some(b'h') => Class::Prefix,
            Some(b'k') => Class::Suffix,
            Some(b'i' | b'l') => Class::Phrase,
            Some(b'w') => Class::Symbol,
            _ => Class::Other,
        },
    }
}

/// Calls `each` with start, end and number of every word; without number if there is no dictionary.
fn segment(dictionary: Dictionary, text: &str, each: &mut dyn FnMut(usize, usize, Option<WordId>)) {
    let mut worker = take_worker(dictionary);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let piece = first_piece(rest);
        let folded = folded(piece);
        match worker
            .as_mut()
            .and_then(|worker| worker.segment(&folded).ok())
        {
            Some(tokens) => {
                for token in tokens {
                    if !token.surface.trim_start().is_empty() {
                        each(
                            at + token.byte_start,
                            at + token.byte_end,
                            Some(token.word_id),
                        );
                    }
                }
            }
            None => {
                for (start, character) in piece.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                    each(at + start, at + start + character.len_utf8(), None);
                }
            }
        }
        at += piece.len();
    }
    give_worker_back(dictionary, worker);
}

/// The beginning of a text that is analysed at once: at most [`PIECE`] bytes.
///
/// Ends, if the text goes on, after the last place where the engine starts afresh by itself, else
/// after other punctuation or a space, else between any two characters.
fn first_piece(text: &str) -> &str {
    if text.len() <= PIECE {
        return text;
    }
    let mut bound = PIECE;
    while !text.is_char_boundary(bound) {
        bound -= 1;
    }
    let (piece, _) = text.split_at(bound);
    let after = |found: (usize, &str)| found.0 + found.1.len();
    let end = piece
        .rmatch_indices(['。', '、', '\n', '\t'])
        .next()
        .or_else(|| {
            piece
                .rmatch_indices(['！', '？', '；', '，', '：', '!', '?', ';', ',', ' ', '　'])
                .next()
        })
        .map_or(bound, after);
    piece.get(..end).unwrap_or(piece)
}

/// Writes `～` and `―` as the dictionaries do (`〜`, `—`); all four have three bytes.
fn folded(piece: &str) -> Cow<'_, str> {
    if piece.contains(['～', '―']) {
        Cow::Owned(piece.replace('～', "〜").replace('―', "—"))
    } else {
        Cow::Borrowed(piece)
    }
}

/// The engine over a dictionary, loaded by whoever asks first; `None` if it does not load.
fn segmenter(dictionary: Dictionary) -> Option<&'static Segmenter> {
    static IPADIC: OnceLock<Option<Segmenter>> = OnceLock::new();
    static JIEBA: OnceLock<Option<Segmenter>> = OnceLock::new();
    let (cell, load): (_, fn() -> _) = match dictionary {
        Dictionary::Ipadic => (&IPADIC, ipadic::load),
        Dictionary::Jieba => (&JIEBA, jieba::load),
    };
    cell.get_or_init(|| {
        let segmenter = Segmenter::new(Mode::Normal, load().ok()?, None);
        Some(segmenter.keep_whitespace(true))
    })
    .as_ref()
}

thread_local! {
    /// This thread's engines with their buffers, IPADIC's and jieba's.
    static WORKERS: [Cell<Option<SegmentWorker>>; 2] = const { [Cell::new(None), Cell::new(None)] };
}

/// Takes this thread's engine, or makes one: at the first call, or if `each` analyses another text.
fn take_worker(dictionary: Dictionary) -> Option<SegmentWorker> {
    let kept = WORKERS.try_with(|workers| workers[dictionary as usize].take());
    kept.ok()
        .flatten()
        .or_else(|| segmenter(dictionary).map(Segmenter::new_worker))
}

/// Keeps the engine for this thread's next text.
fn give_worker_back(dictionary: Dictionary, worker: Option<SegmentWorker>) {
    // A thread that is ending has nowhere to keep it: the engine is dropped.
    let _ = WORKERS.try_with(|workers| workers[dictionary as usize].set(worker));
}

#[cfg(test)]
mod tests;
