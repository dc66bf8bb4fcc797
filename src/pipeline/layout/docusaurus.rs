//! Where Docusaurus keeps translations → where they would stand beside what they translate.
//!
//! `i18n/vi/docusaurus-plugin-content-docs/current/a.md` translates `docs/a.md`: neither path looks like the other, but
//! this tool fixes both. Read as `docs/vi/a.md` the translation is one of a folder a language, which takes in the file
//! without a language above it. Source: *Docusaurus, i18n introduction: translation files location*, 3.x.

use std::borrow::Cow;

use super::{Parts, tag};

/// The folders of a plugin's translations, and the folders of what it translates.
const PLUGINS: [(&[&str], &[&str]); 3] = [
    (&["docusaurus-plugin-content-docs", "current"], &["docs"]),
    (&["docusaurus-plugin-content-blog"], &["blog"]),
    (&["docusaurus-plugin-content-pages"], &["src", "pages"]),
];

/// The parts of a path, those of a translation in their plain place.
pub(super) fn plain(parts: &Parts) -> Cow<'_, Parts> {
    moved(parts).map_or(Cow::Borrowed(parts), Cow::Owned)
}

fn moved(parts: &Parts) -> Option<Parts> {
    let below = &parts.below;
    let at = below.iter().position(|part| part == "i18n")?;
    let lang = below.get(at + 1)?;
    tag::whole(lang)?;
    let inside = below.get(at + 2..)?;
    let (from, to) = PLUGINS
        .iter()
        .find(|(from, _)| inside.iter().zip(*from).filter(|(a, b)| a == b).count() == from.len())?;
    let mut folders = below[..at].to_vec();
    folders.extend(to.iter().map(|part| (*part).to_owned()));
    folders.push(lang.clone());
    folders.extend_from_slice(&inside[from.len()..]);
    Some(Parts {
        below: folders.into(),
        ..parts.clone()
    })
}
