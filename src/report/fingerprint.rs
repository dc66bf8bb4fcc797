//! A finding → 16 hex digits that stay the same while what it is about stays the same.
//!
//! A baseline and a code-scanning service recognise a known finding by it.
//! Hashed are the message id (which begins with the rule), the editions at
//! fault, and for every mark its role, its language, the text of its clause
//! without the label, and the marked text where it stands in that text. Not
//! hashed: positions, labels, paths, severities and confidences. So a finding
//! survives renumbering, moved clauses, re-wrapped lines and new versions of a
//! rule's judgement, and changes as soon as either side is reworded. Findings
//! of one rule on word-for-word repeated clauses share a fingerprint.
//!
//! FNV-1a with 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): stable over
//! versions and machines, which the hash of the standard library does not
//! promise. It is no defence against someone who wants a collision.

use std::collections::BTreeSet;

use crate::model::{Clause, Document, Finding, Policy, Role};
use crate::text::{Lang, Span};

struct Fnv(u64);

impl Fnv {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// A part without its white space, and an end mark that occurs in no UTF-8 text.
    fn part(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                self.byte(byte);
            }
        }
        self.byte(0xff);
    }
}

/// The fingerprint of a finding; the module says of what.
#[must_use]
pub fn fingerprint(policy: &Policy, finding: &Finding) -> String {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    hash.part(finding.message.id);
    for langs in [&finding.languages, &finding.absent_in] {
        for lang in langs {
            hash.part(lang.tag());
        }
        hash.byte(0xfe);
    }
    let mut clauses: BTreeSet<(Role, Lang, Span)> = BTreeSet::new();
    for mark in &finding.marks {
        if mark.role == Role::InsertionPoint {
            continue; // its neighbours may change
        }
        let Some(edition) = policy.edition(mark.lang) else {
            continue;
        };
        let document = &edition.document;
        let body = clause_at(document, mark.span).map_or(mark.span, |clause| clause.body);
        if clauses.insert((mark.role, mark.lang, body)) {
            hash.part(match mark.role {
                Role::Primary => "primary",
                Role::Counterpart | Role::InsertionPoint => "counterpart",
            });
            hash.part(mark.lang.tag());
            hash.part(document.slice(body));
        }
        if body != mark.span && body.contains(mark.span) {
            hash.part(document.slice(mark.span));
        }
    }
    format!("{:016x}", hash.0)
}

/// The clause that a place stands in.
pub(crate) fn clause_at(document: &Document, span: Span) -> Option<&Clause> {
    let behind = document
        .clauses
        .partition_point(|clause| clause.span.start <= span.start);
    let clause = document.clauses.get(behind.checked_sub(1)?)?;
    (span.start <= clause.span.end).then_some(clause)
}
