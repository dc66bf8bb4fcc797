//! Vietnamese cardinals.

use super::{VIETNAMESE, Words};

/// The unit behind *mươi* or *mười*: mốt, tư, lăm and nhăm stand only there; *năm* there is a year.
fn unit(words: &mut Words, behind_ten: bool) -> u64 {
    let value = match words.ahead(0) {
        Some("mốt") if !behind_ten => 1,
        Some("một") if behind_ten => 1,
        Some("tư") if !behind_ten => 4,
        Some("lăm" | "nhăm") => 5,
        Some("bẩy") => 7,
        Some(_) => match words.place(0, &VIETNAMESE) {
            Some(place @ (2..=4 | 6..=9)) => place as u64,
            _ => 0,
        },
        None => 0,
    };
    words.at += usize::from(value > 0);
    value
}

/// Below a hundred.
fn small(words: &mut Words) -> Option<u64> {
    if words.eat(&["mười"]) {
        return Some(10 + unit(words, true));
    }
    let digit = match words.ahead(0)? {
        "bẩy" => 7,
        _ => words.place(0, &VIETNAMESE)? as u64,
    };
    words.at += 1;
    if (2..10).contains(&digit) && words.eat(&["mươi"]) {
        return Some(digit * 10 + unit(words, false));
    }
    Some(digit)
}

fn hundreds(words: &mut Words) -> Option<u64> {
    let mut value = small(words)?;
    if (1..10).contains(&value) && words.eat(&["trăm"]) {
        value *= 100;
        let mark = words.at;
        let joint = words.eat(&["linh", "lẻ"]);
        // Without linh or lẻ only tens may follow: trăm năm is a hundred years.
        match small(words) {
            Some(more) if more > 0 && (joint == (more < 10)) => value += more,
            _ => words.at = mark,
        }
    }
    Some(value)
}

pub(super) fn cardinal(words: &mut Words) -> Option<u64> {
    let mut total = 0;
    let mut value = hundreds(words)?;
    for (names, scale) in [
        (&["tỷ", "tỉ"][..], 1_000_000_000),
        (&["triệu"][..], 1_000_000),
        (&["nghìn", "ngàn"][..], 1000),
    ] {
        if value == 0 || !words.eat(names) {
            continue;
        }
        total += value * scale;
        let mark = words.at;
        // A lone "năm" behind a scale is a year: hai nghìn năm.
        match hundreds(words) {
            Some(more) if more > 0 && more != 5 => value = more,
            _ => {
                words.at = mark;
                return Some(total);
            }
        }
    }
    Some(total + value)
}
