//! Tables of what is read and what is not.

use super::*;

#[test]
fn numbers_in_each_language() {
    for (lang, text, expected, rest) in [
        ("en", "1,000 items", "1000", " items"),
        ("en", "1,000.50", "1000.5", ""),
        ("en", "3.5 GB", "3.5", " GB"),
        ("vi", "1.000.000 đồng", "1000000", " đồng"),
        ("vi", "1.000 đồng", "1000", " đồng"),
        ("vi", "3,5%", "3.5", "%"),
        ("vi", "1 000 000", "1000000", ""),
        ("vi", "2 triệu đồng", "2000000", " đồng"),
        ("en", "2 million users", "2000000", " users"),
        ("en", "30, 40", "30", ", 40"),
        ("ja", "1億2,000万円", "120000000", "円"),
        ("zh", "1.5万元", "15000", "元"),
        ("zh", "3千克", "3", "千克"),
        ("en", "twenty-one days", "21", " days"),
        ("en", "one hundred and twenty days", "120", " days"),
        ("en", "two three", "2", " three"),
        ("en", "two thousand five hundred", "2500", ""),
        ("vi", "mười lăm ngày", "15", " ngày"),
        ("vi", "hai mươi mốt ngày", "21", " ngày"),
        ("vi", "hai năm", "2", " năm"),
        ("vi", "năm năm", "5", " năm"),
        ("vi", "mười năm", "10", " năm"),
        ("vi", "một trăm linh năm ngày", "105", " ngày"),
        ("vi", "năm triệu đồng", "5000000", " đồng"),
        ("vi", "một trăm năm mươi", "150", ""),
        ("vi", "hai mươi tư giờ", "24", " giờ"),
    ] {
        let view = View::new(text, 0);
        let found = numeral_at(&view, 0, lang.parse().expect("a language"))
            .map(|n| (n.amount.to_string(), &text[n.end..]));
        assert_eq!(found, Some((expected.to_owned(), rest)), "{lang} {text}");
    }
}

#[test]
fn a_run_of_too_many_digits_is_no_number() {
    let view = View::new(&"9".repeat(4000), 0);
    assert!(numeral_at(&view, 0, Lang::En).is_none());
}
