//! What each policy of the corpus looks like after segmentation, alignment and checking, as a person reads it.
//!
//! `INSTA_UPDATE=always cargo test --test snapshots` rewrites the snapshots; read the difference before committing.

use std::io::Write;
use std::sync::{Arc, Mutex};

use policyglot::pipeline::{self, Options, Outcome};
use policyglot::report::{FORMATS, Format, GROUPS, OUTLINES, Style, Summary};

/// A buffer that outlives the writer it is given to.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("one thread").write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The corpus in the text form of one list of formats, a text for each policy, by its name.
fn written(formats: &[Format]) -> Vec<(String, String)> {
    let text = formats
        .iter()
        .find(|format| format.name == "text")
        .expect("a text format");
    let mut out = Vec::new();
    pipeline::run(
        &["corpus".to_owned()],
        &Options::default(),
        &mut |outcome| {
            let Outcome::Policy(policy, findings) = outcome else {
                panic!("unread")
            };
            let shared = Shared::default();
            let mut writer = (text.open)(Box::new(shared.clone()), &Style::default());
            writer
                .policy(&policy, &findings)
                .expect("a buffer takes everything");
            writer
                .end(&Summary::default(), &[])
                .expect("a buffer takes everything");
            drop(writer);
            let bytes = shared.0.lock().expect("one thread").clone();
            out.push((
                policy.name.replace('/', "-"),
                String::from_utf8(bytes).expect("UTF-8"),
            ));
            true
        },
    );
    out
}

fn snap(what: &str, formats: &[Format]) {
    for (name, text) in written(formats) {
        insta::assert_snapshot!(format!("{what}-{name}"), text);
    }
}

#[test]
fn outlines() {
    snap("outline", OUTLINES);
}

#[test]
fn groups() {
    snap("groups", GROUPS);
}

#[test]
fn findings() {
    snap("findings", FORMATS);
}
