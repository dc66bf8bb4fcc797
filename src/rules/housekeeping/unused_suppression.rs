//! A waiver that waives nothing.

use crate::model::{Check, Findings, Policy, Says, Waiver};
use crate::text::Span;

rule! {
    /// A waiver in a comment waives no finding.
    ///
    /// ## Why
    /// The defect has been mended, or the waiver names another rule or stands at another clause than was meant. As long
    /// as it stands, it would hide the next finding of its rule there, and nobody has looked at that one.
    ///
    /// A waiver is a comment in Markdown or HTML: `policyglot: ignore`, the name of a rule, and the reason. It is about
    /// the clause on whose line it stands; on a line of its own, about the next clause.
    ///
    /// ## Examples
    /// ```policy fail md
    /// [en] Guests may park behind the house.
    /// [en]
    /// [en] <!-- policyglot: ignore email-mismatch the Japanese desk has its own mailbox -->
    /// [en] Write to desk@inn.example for a parking space.
    /// [ja] 宿泊者は、建物の裏に駐車できます。
    /// [ja]
    /// [ja] 駐車場のご予約は desk@inn.example までご連絡ください。
    /// ```
    /// ```policy fail md
    /// [zh] 住客可将车停在屋后。 <!-- policyglot: ignore missing-clause -->
    /// [vi] Khách có thể đỗ xe phía sau nhà.
    /// ```
    /// ```policy pass md
    /// [en] Guests may park behind the house.
    /// [en]
    /// [en] Write to desk@inn.example for a parking space.
    /// [vi] Khách có thể đỗ xe phía sau nhà.
    /// [vi]
    /// [vi] Hãy viết thư đến desk@inn.example để giữ chỗ đỗ xe. <!-- the mailbox was checked in May -->
    /// ```
    "unused-suppression", since "0.1.0", Warning, mqm "other", Check::Waivers(check)
}

fn check(policy: &Policy, waivers: &[Waiver], out: &mut Findings) {
    for waiver in waivers.iter().filter(|waiver| !waiver.used) {
        let Some(edition) = policy.edition(waiver.lang) else {
            continue;
        };
        let document = &edition.document;
        let span = waiver.clause.map_or(
            Span::new(
                document.extent.start as usize,
                document.extent.start as usize,
            ),
            |clause| document.clause(clause).span,
        );
        let finding = match &waiver.says {
            Says::Ignore { rule, .. } => out.report("unused-suppression").arg("rule", *rule),
            Says::NoReason(rule) => out
                .report("unused-suppression.no-reason")
                .arg("rule", *rule),
            Says::NoRule(name) => out
                .report("unused-suppression.unknown-rule")
                .arg("rule", name.as_str()),
            Says::Unreadable(text) => out
                .report("unused-suppression.unreadable")
                .arg("text", text.as_str()),
        };
        finding
            .arg("line", waiver.line as usize)
            .arg("lang", waiver.lang)
            .primary(waiver.lang, span);
    }
}
