//! What an address that cannot be used as written was meant to be.

use super::address::{Place, Places};
use crate::model::Policy;
use crate::text::Lang;

/// Where the right form was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repair<'p> {
    /// The right form, where it stands.
    pub(super) place: &'p Place,
    /// The editions that state it; only the edition itself when no other does.
    pub(super) langs: Vec<Lang>,
}

/// Letters and digits only: what spaces, commas and doubled signs leave of an address.
fn squashed(text: &str) -> String {
    text.chars()
        .filter(|c| crate::text::is_alphanumeric(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A repaired form is not longer than this; what is longer is no slip.
const LONGEST: usize = 320;

/// Sound addresses by their letters and digits.
pub(super) struct Sound<'p>(std::collections::BTreeMap<String, &'p Place>);

impl<'p> Sound<'p> {
    /// All sound addresses of a policy.
    pub(super) fn new(places: &'p Places<'_>) -> Self {
        let mut all = std::collections::BTreeMap::new();
        for place in places.all().filter(|place| !place.broken && !place.link) {
            if place.address.len() <= LONGEST {
                all.entry(squashed(&place.address)).or_insert(place);
            }
        }
        Self(all)
    }

    /// What stands written at `broken`, as another place of the policy has it right: first the aligned clauses, where a
    /// slip in one or two letters counts too, then all others, where nothing but signs may differ.
    pub(super) fn of(
        &self,
        policy: &Policy,
        places: &'p Places<'_>,
        broken: &Place,
        written: &str,
    ) -> Option<Repair<'p>> {
        if written.len() > LONGEST || broken.address.len() > LONGEST {
            return None;
        }
        let (as_written, as_read) = (squashed(written), squashed(&broken.address));
        if as_written.is_empty() {
            return None;
        }
        let aligned = broken
            .group
            .and_then(|group| policy.groups.get(group.0 as usize))
            .into_iter()
            .flat_map(|group| &group.members)
            .filter(|(lang, _)| **lang != broken.lang)
            .flat_map(|(lang, clauses)| clauses.iter().map(|clause| (*lang, *clause)))
            .flat_map(|(lang, clause)| places.in_clause(lang, clause))
            .filter(|place| !place.broken && !place.link && place.address.len() <= LONGEST)
            .take(16)
            .map(|place| match lacks_ending(broken, place) {
                true => (0.99, place),
                false => (likeness(&as_written, &as_read, place), place),
            })
            .filter(|(alike, _)| *alike >= 0.85)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, place)| place);
        let anywhere = || {
            let exact = self.0.get(&as_written).or_else(|| self.0.get(&as_read));
            exact.copied().or_else(|| {
                let mut longer = self.0.range(as_read.clone()..);
                let next = longer.next().map(|(_, place)| *place);
                next.filter(|place| lacks_ending(broken, place))
            })
        };
        let place = aligned.or_else(anywhere)?;
        let mut langs = places.langs_with(&place.key);
        langs.retain(|lang| *lang != broken.lang);
        if langs.is_empty() {
            langs.push(broken.lang);
        }
        Some(Repair { place, langs })
    }
}

/// `info@host` stands for `info@host.example`.
fn lacks_ending(broken: &Place, whole: &Place) -> bool {
    let rest = whole.key.strip_prefix(&broken.address.to_lowercase());
    broken.address.contains('@') && rest.is_some_and(|rest| rest.starts_with('.'))
}

fn likeness(as_written: &str, as_read: &str, place: &Place) -> f64 {
    let right = squashed(&place.address);
    strsim::normalized_damerau_levenshtein(as_written, &right)
        .max(strsim::normalized_damerau_levenshtein(as_read, &right))
}

/// Whether an address as facts read it can be used: then it is what was meant.
pub(super) fn is_whole_email(address: &str) -> bool {
    let Some((local, host)) = address.split_once('@') else {
        return false;
    };
    let is_word = |part: &str| !part.is_empty() && !part.starts_with('-') && !part.ends_with('-');
    let is_local = |part: &str| {
        is_word(part)
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_%+-'&".contains(c))
    };
    let is_label =
        |part: &str| is_word(part) && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    host.contains('.') && local.split('.').all(is_local) && host.split('.').all(is_label)
}
