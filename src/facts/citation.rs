//! Citations of other law: 《…法》第十三条, Article 6(1) GDPR, Act No. 57 of 2003, Nghị định 13/2023/NĐ-CP.
//!
//! A statute is its id in the [table of statutes](super::statutes), its number (`57/2003`, `13/2023/nd-cp`) or
//! else its folded title.

use super::claims::Claims;
use super::numerals::{bounded, is_han_numeral, plain};
use super::reference::{self, Reading};
use super::statutes;
use super::view::{View, is_letter};
use crate::language::numeral;
use crate::model::{Reference, Value};
use crate::text::{Lang, is_han, is_kana};

/// A statute named in the text, whether or not an article of it is.
#[derive(Debug)]
pub(super) struct Mention {
    start: usize,
    end: usize,
    statute: String,
    used: bool,
}

/// The statutes that a text names. Their figures are no dates and no amounts from here on.
pub(super) fn mentions(view: &View, claims: &mut Claims) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut add = |start: usize, end: usize, statute: String, claims: &mut Claims| {
        if claims.free(start, end) {
            claims.mask(start, end);
            found.push(Mention { start, end, statute, used: false });
        }
    };
    numbered(view, &mut |start, end, statute| add(start, end, statute, claims));
    for (start, end, id) in statutes::find(view.lower()) {
        add(start, end, id.to_owned(), claims);
    }
    found.sort_by_key(|mention| mention.start);
    found
}

/// States the citations, and leaves the references that are none.
pub(super) fn scan(view: &View, lang: Lang, mut mentions: Vec<Mention>, claims: &mut Claims) {
    let mut rest = Vec::new();
    let mut last: Option<String> = None;
    for reading in reference::readings(view, lang, claims) {
        match statute(view, &reading, &mut mentions, last.as_deref()) {
            Bound::Statute(statute) => {
                let cite = |to: Reference| match to {
                    Reference::Absolute { ordinals, .. } => Value::Citation { statute: statute.clone(), ordinals },
                    Reference::Relative { .. } => Value::Citation { statute: statute.clone(), ordinals: Vec::new() },
                };
                let values = reading.targets.into_iter().map(|(start, end, to)| (start, end, cite(to))).collect();
                claims.state_all(reading.start, reading.end, values);
                last = Some(statute);
            }
            Bound::Unknown => claims.mask(reading.start, reading.end),
            Bound::Here => rest.push(reading),
        }
    }
    reference::state(rest, claims);
    for mention in mentions.into_iter().filter(|mention| !mention.used) {
        claims.reopen(mention.start, mention.end);
        claims.state(mention.start, mention.end, Value::Citation { statute: mention.statute, ordinals: Vec::new() });
    }
}

/// What a reference points into.
enum Bound {
    /// Another law.
    Statute(String),
    /// Another law that the text does not name here (同法, 法).
    Unknown,
    /// This policy.
    Here,
}

fn statute(view: &View, reading: &Reading, mentions: &mut [Mention], last: Option<&str>) -> Bound {
    let here = reading.targets.iter().any(|(.., to)| matches!(to, Reference::Absolute { here: true, .. } | Reference::Relative { .. }));
    if here {
        return Bound::Here;
    }
    let before = before(view, reading.start);
    let mut close = |at: usize, end: bool| {
        let index = mentions.partition_point(|mention| if end { mention.end < at } else { mention.start < at });
        mentions.get_mut(index).filter(|mention| if end { mention.end == at } else { mention.start == at }).map(|mention| {
            mention.used = true;
            mention.statute.clone()
        })
    };
    if let Some(statute) = close(before, true) {
        return Bound::Statute(statute);
    }
    let text = &view.text()[..before];
    if let Some(inner) = text.strip_suffix(['》', '」', '』']) {
        let open = if text.ends_with('》') { '《' } else if text.ends_with('」') { '「' } else { '『' };
        let from = bounded(view, inner.len().saturating_sub(150), 0);
        let Some(start) = inner[from..].rfind(open).map(|at| from + at + open.len_utf8()) else { return Bound::Here };
        let title = &view.text()[start..inner.len()];
        if title.starts_with(['本', '此']) || (open != '《' && !LAWS.iter().any(|law| title.ends_with(law))) {
            return Bound::Here;
        }
        // the title may itself be a name in the table
        return Bound::Statute(close(inner.len(), true).unwrap_or_else(|| statutes::fold(title)));
    }
    if let Some(bound) = han_title(text, last) {
        return bound;
    }
    if let Some(statute) = code(view, before) {
        return Bound::Statute(statute);
    }
    // behind: Article 6 of the GDPR, Điều 5 Luật An ninh mạng
    let mut at = view.skip(reading.end);
    for word in ["of", "under", "in", "của", "theo", "trong", "tại", "the", "eu", "uk", "japanese", "chinese"] {
        if let Some(end) = view.word(at, word) {
            at = view.skip(end);
        }
    }
    let kind = view.longest(at, VIETNAMESE.iter().copied().chain(["decree", "law", "act", "regulation", "directive"])).map(|(_, end)| view.skip(end));
    if let Some(statute) = close(at, false).or_else(|| close(kind?, false)).or_else(|| close(view.word(kind?, "số").map(|end| view.skip(end))?, false)) {
        return Bound::Statute(statute);
    }
    title_behind(view, at).map_or(Bound::Here, |title| Bound::Statute(statutes::fold(&title)))
}

/// Before a reference, spaces and a note in brackets aside: 個人情報の保護に関する法律（平成15年法律第57号）第27条.
fn before(view: &View, start: usize) -> usize {
    let mut at = view.skip_back(start);
    if view.before(at) == Some(',') {
        at = view.skip_back(at - 1);
    }
    if view.before(at) == Some(')') && !view.before(start).is_some_and(|c| c == ' ' || c == ',') {
        let from = bounded(view, at.saturating_sub(120), 0);
        if let Some(open) = view.text()[from..at].rfind('(') {
            at = from + open;
        }
    }
    at
}

/// Endings of a law's name in Han characters.
const LAWS: &[&str] = &["法", "法律", "法典", "憲法", "宪法", "条例", "條例", "条約", "条约", "條約", "政令", "省令", "府令", "施行令", "施行規則", "実施细则", "实施细则", "实施条例", "細則"];

/// Words in 法 that are no law.
const NO_LAWS: &[&str] = &["方法", "合法", "司法", "做法", "办法", "辦法", "手法", "用法", "非法", "违法", "違法", "依法", "不法", "適法", "无法", "無法", "技法", "寸法", "作法"];

/// A law's name in Han characters that ends a text.
fn han_title(text: &str, last: Option<&str>) -> Option<Bound> {
    let law = LAWS.iter().filter(|law| text.ends_with(**law)).max_by_key(|law| law.len())?;
    if NO_LAWS.iter().any(|word| text.ends_with(word)) {
        return None;
    }
    let tail: String = text.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    let about = tail.contains("に関する");
    let mut start = tail.len();
    for (at, c) in tail.char_indices().rev() {
        let goes = is_han(c) || (is_kana(c) && !('ぁ'..='ゟ').contains(&c)) || (about && matches!(c, 'の' | 'に' | 'す' | 'る')) || c == '等';
        if !goes {
            break;
        }
        start = at;
    }
    let mut title = &tail[start..];
    for cut in ["及び", "又は", "依据", "根据", "依照", "按照", "违反", "以及", "或者", "和", "与", "及", "根據", "依據", "違反", "的"] {
        if let Some(at) = title.rfind(cut) {
            title = &title[at + cut.len()..];
        }
    }
    if title.starts_with('本') {
        return Some(Bound::Here);
    }
    if title.starts_with(['同', '该', '該']) {
        return Some(last.map_or(Bound::Unknown, |statute| Bound::Statute(statute.to_owned())));
    }
    if title.is_empty() || title == "法" || title == *law && title.chars().count() < 2 {
        return Some(Bound::Unknown);
    }
    Some(Bound::Statute(statutes::fold(title)))
}

/// 45 C.F.R., Cal. Civ. Code: what stands before a section sign.
fn code(view: &View, end: usize) -> Option<String> {
    for (word, name) in [("c.f.r.", "cfr"), ("cfr", "cfr"), ("u.s.c.", "usc"), ("usc", "usc")] {
        if let Some(start) = view.word_back(end, word) {
            let stop = view.skip_back(start);
            let digits = view.text()[..stop].bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
            return (digits > 0).then(|| format!("{} {name}", &view.text()[stop - digits..stop]));
        }
    }
    let (start, end) = view.latin_back(end);
    let word = &view.text()[start..end];
    if !matches!(word, "Code" | "Act" | "Law" | "Regulation" | "Directive") {
        return None;
    }
    let mut from = start;
    for _ in 0..8 {
        let (start, end) = view.latin_back(if view.before(view.skip_back(from)) == Some('.') { view.skip_back(from) - 1 } else { view.skip_back(from) });
        if start == end || !view.at(start).is_some_and(char::is_uppercase) || view.lower()[start..end] == *"the" {
            break;
        }
        from = start;
    }
    Some(statutes::fold(&view.text()[from..end]))
}

const VIETNAMESE: &[&str] = &["luật", "bộ luật", "nghị định", "thông tư", "hiến pháp", "pháp lệnh", "nghị quyết", "quyết định", "công ước", "đạo luật"];

/// A law's title behind a reference: capitalised words that hold a word for law, or Luật … in Vietnamese.
fn title_behind(view: &View, at: usize) -> Option<String> {
    let rest = &view.text()[at..bounded(view, at, 160)];
    let stop = rest.find(|c: char| !(is_letter(c) || matches!(c, ' ' | '-' | '’' | '\'' | '&'))).unwrap_or(rest.len());
    let rest = &rest[..stop];
    if let Some((_, law)) = view.longest(at, VIETNAMESE.iter().copied()) {
        let title: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).take(12).take_while(|word| !matches!(*word, "và" | "hoặc" | "số" | "năm" | "ngày" | "này" | "của" | "thì" | "về" | "được" | "quy" | "là")).collect();
        let title = title.join(" ");
        let this = rest.contains(" này");
        return (title.len() > law - at && !this).then_some(title);
    }
    let mut title = Vec::new();
    let mut length = 0;
    for word in rest.split(' ').filter(|word| !word.is_empty()).take(14) {
        let capital = word.starts_with(|c: char| c.is_uppercase());
        if !capital && !(matches!(word, "of" | "on" | "the" | "and" | "for" | "to" | "concerning") && !title.is_empty()) {
            break;
        }
        title.push(word);
        if capital {
            length = title.len();
        }
    }
    title.truncate(length);
    let law = title.iter().any(|word| matches!(*word, "Act" | "Code" | "Law" | "Regulation" | "Regulations" | "Directive" | "Convention" | "Constitution" | "Statute" | "Ordinance" | "Decree" | "Treaty"));
    // another document by a title of several words; "the Terms" is this one
    let other = title.iter().filter(|word| word.starts_with(|c: char| c.is_uppercase())).count() > 1;
    (law && title.len() > 1 || other).then(|| title.join(" "))
}

/// Statutes by number: Act No. 57 of 2003, 平成15年法律第57号, Luật số 57 năm 2003, 13/2023/NĐ-CP, 95/46/EC.
fn numbered(view: &View, add: &mut dyn FnMut(usize, usize, String)) {
    for (at, _) in view.lower().match_indices("no. ") {
        if let Some((end, year, number)) = english_number(view, at + 4)
            && let Some((_, start)) = view.longest_back(view.skip_back(at), ["act", "law", "decree", "ordinance", "cabinet order", "order"].into_iter())
        {
            add(start, end, format!("{number}/{year}"));
        }
    }
    for (at, _) in view.text().match_indices('第') {
        if let Some((start, end, statute)) = han_number(view, at) {
            add(start, end, statute);
        }
    }
    for (at, _) in view.lower().match_indices("số ") {
        let (start, end) = view.latin_back(view.skip_back(at));
        let law = matches!(&view.lower()[start..end], "luật" | "định" | "tư" | "lệnh");
        if law && let Some((number, behind)) = plain(view, view.skip(at + "số ".len()))
            && let Some(next) = view.word(view.skip(behind), "năm")
            && let Some((year, last)) = plain(view, view.skip(next))
        {
            add(start, last, format!("{number}/{year}"));
        }
    }
    let text = view.text();
    let mut from = 0;
    while let Some(at) = text[from..].find('/').map(|at| from + at) {
        from = at + 1;
        let start = at - text.as_bytes()[..at].iter().rev().take(6).take_while(|b| b.is_ascii_digit()).count();
        let Some((_, middle)) = plain(view, at + 1).filter(|_| start < at && !view.before(start).is_some_and(|c| is_letter(c) || c.is_ascii_digit() || c == '/')) else { continue };
        if view.byte(middle) != b'/' || !view.at(middle + 1).is_some_and(|c| c.is_uppercase()) {
            continue;
        }
        let tail: usize = text[middle + 1..].chars().take(24).take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, 'Đ' | '-' | 'Ư' | 'Ô')).map(char::len_utf8).sum();
        let end = middle + 1 + tail;
        let statute = text[start..end].trim_end_matches('-').to_lowercase().replace('đ', "d");
        add(start, start + text[start..end].trim_end_matches('-').len(), statute);
        from = end;
    }
}

/// `57 of May 30, 2003` behind "Act No.": the end, the year, the number.
fn english_number(view: &View, at: usize) -> Option<(usize, u64, u64)> {
    let (number, end) = plain(view, at)?;
    let of = view.skip(view.word(view.skip(end), "of")?);
    let until = bounded(view, of, 24);
    let from = view.text()[of..until].as_bytes().windows(4).position(|four| four.iter().all(u8::is_ascii_digit)).map(|place| of + place)?;
    let between = &view.text()[of..from];
    let date = between.chars().all(|c| is_letter(c) || matches!(c, ' ' | ',' | '.') || c.is_ascii_digit());
    let (year, end) = plain(view, from).filter(|(_, end)| end - from == 4 && date)?;
    Some((end, year, number))
}

/// 法律第57号 with the year before it: `57/2003`; a number with slashes is the statute's own.
fn han_number(view: &View, at: usize) -> Option<(usize, usize, String)> {
    let text = view.text();
    let law = ["法律", "政令", "条例", "省令", "府令", "規則"].iter().find(|law| text[..at].ends_with(**law))?;
    let from = view.skip(at + '第'.len_utf8());
    let (number, end) = match plain(view, from) {
        Some((number, end)) => (number, end),
        None => {
            let (number, length) = is_han_numeral(view.at(from)?).then(|| numeral::han(&text[from..bounded(view, from, 36)]))??;
            (number, from + length)
        }
    };
    let end = text[end..].strip_prefix(['号', '號']).map(|rest| text.len() - rest.len())?;
    let start = at - law.len();
    let head_from = bounded(view, start.saturating_sub(60), 0);
    let head = &text[head_from..start];
    let dated = super::date::last_year(head);
    Some(match dated {
        Some((place, year)) => (head_from + place, end, format!("{number}/{year}")),
        None => (start, end, number.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn citations() {
        table("cite ref date", &[
            ("en", "Article 6(1)(b) GDPR", "cite:gdpr[6, 1, 2]"),
            ("en", "Articles 6 and 7 of the GDPR", "cite:gdpr[6] | cite:gdpr[7]"),
            ("en", "GDPR Art. 13", "cite:gdpr[13]"),
            ("en", "the General Data Protection Regulation", "cite:gdpr[]"),
            ("en", "Act No. 57 of 2003", "cite:57/2003[]"),
            ("en", "Act No. 57 of May 30, 2003", "cite:57/2003[]"),
            ("en", "45 C.F.R. § 164.502", "cite:45 cfr[164, 502]"),
            ("en", "Section 230 of the Communications Decency Act", "cite:communications decency act[230]"),
            ("en", "California Civil Code Section 1542", "cite:civil-code[1542]"),
            ("en", "Section 5 of this Agreement, Section 6 of the Terms", "ref:Section[5] | ref:Section[6]"),
            ("en", "Section 3 applies. The Policy", "ref:Section[3]"),
            ("zh", "《个人信息保护法》第十三条", "cite:pipl[13]"),
            ("zh", "根据《网络交易监督管理办法》第五条", "cite:网络交易监督管理办法[5]"),
            ("zh", "《本协议》第三条", "ref:Article[3]"),
            ("zh", "本办法第三条、以下方法第一项", "ref:Article[3] | ref:Item[1]"),
            ("ja", "個人情報保護法第27条", "cite:appi[27]"),
            ("ja", "個人情報の保護に関する法律（平成15年法律第57号）第27条", "cite:57/2003[] | cite:appi[27]"),
            ("ja", "平成十五年五月三十日法律第五十七号", "cite:57/2003[]"),
            ("ja", "電気通信事業法第4条及び同法第5条", "cite:電気通信事業法[4] | cite:電気通信事業法[5]"),
            ("ja", "本規約第5条", "ref:Article[5]"),
            ("ja", "GDPR第6条第1項", "cite:gdpr[6, 1]"),
            ("vi", "Điều 31 Nghị định 13/2023/NĐ-CP", "cite:13/2023/nd-cp[31]"),
            ("vi", "khoản 2 Điều 5 Luật An ninh mạng", "cite:cybersecurity-law[5, 2]"),
            ("vi", "Điều 20 của Luật Giao dịch điện tử", "cite:luật giao dịch điện tử[20]"),
            ("vi", "Luật số 57 năm 2003", "cite:57/2003[]"),
            ("vi", "Luật số 91/2025/QH15", "cite:91/2025/qh15[]"),
            ("vi", "Quy định (EU) 2016/679 ngày 27 tháng 4 năm 2016", "cite:gdpr[] | date:2016-04-27"),
            ("vi", "Điều 5 của Chính sách này", "ref:Article[5]"),
        ]);
    }
}
