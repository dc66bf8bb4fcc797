//! The readers from outside: every format over the project's own policies, broken pages and hostile input.

use std::path::Path;

use policyglot::read::{Options, READERS, Reading, read, reader_for};
use proptest::prelude::*;

/// Blocks are disjoint, in order and on character boundaries; what a block shows stands in the file where it says.
fn check(reading: &Reading) {
    let text = reading.source.text();
    let mut last = 0;
    for (index, block) in reading.blocks.iter().enumerate() {
        let shown = text
            .get(block.span.range())
            .expect("a block lies on character boundaries");
        let start = block.marker.map_or(block.span.start, |marker| {
            assert!(
                marker.end <= block.span.start,
                "a marker stands before its text"
            );
            assert!(!reading.source.slice(marker).is_empty());
            marker.start
        });
        assert!(start >= last, "blocks are disjoint and in order: {shown:?}");
        last = block.span.end;
        assert_eq!(shown.trim(), shown, "blocks are trimmed");
        let stored = reading.source.stored(block.span);
        let mut rest = stored;
        let verbatim = !stored.contains('&') && !shown.contains('&');
        for word in shown.split_whitespace().filter(|_| verbatim) {
            // Markup may stand inside a word; its characters stand in the file in order.
            for c in word.chars() {
                let at = rest
                    .find(c)
                    .unwrap_or_else(|| panic!("{word:?} of {shown:?} stands in {stored:?}"));
                rest = &rest[at + c.len_utf8()..];
            }
        }
        // Columns are counted from the start of the line, which is far away in a page of one line.
        if index < 1000 {
            let (from, to) = reading.source.locate(block.span);
            assert!(from.byte <= to.byte && from.line <= to.line);
        }
    }
    for (span, to) in &reading.links {
        assert!(!reading.source.slice(*span).is_empty() && !to.is_empty());
    }
}

fn files(below: &Path, found: &mut Vec<std::path::PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(below)
        .expect("the corpus is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_policy_of_the_corpus_is_read() {
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        &mut found,
    );
    let mut count = 0;
    for path in found {
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        if reader_for(extension).is_none() {
            continue;
        }
        let bytes = std::fs::read(&path).expect("readable");
        let reading = read(extension, &bytes, &Options::default())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(
            reading
                .blocks
                .iter()
                .filter(|block| !block.furniture)
                .count()
                > 5,
            "{}",
            path.display()
        );
        check(&reading);
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn readers_are_found_by_extension() {
    assert_eq!(reader_for(".HTML").map(|reader| reader.name), Some("html"));
    assert_eq!(reader_for("md").map(|reader| reader.name), Some("markdown"));
    assert!(reader_for("exe").is_none());
    let error = read("exe", b"x", &Options::default())
        .expect_err("unknown")
        .to_string();
    assert!(error.contains("exe") && error.contains("html"), "{error}");
}

/// Large hostile files are read, or refused, in linear time: a quadratic reader would take minutes.
#[test]
fn hostile_input_takes_linear_time() {
    let mut options = Options::default();
    options.limits.line_bytes = usize::MAX;
    let many = 1 << 18;
    let cases: Vec<(&str, String)> = vec![
        ("html", "<div>".repeat(many)),
        ("html", "<b><i>".repeat(many)),
        ("html", "<p>a".repeat(many)),
        ("html", "<li>a".repeat(many)),
        ("html", "<table>".repeat(10_000)),
        ("html", "<table><tr><td>".repeat(50) + &"<td>x".repeat(many)),
        ("html", "&amp;".repeat(many)),
        ("html", "&".repeat(many)),
        ("html", format!("<p {}>x", "a=b ".repeat(many))),
        ("html", format!("<p>{}", "</span>".repeat(many))),
        ("html", "<!--".repeat(many)),
        ("md", "> ".repeat(many) + "x"),
        ("md", "- ".repeat(20_000) + "x"),
        ("md", "[".repeat(many)),
        ("md", "*".repeat(many)),
        ("md", "<!--".repeat(many)),
        ("md", "{:".repeat(many)),
        ("md", "`".repeat(many) + "x"),
        ("md", "a\n".repeat(many)),
        ("md", "第一条\n".repeat(20_000)),
        ("md", "**\n".repeat(many)),
        ("txt", "-\n".repeat(many)),
        ("txt", " ".repeat(many) + "x"),
        ("txt", "x".repeat(10 << 20)),
        (
            "txt",
            (0..600)
                .map(|depth| format!("{}- x\n", " ".repeat(2 * depth)))
                .collect(),
        ),
    ];
    for (extension, text) in cases {
        if let Ok(reading) = read(extension, text.as_bytes(), &options) {
            check(&reading);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([-#>*_`|<&;:=/\\[\\]()!~+.\\\\ \n\t0-9a-c第条一個、。・ạ]|<p>|</p>|<li>|<td>|<br>|&amp;|\n\n|\n- |\n1\\. ){0,80}") {
        for reader in READERS {
            if let Ok(reading) = (reader.read)(text.as_bytes(), &Options::default()) {
                check(&reading);
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for reader in READERS {
            if let Ok(reading) = (reader.read)(&bytes, &Options::default()) {
                let _ = reading.source.text();
            }
        }
    }
}
