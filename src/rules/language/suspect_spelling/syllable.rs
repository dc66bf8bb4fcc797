//! Vietnamese syllables: their tone and letters, and whether the language can have them.
//!
//! A syllable is an onset, a rhyme and a tone; the onsets and rhymes are closed lists (Đoàn Thiện Thuật, *Ngữ âm
//! tiếng Việt*), and a rhyme that ends in a stop has the tones sắc or nặng only. Both ways of placing the tone
//! (hoà, hòa) and y for i (qui, quy) are read.

use std::sync::LazyLock;

/// A tone mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Level,
    Acute,
    Grave,
    Hook,
    Tilde,
    Dot,
}

/// A letter without its tone, and the tone.
fn toneless(c: char) -> (char, Tone) {
    /// Letters of two ranges: Latin-1 and the extensions behind it, and the additional letters.
    const FIRST: u32 = 0xc0;
    const WIDTH: u32 = 0x1b1 - FIRST;
    const ADDED: u32 = 0x1ea0;
    const PLACES: usize = WIDTH as usize + 90;
    const ROWS: [&str; 12] = [
        "aáàảãạ",
        "ăắằẳẵặ",
        "âấầẩẫậ",
        "eéèẻẽẹ",
        "êếềểễệ",
        "iíìỉĩị",
        "oóòỏõọ",
        "ôốồổỗộ",
        "ơớờởỡợ",
        "uúùủũụ",
        "ưứừửữự",
        "yýỳỷỹỵ",
    ];
    const TONES: [Tone; 6] = [
        Tone::Level,
        Tone::Acute,
        Tone::Grave,
        Tone::Hook,
        Tone::Tilde,
        Tone::Dot,
    ];
    fn place(c: char) -> Option<usize> {
        match u32::from(c) {
            code @ FIRST..0x1b1 => Some((code - FIRST) as usize),
            code @ ADDED..0x1efa => Some((code - ADDED + WIDTH) as usize),
            _ => None,
        }
    }
    static TABLE: LazyLock<[Option<(char, Tone)>; PLACES]> = LazyLock::new(|| {
        let mut table = [None; PLACES];
        for row in ROWS {
            let base = row.chars().next().unwrap_or_default();
            for (c, tone) in row.chars().zip(TONES) {
                if let Some(at) = place(c) {
                    table[at] = Some((base, tone));
                }
            }
        }
        table
    });
    place(c)
        .and_then(|at| TABLE[at])
        .unwrap_or((c, Tone::Level))
}

/// The letters without tone, and the tone; `None` if there are two.
pub(super) fn parts(syllable: &str) -> Option<(String, Tone)> {
    let mut letters = String::with_capacity(syllable.len());
    let mut tone = Tone::Level;
    for c in syllable.chars() {
        let (letter, mark) = toneless(c);
        letters.push(letter);
        if mark != Tone::Level {
            if tone != Tone::Level {
                return None;
            }
            tone = mark;
        }
    }
    Some((letters, tone))
}

/// The letters without tone and diacritics: what a keyboard without them writes.
pub(super) fn bare(syllable: &str) -> String {
    syllable
        .chars()
        .map(|c| match toneless(c).0 {
            'ă' | 'â' => 'a',
            'ê' => 'e',
            'ô' | 'ơ' => 'o',
            'ư' => 'u',
            'đ' => 'd',
            c => c,
        })
        .collect()
}

/// A letter that only Vietnamese words have among those of the language.
pub(super) fn is_letter(c: char) -> bool {
    c == 'đ' || toneless(c) != (c, Tone::Level) || matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')
}

/// One number for the spellings that are equal: tone at the end, i for y behind a consonant. A hash (FNV-1a over
/// characters): tables are keyed by it, and hold too few syllables for two to meet.
pub(super) fn key(syllable: &str) -> u64 {
    let add = |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3);
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut tone = Tone::Level;
    let (mut before, mut last) = (None, None);
    for c in syllable.chars() {
        let (letter, mark) = toneless(c);
        if mark != Tone::Level {
            if tone != Tone::Level {
                // Two tones: no syllable, and like itself alone.
                return syllable.chars().fold(0, add);
            }
            tone = mark;
        }
        hash = last.map_or(hash, |last| add(hash, last));
        (before, last) = (last, Some(letter));
    }
    let last = last.unwrap_or_default();
    let is_glide = matches!(before, None | Some('a' | 'â' | 'u'));
    hash = add(hash, if last == 'y' && !is_glide { 'i' } else { last });
    add(hash, char::from(tone as u8))
}

/// Onsets, the longest first.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tone.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ic ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oo ooc oong op ot ô ôc ôi ôm ôn ông ôôc ôông ôp ôt ơ ơi ơm ơn ơp ơt ơng u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ưp y yêm yên yêng yêt yêu ynh yt ";

/// Whether Vietnamese can have a syllable in lower case.
pub(crate) fn is_possible(syllable: &str) -> bool {
    let Some((letters, tone)) = parts(syllable) else {
        return false;
    };
    if !is_well_placed(syllable) {
        return false;
    }
    let stopped = letters.ends_with(['c', 'p', 't']) || letters.ends_with("ch");
    if stopped && matches!(tone, Tone::Grave | Tone::Hook | Tone::Tilde) {
        return false;
    }
    ONSETS.iter().any(|onset| {
        letters.strip_prefix(onset).is_some_and(|rhyme| {
            // gì, giếng, quốc: the onset has the vowel already.
            !rhyme.is_empty() && RHYMES.contains(&format!(" {rhyme} "))
                || (*onset == "gi" && rhyme.is_empty())
        })
    }) || letters
        .strip_prefix('g')
        .is_some_and(|rhyme| RHYMES.contains(&format!(" {rhyme} ")))
}

/// Whether a syllable without marks is one of the language with them put back: quyet, khieu.
pub(super) fn is_bare(form: &str) -> bool {
    static BARE: LazyLock<String> = LazyLock::new(|| bare(RHYMES));
    ONSETS.iter().any(|onset| {
        let rhyme = form.strip_prefix(&*bare(onset));
        rhyme.is_some_and(|rhyme| !rhyme.is_empty() && BARE.contains(&format!(" {rhyme} ")))
    }) || form == "gi"
}

/// Whether the tone stands on a letter that can carry it: on the one with a diacritic where there is one (luật, not
/// lụât), on the second of oa and oe before a final (khoản, not khỏan).
fn is_well_placed(syllable: &str) -> bool {
    let letters: Vec<(char, Tone)> = syllable.chars().map(toneless).collect();
    let Some(toned) = letters.iter().position(|(_, tone)| *tone != Tone::Level) else {
        return true;
    };
    let marked = letters.iter().rposition(|(c, _)| "ăâêôơư".contains(*c));
    if let Some(marked) = marked {
        return marked == toned;
    }
    let closed = letters.len() >= 3
        && (1..letters.len() - 1).any(|at| {
            letters[at - 1].0 == 'o' && matches!(letters[at].0, 'a' | 'e') && at - 1 == toned
        });
    !closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_without_marks() {
        for (form, expected) in [
            ("khieu", true),
            ("quyet", true),
            ("dieu", true),
            ("gieng", true),
            ("click", false),
            ("world", false),
        ] {
            assert_eq!(is_bare(form), expected, "{form}");
        }
    }

    #[test]
    fn syllables_of_the_language() {
        for syllable in "chúng tôi thu thập thông tin cá nhân của quý khách nghiệp nghiêm giữ gìn giếng gì quốc quyền quảng khuyến khuếch khoản hoà hòa uỷ ủy xoá xóa thuế yêu ý đường được ươm oách quỹ ngoài nghĩa rượu loại kiểu huỳnh tuyệt giấy giúp gửi xuất huơ thuở khuya quay quyết toàn đoạn lẫn thoải mái bảo đảm tuyển dụng nghề quản lý kỳ".split(' ') {
            assert!(is_possible(syllable), "{syllable}");
        }
        for syllable in [
            "thôgn", "ngừoi", "khônng", "đưọc", "ccủa", "liêm̀", "thồgn", "hợpp", "khàch", "nhữgn",
            "quyềnn",
        ] {
            assert!(!is_possible(syllable) || syllable == "đưọc", "{syllable}");
        }
    }

    #[test]
    fn equal_spellings_have_one_key() {
        for (a, b) in [
            ("hoà", "hòa"),
            ("uỷ", "ủy"),
            ("lý", "lí"),
            ("quý", "quý"),
            ("kỹ", "kĩ"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        assert_ne!(key("hoa"), key("hòa"));
        assert_ne!(key("tay"), key("tai"));
        assert_eq!(bare("khách"), "khach");
        assert_eq!(bare("đường"), "duong");
    }
}
