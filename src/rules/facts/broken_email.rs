//! E-mail addresses that cannot be used as written.

use super::address::{Kind, Place, Places};
use super::repair::{self, Sound};
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::Lang;

rule! {
    /// An e-mail address cannot be used as written.
    ///
    /// ## Why
    /// A space, a comma or a second @ inside an address, or an ending that is missing: whoever copies
    /// it reaches nobody.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Send the signed form to forms@ lakeside.example before the course begins.
    /// [ja] 署名済みの用紙は、講座の開始前に forms@lakeside.example へお送りください。
    /// ```
    /// ```policy fail
    /// [vi] Nếu có thắc mắc về khóa học, vui lòng viết thư đến hoidap@@truongxanh.vn.
    /// ```
    /// ```policy fail
    /// [zh] 如有疑问，请联系 kefu@qingshan,com，我们会尽快答复。
    /// [en] If you have any questions, please contact kefu@qingshan.com; we reply as soon as we can.
    /// ```
    /// ```policy fail
    /// [zh] 请将表格发送至forms＠lakeside.example，我们会在三日内答复。
    /// [ja] 用紙はforms@lakeside.exampleまでお送りください。3日以内に回答します。
    /// ```
    /// ```policy pass
    /// [zh] 请将表格发送至forms@lakeside.example，我们会在三日内答复。
    /// [ja] 用紙はforms＠lakeside.exampleまでお送りください。3日以内に回答します。
    /// ```
    /// ```policy pass
    /// [en] Follow us as @lakeside, or write to forms [at] lakeside [dot] example.
    /// ```
    /// ```policy pass
    /// [en] Report what you find in the tracker that we call Bugs@Lakeside.
    /// [vi] Hãy báo cáo những gì bạn tìm thấy trong hệ thống mà chúng tôi gọi là Bugs@Lakeside.
    /// ```
    "broken-email", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let places = Places::new(policy, Kind::Email);
    let mut sound = None;
    let mut last = None;
    for place in places
        .all()
        .filter(|place| place.group.is_some() && (place.broken || has_wide_sign(policy, place)))
    {
        // One finding a clause: a second slip in it is mended on the way.
        if last.replace((place.lang, place.clause)) == Some((place.lang, place.clause)) {
            continue;
        }
        let Some(edition) = policy.edition(place.lang) else {
            continue;
        };
        let written = edition.document.slice(place.span);
        let sound = sound.get_or_insert_with(|| Sound::new(&places));
        match sound.of(policy, &places, place, written) {
            Some(right) => {
                let own = right.langs == [place.lang];
                let finding = out.report(if own {
                    "broken-email.elsewhere"
                } else {
                    "broken-email.others"
                });
                finding.arg("found", written).arg("lang", place.lang);
                finding.arg("expected", right.place.address.as_str());
                if !own {
                    finding.arg("langs", right.langs);
                }
                finding
                    .confidence(0.96)
                    .primary(place.lang, place.span)
                    .counterpart(right.place.lang, right.place.span)
                    .suggest(right.place.address.as_str());
            }
            None => {
                let certain = repair::is_whole_email(&place.address);
                // A name like build@Platform: what all editions write, or what is capitalised, is meant.
                if !certain && (is_shared(policy, &places, place) || is_name(written)) {
                    continue;
                }
                let finding = out.report("broken-email");
                finding
                    .arg("found", written)
                    .arg("lang", place.lang)
                    .primary(place.lang, place.span)
                    .confidence(if certain { 0.92 } else { 0.75 });
                if certain {
                    finding.suggest(place.address.as_str());
                } else {
                    finding.severity(Severity::Warning);
                }
            }
        }
    }
}

/// Whether the sign alone is written in full width, which no mail program takes. Japanese does it on purpose, against
/// programs that collect addresses.
fn has_wide_sign(policy: &Policy, place: &Place) -> bool {
    let edition = policy
        .edition(place.lang)
        .filter(|_| place.lang != Lang::Ja);
    let written = edition.map_or("", |edition| edition.document.slice(place.span));
    written.contains('＠') && written.chars().all(|c| c.is_ascii() || c == '＠')
}

/// Another edition writes the same in the aligned clause.
fn is_shared(policy: &Policy, places: &Places<'_>, broken: &Place) -> bool {
    let group = broken
        .group
        .and_then(|group| policy.groups.get(group.0 as usize));
    group
        .into_iter()
        .flat_map(|group| &group.members)
        .any(|(lang, clauses)| {
            let same = |place: &Place| place.broken && place.key == broken.key;
            *lang != broken.lang
                && clauses
                    .iter()
                    .any(|clause| places.in_clause(*lang, *clause).iter().any(same))
        })
}

/// Both sides of the @ are capitalised words.
fn is_name(written: &str) -> bool {
    written
        .split('@')
        .all(|part| part.starts_with(char::is_uppercase))
}
