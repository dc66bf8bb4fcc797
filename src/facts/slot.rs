//! Slots that a template left unfilled: `{company}`, `%s`, `[DATE]`, `<会社名>`, ____, ○○.

use super::claims::Claims;
use super::view::{View, is_letter};
use crate::model::Value;
use crate::text::{Lang, is_cjk};

/// Longest slot, in bytes.
const LONGEST: usize = 80;

/// What a template asks for; in square or angle brackets only these make a slot.
const WANTED: &[&str] = &[
    "date",
    "name",
    "company",
    "email",
    "e-mail",
    "address",
    "url",
    "website",
    "insert",
    "your",
    "phone",
    "telephone",
    "state",
    "country",
    "title",
    "contact",
    "amount",
    "product",
    "organization",
    "organisation",
    "city",
    "jurisdiction",
    "link",
    "year",
    "method",
    "location",
    "tbd",
    "xx",
    "number of days",
    "名称",
    "公司名",
    "公司",
    "日期",
    "地址",
    "邮箱",
    "邮件",
    "电话",
    "网址",
    "姓名",
    "年月日",
    "联系方式",
    "名稱",
    "郵箱",
    "電話",
    "網址",
    "会社名",
    "社名",
    "日付",
    "住所",
    "氏名",
    "サービス名",
    "メールアドレス",
    "連絡先",
    "窓口",
    "商号",
    "事業者名",
    "記入",
    "填写",
    "填入",
    "tên",
    "ngày",
    "địa chỉ",
    "công ty",
    "số điện thoại",
    "điền",
    "liên hệ",
    "挿入",
    "入力",
    "連絡方法",
    "插入",
    "输入",
    "輸入",
    "chèn",
    "nhập",
];

/// Claims the slots of a text.
pub(super) fn scan(view: &View, lang: Lang, claims: &mut Claims) {
    let text = view.text();
    let mut from = 0;
    while let Some(found) = text[from..].find([
        '{', '[', '<', '%', '_', '○', '●', '◯', '〇', '△', '×', 'X', 'x',
    ]) {
        let at = from + found;
        let c = view.at(at).unwrap_or(' ');
        from = at + c.len_utf8();
        let end = match c {
            '{' => braces(view, at),
            '[' => bracketed(view, at, ']', lang),
            '<' => bracketed(view, at, '>', lang),
            '%' => format(view, at),
            '_' => blank(view, at),
            'X' | 'x' => crosses(view, at, lang),
            _ => circles(view, at),
        };
        let Some(end) = end else {
            // a run is judged once
            from += text[from..]
                .chars()
                .take_while(|next| *next == c)
                .map(char::len_utf8)
                .sum::<usize>();
            continue;
        };
        let start = if c == '{' && view.before(at) == Some('$') {
            at - 1
        } else {
            at
        };
        claims.state(
            start,
            end,
            Value::Placeholder {
                slot: text[start..end].to_owned(),
            },
        );
        from = from.max(end);
    }
}

/// The place of `close` within reach of `at`.
fn within(view: &View, at: usize, close: &str) -> Option<usize> {
    let end = super::numerals::bounded(view, at, LONGEST);
    view.text()[at..end].find(close).map(|place| at + place)
}

/// `{company}`, `{{ company }}`, `{0}`.
fn braces(view: &View, at: usize) -> Option<usize> {
    let double = view.byte(at + 1) == b'{';
    let open = at + 1 + usize::from(double);
    let close = within(view, open, if double { "}}" } else { "}" })?;
    let inner = view.text()[open..close].trim();
    let plain = !inner.is_empty()
        && inner
            .chars()
            .all(|c| crate::text::is_alphanumeric(c) || matches!(c, '_' | '.' | '-' | ' ' | ':'));
    plain.then_some(close + 1 + usize::from(double))
}

/// `[DATE]`, `[Company Name]`, `<company>`, `[会社名]`: brackets around what a template asks for.
fn bracketed(view: &View, at: usize, close: char, lang: Lang) -> Option<usize> {
    let end = within(view, at + 1, if close == ']' { "]" } else { ">" })?;
    let inner = &view.text()[at + 1..end];
    let lower = view.lower()[at + 1..end].trim();
    if inner.is_empty()
        || inner.starts_with(' ')
        || view.byte(end + 1) == b'('
        || inner
            .chars()
            .any(|c| matches!(c, '[' | '<' | '\n' | '=' | '/' | '@'))
    {
        return None;
    }
    let words = lower
        .split(|c: char| !(is_letter(c) || is_cjk(c)))
        .filter(|word| !word.is_empty())
        .count();
    let short = inner.chars().count() <= 40 && words <= 6;
    let asks = WANTED.iter().any(|wanted| {
        lower.match_indices(wanted).any(|(start, _)| {
            let before = lower[..start].chars().next_back();
            let after = lower[start + wanted.len()..].chars().next();
            !(before.is_some_and(is_letter) || after.is_some_and(is_letter))
                || wanted.chars().any(is_cjk)
        })
    });
    // capitals or titles: a remark in brackets is written as a sentence is
    let upper = inner.chars().filter(|c| c.is_uppercase()).count() >= words;
    let cased = upper || inner.chars().any(is_cjk) || close == '>' || words <= 2;
    // what is to be filled in says so; a Vietnamese word is written in several syllables
    let asked = ["insert", "enter", "điền", "nhập", "chèn"]
        .iter()
        .any(|verb| lower.starts_with(verb));
    let syllables = lang == Lang::Vi && words <= 4 && inner.starts_with(|c: char| c.is_uppercase());
    let cased = cased || asked || syllables;
    (short && asks && cased).then_some(end + 1)
}

/// `%s`, `%d`, `%1$s`.
fn format(view: &View, at: usize) -> Option<usize> {
    if view.before(at).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut end = at + 1;
    let digits = view.text()[end..]
        .bytes()
        .take(3)
        .take_while(u8::is_ascii_digit)
        .count();
    if digits > 0 {
        if view.byte(end + digits) != b'$' {
            return None;
        }
        end += digits + 1;
    }
    (matches!(view.byte(end), b's' | b'd' | b'@') && !view.at(end + 1).is_some_and(is_letter))
        .then_some(end + 1)
}

/// `____`: three and more.
fn blank(view: &View, at: usize) -> Option<usize> {
    let length = view.text()[at..].bytes().take_while(|b| *b == b'_').count();
    let glued = view.before(at).is_some_and(|c| c == '_' || is_letter(c))
        && view.at(at + length).is_some_and(is_letter);
    (length >= 3 && !glued).then_some(at + length)
}

/// ○○株式会社, ●●県: two and more circles.
fn circles(view: &View, at: usize) -> Option<usize> {
    let c = view.at(at)?;
    let end = at
        + view.text()[at..]
            .chars()
            .take_while(|next| *next == c)
            .map(char::len_utf8)
            .sum::<usize>();
    let count = (end - at) / c.len_utf8();
    // 二〇〇五: a zero among figures
    let figure = c == '〇'
        && (view.before(at).is_some_and(super::numerals::is_han_numeral)
            || view.at(end).is_some_and(super::numerals::is_han_numeral));
    ((2..=12).contains(&count) && !figure && view.before(at) != Some(c)).then_some(end)
}

/// XX公司, XXXX年: crosses glued to Han or kana.
fn crosses(view: &View, at: usize, lang: Lang) -> Option<usize> {
    let c = view.byte(at);
    let end = at + view.text()[at..].bytes().take_while(|b| *b == c).count();
    let glued = view.at(end).is_some_and(is_cjk)
        && !view
            .before(at)
            .is_some_and(|c| is_letter(c) || c.is_ascii_digit());
    (lang.is_cjk() && glued && (2..=8).contains(&(end - at))).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn slots() {
        table(
            "slot",
            &[
                (
                    "en",
                    "{company} and {{ app_name }} and ${user}",
                    "slot:{company} | slot:{{ app_name }} | slot:${user}",
                ),
                (
                    "en",
                    "Dear %s, %1$s has %d",
                    "slot:%s | slot:%1$s | slot:%d",
                ),
                (
                    "en",
                    "[DATE] [Company Name] <company> [INSERT CONTACT METHOD]",
                    "slot:[DATE] | slot:[Company Name] | slot:<company> | slot:[INSERT CONTACT METHOD]",
                ),
                ("ja", "○○株式会社、［会社名］", "slot:○○ | slot:[会社名]"),
                (
                    "zh",
                    "XX公司，[公司名称]，____年",
                    "slot:XX | slot:[公司名称] | slot:____",
                ),
                (
                    "vi",
                    "[TÊN CÔNG TY] và {ten}",
                    "slot:[TÊN CÔNG TY] | slot:{ten}",
                ),
            ],
        );
    }

    #[test]
    fn brackets_are_not_all_slots() {
        table(
            "slot",
            &[
                (
                    "en",
                    "[1] and [the text] and 5% discount, a <b> tag, [Privacy name](https://x.example)",
                    "",
                ),
                ("en", "see [RFC 2119] and [GDPR]", ""),
                ("zh", "【重要】[注1] 二〇〇五年", ""),
                ("ja", "○ 対象、● 重要", ""),
                ("en", "snake_case and __init__", ""),
            ],
        );
    }
}
