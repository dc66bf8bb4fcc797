//! Codes and acronyms of aligned clauses.

use std::collections::BTreeMap;

use crate::model::{Check, Findings, Group, Policy, Severity, Value};
use crate::rules::naming::{Code, codes};
use crate::text::{Lang, Span, excerpt};

rule! {
    /// Aligned clauses give different codes, versions or acronyms.
    ///
    /// ## Why
    /// A standard, a protocol or a registration number is one thing: TLS 1.2 is not TLS 1.3, and a reader who looks for
    /// the number of one edition finds nothing, or something else. An acronym that another language spells out is no
    /// mismatch, and neither is a year or a minor version that one edition leaves out.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Letters to the ferry office are encrypted with TLS 1.2 on their way.
    /// [ja] 1. 渡船事務所宛ての文書は、TLS 1.3 で暗号化して送信されます。
    /// ```
    /// ```policy fail
    /// [zh] 1. 本渡轮公司的安全管理体系已通过ISO 27001认证。
    /// [en] 1. The security management of the ferry is certified to ISO 27001.
    /// [vi] 1. Hệ thống quản lý an ninh của bến phà được chứng nhận theo ISO 27701.
    /// ```
    /// ```policy pass
    /// [en] 1. Letters to the ferry office are encrypted with AES-256 and TLS 1.2.
    /// [zh] 1. 发往渡轮办事处的信件采用AES 256和TLS1.2加密。
    /// [vi] 1. Thư gửi đến văn phòng bến phà được mã hóa bằng AES-256 và TLS 1.2.
    /// ```
    /// ```policy pass
    /// [en] 1. The ferry is certified to ISO/IEC 27001:2022 and follows the GDPR.
    /// [ja] 1. 当渡船は ISO/IEC 27001 の認証を受け、一般データ保護規則に従います。
    /// ```
    "identifier-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Group(check)
}

fn check(policy: &Policy, group: &Group, out: &mut Findings) {
    let of: BTreeMap<Lang, Vec<Code>> = group
        .members
        .iter()
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(lang, clauses)| {
            (
                *lang,
                clauses
                    .iter()
                    .flat_map(|clause| codes(policy, *lang, *clause))
                    .collect(),
            )
        })
        .collect();
    if of.len() < 2 {
        return;
    }
    for (lang, own) in &of {
        let others: Vec<Lang> = of.keys().copied().filter(|other| other != lang).collect();
        // of two editions the source is right
        if others.len() == 1 && *lang == policy.source {
            continue;
        }
        figures(policy, group, *lang, own, &of, &others, out);
    }
    acronyms(policy, group, out);
}

/// The same head with other figures, or a long code with a slip in it.
fn figures(
    policy: &Policy,
    group: &Group,
    lang: Lang,
    own: &[Code],
    of: &BTreeMap<Lang, Vec<Code>>,
    others: &[Lang],
    out: &mut Findings,
) {
    let known = |code: &Code, lang: &Lang| of[lang].iter().any(|other| other.is(code));
    let odd: Vec<&Code> = own
        .iter()
        .filter(|code| !others.iter().any(|other| known(code, other)))
        .collect();
    let first = others[0];
    let lacking: Vec<&Code> = of[&first]
        .iter()
        .filter(|code| {
            others.iter().all(|other| known(code, other)) && !own.iter().any(|own| own.is(code))
        })
        .collect();
    for code in odd {
        let meant = lacking
            .iter()
            .find(|other| other.head == code.head)
            .or_else(|| lacking.iter().find(|other| is_slip(code, other)));
        if let Some(meant) = meant {
            report(
                policy,
                group,
                (lang, code.span),
                (first, meant.span),
                others,
                out,
            );
            break;
        }
    }
}

/// Two long codes that differ in a letter or a figure.
fn is_slip(a: &Code, b: &Code) -> bool {
    let whole = |code: &Code| format!("{}{}", code.head, code.figures);
    let (a, b) = (whole(a), whole(b));
    a.len() >= 6 && a.len() <= 40 && b.len() <= 40 && strsim::osa_distance(&a, &b) <= 2
}

/// One acronym in the place of another, both of which the policy knows.
fn acronyms(policy: &Policy, group: &Group, out: &mut Findings) {
    let stated = |lang: Lang| -> BTreeMap<&str, Span> {
        let mut found = BTreeMap::new();
        for clause in group.of(lang) {
            for fact in policy
                .edition(lang)
                .into_iter()
                .flat_map(|edition| edition.facts_of(*clause))
            {
                if let Value::Identifier { token } = &fact.value
                    && token.len() >= 3
                    && token.bytes().all(|b| b.is_ascii_uppercase())
                {
                    found.entry(token.as_str()).or_insert(fact.span);
                }
            }
        }
        found
    };
    let of: BTreeMap<Lang, BTreeMap<&str, Span>> = group
        .members
        .iter()
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(lang, _)| (*lang, stated(*lang)))
        .collect();
    for (lang, own) in &of {
        let others: Vec<Lang> = of.keys().copied().filter(|other| other != lang).collect();
        if others.len() < 2 {
            continue;
        }
        // spelt out here, or in another edition: nothing can be told
        let raw = |lang: Lang, token: &str| {
            group
                .of(lang)
                .iter()
                .any(|clause| policy.body(lang, *clause).contains(token))
        };
        let extra: Vec<(&&str, &Span)> = own
            .iter()
            .filter(|(token, _)| others.iter().all(|other| !raw(*other, token)))
            .collect();
        let lacking: Vec<(&&str, &Span)> = of[&others[0]]
            .iter()
            .filter(|(token, _)| {
                !raw(*lang, token) && others.iter().all(|other| of[other].contains_key(*token))
            })
            .collect();
        if let ([(token, span)], [(meant, place)]) = (extra.as_slice(), lacking.as_slice()) {
            let written = |token: &str, lang: Lang| {
                policy.edition(lang).is_some_and(|edition| edition.facts.iter().any(|fact| matches!(&fact.value, Value::Identifier { token: of } if of == token)))
            };
            let near = strsim::osa_distance(token, meant) == 1;
            if near || (others.iter().any(|other| written(token, *other)) && written(meant, *lang))
            {
                report(
                    policy,
                    group,
                    (*lang, **span),
                    (others[0], **place),
                    &others,
                    out,
                );
            }
        }
    }
}

fn report(
    policy: &Policy,
    group: &Group,
    found: (Lang, Span),
    meant: (Lang, Span),
    others: &[Lang],
    out: &mut Findings,
) {
    let quoted = |(lang, span): (Lang, Span)| {
        let text = policy
            .edition(lang)
            .map_or("", |edition| edition.document.slice(span));
        excerpt(text, 40)
    };
    let finding = out.report("identifier-mismatch");
    finding
        .arg("found", quoted(found))
        .arg("lang", found.0)
        .arg("expected", quoted(meant))
        .arg("langs", others.to_vec())
        .confidence(0.6 + 0.35 * group.confidence)
        .primary(found.0, found.1)
        .counterpart(meant.0, meant.1);
    // A code is written alike in every language.
    if quoted(meant).is_ascii() {
        finding.suggest(quoted(meant));
    }
    if group.confidence < 0.5 {
        finding.severity(Severity::Info);
    }
}
