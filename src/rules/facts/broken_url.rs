//! Web addresses that cannot be used as written.

use super::address::{Kind, Places};
use super::repair::Sound;
use crate::model::{Check, Findings, Policy, Severity};

rule! {
    /// A web address cannot be used as written.
    ///
    /// ## Why
    /// A space inside the domain, a slash that is missing or a scheme written twice: whoever copies
    /// the address reaches nothing, and no program makes a link of it.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] The full price list is published at https:/prices.orchard.example/list every Monday.
    /// [zh] 完整的价目表每周一发布于 https://prices.orchard.example/list。
    /// ```
    /// ```policy fail
    /// [en] “Orchard” means the shop that we run (domain name Orchardmart. com).
    /// [ja] 「オーチャード」とは、当社が運営する店舗（ドメイン名は Orchardmart.com）をいいます。
    /// ```
    /// ```policy fail
    /// [vi] Bảng giá đầy đủ được đăng tại http//bangia.vuontao.vn vào mỗi thứ Hai.
    /// ```
    /// ```policy pass
    /// [ja] 価格表はhttps://prices.orchard.example/list（毎週月曜日更新）に掲載しています。
    /// [vi] Bảng giá được đăng tại https://prices.orchard.example/list (cập nhật mỗi thứ Hai).
    /// ```
    /// ```policy pass
    /// [zh] 域名：orchardmart.com。商城由本公司运营。
    /// [ja] ドメイン名は orchardmart.com です。コムは運営者の登録商標です。
    /// ```
    /// ```policy pass
    /// [en] We keep the list on our own site. Commerce partners may copy it.
    /// [zh] 价目表保存在我们自己的网站上。商业伙伴可以复制。
    /// ```
    "broken-url", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let places = Places::new(policy, Kind::Url);
    let mut sound = None;
    let mut last = None;
    let broken = |place: &&_| is_reportable(place);
    for place in places.all().filter(broken) {
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
                let theirs = policy.edition(right.place.lang);
                let text = theirs.map_or("", |edition| edition.document.slice(right.place.span));
                let finding = out.report(if own {
                    "broken-url.elsewhere"
                } else {
                    "broken-url.others"
                });
                finding
                    .arg("found", written)
                    .arg("lang", place.lang)
                    .arg("expected", text);
                if !own {
                    finding.arg("langs", right.langs).severity(Severity::Error);
                }
                finding
                    .confidence(0.95)
                    .primary(place.lang, place.span)
                    .counterpart(right.place.lang, right.place.span)
                    .suggest(text);
            }
            None => {
                out.report("broken-url")
                    .arg("found", written)
                    .arg("lang", place.lang)
                    .confidence(0.8)
                    .primary(place.lang, place.span);
            }
        }
    }
}

/// In policy text, and written there: a link's target is the markup's affair.
fn is_reportable(place: &super::address::Place) -> bool {
    place.broken && place.group.is_some() && !place.link
}
