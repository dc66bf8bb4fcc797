//! The formats that other programs define: one file each.
//!
//! Of findings: SARIF, JUnit, annotations of GitHub Actions, Markdown and CSV
//! (HTML is our own: [`review`](super::review)). Of aligned clauses: TMX and
//! tab-separated values. All of them are written policy by policy, and none lets text of a policy leave the place
//! that it is written in: what quotes, escapes or runs it stands in the file
//! of the format, with a test on hostile text.

mod csv;
mod github;
mod junit;
mod markdown;
mod places;
mod sarif;
#[cfg(test)]
mod tests;
mod tmx;
mod tsv;
pub(super) mod xml;

pub(super) use csv::open as csv;
pub(super) use github::open as github;
pub(super) use junit::open as junit;
pub(super) use markdown::{open as markdown, plain as markdown_plain};
pub(super) use places::{Places, reason, relative};
pub(super) use sarif::open as sarif;
pub(super) use tmx::open as tmx;
pub(super) use tsv::open as tsv;
pub(super) use xml::attribute;
