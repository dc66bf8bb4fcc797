//! Telephone numbers: international ones, and national ones that their grouping or a word shows.

use super::claims::Claims;
use super::view::{View, is_letter};
use crate::model::Value;

/// Words before a telephone number.
const CUES: &[&str] = &[
    "tel",
    "tel.",
    "telephone",
    "phone",
    "phone number",
    "telephone number",
    "call",
    "calling",
    "phoning",
    "dial",
    "toll-free",
    "hotline",
    "fax",
    "mobile",
    "電話",
    "電話番号",
    "电话",
    "电话号码",
    "電話號碼",
    "客服电话",
    "致电",
    "致電",
    "拨打",
    "撥打",
    "请拨",
    "請撥",
    "来电",
    "來電",
    "联系电话",
    "聯絡電話",
    "お電話",
    "フリーコール",
    "ファクス",
    "内線",
    "客服電話",
    "热线",
    "熱線",
    "手机",
    "手机号",
    "手机号码",
    "手機",
    "手機號碼",
    "专线",
    "專線",
    "传真",
    "傳真",
    "ファックス",
    "フリーダイヤル",
    "điện thoại",
    "số điện thoại",
    "đt",
    "sđt",
    "đường dây nóng",
    "tổng đài",
    "gọi",
    "gọi số",
    "whatsapp",
];

/// Claims the telephone numbers of a text; other grouped figures of that shape are kept from being amounts.
pub(super) fn scan(view: &View, claims: &mut Claims) {
    let bytes = view.text().as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let starts = bytes[at].is_ascii_digit()
            || (bytes[at] == b'+' || bytes[at] == b'(')
                && bytes
                    .get(at + 1)
                    .is_some_and(|b| b.is_ascii_digit() || *b == b'+');
        if !starts || claims.is_taken(at) {
            at += 1;
            continue;
        }
        let end = run(view, at);
        // a bracket that closes behind the number, or never, stands around it
        if bytes[at] == b'('
            && view.text()[at..end].matches('(').count() > view.text()[at..end].matches(')').count()
        {
            at += 1;
            continue;
        }
        if let Some(value) = number(view, at, end)
            && claims.free(at, end)
        {
            match value {
                Some(number) => {
                    claims.state(at, end, Value::Phone { number });
                }
                None => claims.mask(at, end),
            }
        }
        at = end.max(at + 1);
        // the rest of a run of figures is no number of its own
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
    }
}

/// The number that is all of `text`, for the target of a `tel:` link.
pub(super) fn whole(text: &str) -> Option<Value> {
    let digits = compact(text);
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b' ' | b'(' | b')'));
    (plain && (7..=17).contains(&digits.len())).then_some(Value::Phone { number: digits })
}

fn run(view: &View, at: usize) -> usize {
    let bytes = view.text().as_bytes();
    let mut end = at;
    let mut last = at;
    while end < bytes.len() && end - at < 28 {
        match bytes[end] {
            b'0'..=b'9' => last = end + 1,
            b'+' if end == at || bytes[end - 1] == b'(' => {}
            b'(' if end > at => {
                // an area code, not a remark: (0), (415)
                let digits = bytes[end + 1..]
                    .iter()
                    .take(5)
                    .take_while(|b| b.is_ascii_digit())
                    .count();
                if digits == 0 || bytes.get(end + 1 + digits) != Some(&b')') {
                    break;
                }
            }
            b'(' | b')' | b'-' | b'.' => {}
            b' ' if bytes[end - 1] != b' ' => {}
            _ => break,
        }
        end += 1;
    }
    last
}

fn compact(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if text.trim_start_matches('(').starts_with('+') {
        // +44 (0)20: the trunk zero is not dialled
        let digits = if text.contains("(0)") {
            text.replace("(0)", "")
                .chars()
                .filter(char::is_ascii_digit)
                .collect()
        } else {
            digits
        };
        return format!("+{digits}");
    }
    digits
}

/// `Some(Some)` a telephone number, `Some(None)` figures that look like one but may be any code.
fn number(view: &View, at: usize, end: usize) -> Option<Option<String>> {
    let text = &view.text()[at..end];
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let outside = view
        .before(at)
        .is_some_and(|c| is_letter(c) || matches!(c, '/' | '-' | '.' | '_' | '$' | '¥' | '€'))
        || view.at(end).is_some_and(|c| {
            is_letter(c) && c.is_ascii()
                || matches!(c, '/' | '%' | '年' | '月' | '日' | '円' | '元')
        });
    if outside || text.matches('(').count() != text.matches(')').count() {
        return None;
    }
    if text.starts_with('+') || text.starts_with("(+") {
        return (8..=15).contains(&digits).then(|| Some(compact(text)));
    }
    if !(7..=13).contains(&digits) {
        return None;
    }
    let mut before = view.skip_back(at);
    while matches!(view.before(before), Some(':' | '：' | '(' | '.')) {
        before = view.skip_back(before - view.before(before).map_or(1, char::len_utf8));
    }
    for word in ["is", "là", "at", "は", "为", "為", "我们"] {
        before = view
            .word_back(before, word)
            .map_or(before, |start| view.skip_back(start));
    }
    let cue = view.longest_back(before, CUES.iter().copied()).is_some();
    let groups = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .count();
    let dashes = text.matches('-').count();
    let trunk = text.trim_start_matches('(').starts_with('0')
        || text.starts_with("400-")
        || text.starts_with("800-")
        || text.starts_with("1-8");
    let thousands =
        text.contains('.') && text.split('.').skip(1).all(|group| group.len() == 3) && !trunk;
    if thousands && !cue {
        return None;
    }
    if cue && (trunk || groups > 1 || digits >= 8) {
        return Some(Some(compact(text)));
    }
    let shaped = trunk && groups >= 3 && digits >= 9 && (dashes >= 2 || text.starts_with('('));
    if shaped {
        return Some(Some(compact(text)));
    }
    // any other chain of groups is a code, no amount
    (dashes >= 2 && groups >= 3).then_some(None)
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn telephone_numbers() {
        table(
            "phone number",
            &[
                ("en", "Call +1 (415) 555-0134 now", "phone:+14155550134"),
                ("en", "+44 (0)20 7946 0958", "phone:+442079460958"),
                ("ja", "電話：０３－１２３４－５６７８", "phone:0312345678"),
                ("ja", "0120-123-456 まで", "phone:0120123456"),
                ("zh", "客服电话：400-123-4567", "phone:4001234567"),
                ("zh", "电话 010-12345678", "phone:01012345678"),
                ("vi", "Điện thoại: 028 3822 1234", "phone:02838221234"),
                ("vi", "hotline 1900.1234.56", "phone:1900123456"),
                ("en", "by calling 1-800-555-0143.", "phone:18005550143"),
                ("zh", "或致电 1-800-555-0143 了解", "phone:18005550143"),
                ("ja", "1-800-555-0143 に電話して", "phone:18005550143"),
                ("en", "call within 30 days", ""),
                ("vi", "1.000.000 người", "number:1000000"),
                ("ja", "お電話（+65 6000 0142、平日）", "phone:+6560000142"),
                (
                    "ja",
                    "窓口：+1-202-555-0147（24時間）",
                    "phone:+12025550147",
                ),
                ("en", "2020-07-01", ""),
            ],
        );
    }
}
