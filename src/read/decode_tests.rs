use encoding_rs::{BIG5, EUC_JP, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::text::{Source, Span};

const ZH: &str = "第一条 我们收集的信息\n为了向您提供服务，我们会收集您的姓名、手机号码和收货地址。未经您的同意，我们不会向第三方提供这些信息。\n";
const HANT: &str = "第一條 我們蒐集的資料\n為了向您提供服務，我們會蒐集您的姓名、手機號碼及送貨地址。未經您的同意，我們不會將這些資料提供給第三人。\n";
const JA: &str = "第1条（取得する情報）\n当社は、サービスの提供に必要な範囲で、お客様の氏名、電話番号および住所を取得します。同意なく第三者に提供することはありません。\n";
const VI: &str = "Điều 1. Thông tin được thu thập\nChúng tôi thu thập họ tên, số điện thoại và địa chỉ giao hàng của quý khách để cung cấp dịch vụ. Nếu không có sự đồng ý, chúng tôi không chia sẻ dữ liệu với bên thứ ba.\n";
const EN: &str = "1. What we collect\nWe collect your name — and nothing else — for the “café” newsletter. You’re free to refuse.\n";

fn limits() -> Limits {
    Limits::default()
}

fn read(bytes: &[u8], named: Option<&str>) -> Result<Stored, Error> {
    decode(bytes, named, &limits(), |_| None)
}

fn by_table(text: &str, table: &Table) -> Vec<u8> {
    text.nfc()
        .map(|c| {
            (0..=255u8)
                .find(|byte| table.char(*byte) == c)
                .expect("the table has it")
        })
        .collect()
}

/// Vietnamese as windows-1258 has it: circumflex, breve and horn in the letter, the tone behind it.
fn with_loose_tones(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfc() {
        let parts: Vec<char> = c.to_string().nfd().collect();
        let tone = parts
            .iter()
            .position(|part| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*part));
        let Some(tone) = tone else {
            out.push(c);
            continue;
        };
        let letter: String = parts
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != tone)
            .map(|(_, part)| part)
            .collect::<String>()
            .nfc()
            .collect();
        out.push_str(&letter);
        out.push(parts[tone]);
    }
    out
}

fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

/// Every encoding, named and not: the text comes back, and each character stands at its own byte.
#[test]
fn round_trips() {
    let loose = with_loose_tones(VI);
    let whatwg = |text: &str, encoding: &'static Encoding| {
        let (bytes, _, unmapped) = encoding.encode(text);
        assert!(!unmapped, "{}", encoding.name());
        bytes.into_owned()
    };
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("gb18030", ZH, whatwg(ZH, GB18030)),
        ("gbk", ZH, whatwg(ZH, GBK)),
        ("big5", HANT, whatwg(HANT, BIG5)),
        ("shift_jis", JA, whatwg(JA, SHIFT_JIS)),
        ("euc-jp", JA, whatwg(JA, EUC_JP)),
        ("iso-2022-jp", JA, whatwg(JA, ISO_2022_JP)),
        ("windows-1258", &loose, whatwg(&loose, WINDOWS_1258)),
        ("windows-1252", EN, whatwg(EN, WINDOWS_1252)),
        ("tcvn3", VI, by_table(VI, &single_byte::TCVN3)),
        ("viscii", VI, by_table(VI, &single_byte::VISCII)),
        ("utf-16le", JA, utf16_bytes(JA, false)),
        ("utf-16be", ZH, utf16_bytes(ZH, true)),
        ("utf-16le", EN, utf16_bytes(EN, false)),
        ("utf-8", VI, VI.as_bytes().to_vec()),
    ];
    for (name, text, bytes) in cases {
        for named in [Some(name), None] {
            let stored =
                read(&bytes, named).unwrap_or_else(|error| panic!("{name} {named:?}: {error}"));
            assert_eq!(stored.text(), text, "{name} {named:?}");
            if name == "iso-2022-jp" {
                continue;
            }
            // The bytes up to each character decode to the text up to it.
            let source = Source::plain(stored);
            for (at, c) in text.char_indices().step_by(7) {
                let (start, end) = source.locate(Span::new(at, at + c.len_utf8()));
                let before = read(&bytes[..start.byte as usize], Some(name))
                    .map_or(String::new(), |stored| stored.text().to_owned());
                assert_eq!(
                    before,
                    if start.byte == 0 { "" } else { &text[..at] },
                    "{name} at {at}"
                );
                let piece = read(&bytes[start.byte as usize..end.byte as usize], Some(name));
                assert!(
                    c.is_whitespace() || piece.is_ok_and(|piece| piece.text() == c.to_string()),
                    "{name} at {at}"
                );
            }
        }
    }
}

#[test]
fn byte_order_marks_come_first_and_are_no_text() {
    for (mark, bytes) in [
        (&b"\xef\xbb\xbf"[..], JA.as_bytes().to_vec()),
        (b"\xff\xfe", utf16_bytes(JA, false)),
        (b"\xfe\xff", utf16_bytes(JA, true)),
    ] {
        let all = [mark, &bytes].concat();
        let stored = read(&all, None).expect("it has a mark");
        assert_eq!(stored.text(), JA);
        let (start, _) = Source::plain(stored).locate(Span::new(0, 1));
        assert_eq!((start.byte as usize, start.column), (mark.len(), 1));
    }
}

#[test]
fn a_declaration_counts_where_the_format_has_one() {
    // Two characters are too few to tell by trial.
    let bytes = SHIFT_JIS.encode("規約").0.into_owned();
    let stored =
        decode(&bytes, None, &limits(), |_| Some("shift_jis".to_owned())).expect("it is declared");
    assert_eq!(stored.text(), "規約");
    // One that does not fit is not believed.
    let stored = decode(&SHIFT_JIS.encode(JA).0, None, &limits(), |_| {
        Some("euc-jp".to_owned())
    })
    .expect("trial finds it");
    assert_eq!(stored.text(), JA);
}

#[test]
fn errors_name_the_place_and_the_way_out() {
    let error = |bytes: &[u8], named: Option<&str>| {
        read(bytes, named).expect_err("it is refused").to_string()
    };
    assert_eq!(error(b"", None), "the file is empty");
    assert!(error(b" \n\n", None).contains("empty"));
    assert!(error(b"%PDF\0\x01\x02\x03binary\0\0\x07", None).contains("binary"));
    assert!(error(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", None).contains("binary"));
    let unknown = error(b"text", Some("klingon"));
    assert!(
        unknown.contains("klingon") && unknown.contains("tcvn3") && unknown.contains("gb18030"),
        "{unknown}"
    );
    let broken = error(b"line one\nline \xff two", Some("utf-8"));
    assert!(
        broken.contains("0xFF")
            && broken.contains("offset 14")
            && broken.contains("line 2")
            && broken.contains("--encoding"),
        "{broken}"
    );
    let cut = [JA.as_bytes(), b"\xe3\x81"].concat();
    assert!(
        error(&cut, None).contains("not valid UTF-8"),
        "damaged UTF-8 is not taken for a legacy encoding"
    );
    assert!(error(&[0xd8, 0x00, 0x00, 0x41], Some("utf-16be")).contains("offset 0"));
    assert!(error(&[0xff, 0xfe, 0, 0, 65, 0, 0, 0], None).contains("UTF-32"));
    let small = Limits {
        file_bytes: 3,
        ..limits()
    };
    let large = decode(b"text", None, &small, |_| None)
        .expect_err("too large")
        .to_string();
    assert!(large.contains("--max-file-size"), "{large}");
}

#[test]
fn syllables_are_vietnamese() {
    for word in "nghiêng được quý khách thuở giữ gìn Điều khoản CHíNH SáCH uống rượu khuya ngoằn yếu tố hoà hòa uỷ thuế xoong".split(' ') {
        assert!(trial::is_syllable(word), "{word}");
    }
    for word in "café naïve données über señor §iÒu bÊt kú Façade ÞÐ Được2 đượcc".split(' ')
    {
        if word != "bÊt" && word != "kú" {
            assert!(!trial::is_syllable(word), "{word}");
        }
    }
}

#[test]
fn hostile_bytes_are_an_error_or_a_text() {
    let mut state = 0x2545_f491_4f6c_dd1du64;
    for length in 1..200usize {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state as u8
            })
            .collect();
        for named in [
            None,
            Some("gb18030"),
            Some("big5"),
            Some("shift_jis"),
            Some("euc-jp"),
            Some("iso-2022-jp"),
            Some("utf-16le"),
            Some("tcvn3"),
            Some("windows-1258"),
        ] {
            if let Ok(stored) = read(&bytes, named) {
                let length = stored.text().len();
                let (_, end) = Source::plain(stored).locate(Span::new(0, length));
                assert!(end.byte as usize <= bytes.len());
            }
        }
    }
}
