//! Policies and findings → the page that a legal or localisation lead opens before publication.
//!
//! All editions stand side by side, clause by clause, with every finding in its place. A page is one file that needs
//! nothing beside itself: [`open`] writes all policies of a run into one, [`open_folder`] one page a policy and a
//! list of them. Both stream: of a policy that is written only its counts are kept.
//!
//! [`layout`] says what stands where, [`clauses`], [`marks`], [`card`] and [`overview`] write it, [`chrome`] what is around it.
//! All text goes through [`markup`], which lets nothing in but text. Style and scripts are files of their own, and
//! stand in the page as they are.

mod card;
mod chrome;
mod clauses;
mod layout;
mod list;
mod marks;
mod markup;
mod names;
mod overview;
mod sha256;
mod words;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::formats::relative;
use super::{Out, Pages, Palette, Style, Summary, Writer, text};
use crate::model::{Finding, Policy, Unread};
use clauses::Place;
use layout::Layout;
use list::Entry;
use markup::Markup;
use names::Names;
use words::{Words, html_lang};

/// Opens a writer of one page.
pub(super) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Page {
        out,
        words: Words::of(style),
        begun: false,
        findings: 0,
        langs: BTreeMap::new(),
        entries: Vec::new(),
    })
}

/// Opens a writer of a page a policy and an `index.html`.
pub(super) fn open_folder<'a>(pages: Pages<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Folder {
        pages,
        style: *style,
        names: Names::default(),
        entries: Vec::new(),
    })
}

/// A page that is being written.
struct Page<'a> {
    out: Out<'a>,
    words: Words,
    begun: bool,
    /// Findings so far: they are numbered over the page.
    findings: usize,
    /// The names of the languages so far.
    langs: BTreeMap<String, String>,
    entries: Vec<Entry>,
}

impl Page<'_> {
    fn begin(&mut self) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        let mut markup = Markup::default();
        let title = self.words.text("page.title");
        chrome::head(&mut markup, &self.words, &title, chrome::PAGE);
        chrome::bar(&mut markup, &self.words, false);
        markup.leaf("h1", &[], &title);
        markup.raw("<p class=\"jump\">");
        markup.leaf(
            "a",
            &[("href", "#contents")],
            &self.words.text("page.contents"),
        );
        markup.raw("</p>\n");
        self.write(&mut markup)
    }

    fn write(&mut self, markup: &mut Markup) -> io::Result<()> {
        self.out.write_all(markup.take().as_bytes())
    }

    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<Place> {
        let layout = Layout::of(policy, findings);
        let place = Place {
            policy: self.entries.len(),
            first: self.findings + 1,
        };
        for lang in layout
            .langs
            .iter()
            .chain(findings.iter().flat_map(|one| &one.languages))
        {
            let tag = lang.tag().to_owned();
            self.langs
                .entry(tag)
                .or_insert_with(|| self.words.messages.lang(*lang));
        }
        let mut markup = Markup::default();
        header(&mut markup, &self.words, &layout, place, findings);
        if !layout.loose().is_empty() {
            markup.raw("<div class=\"cards loose\">\n");
            for item in layout.loose() {
                card::write(&mut markup, &self.words, &layout, place, item);
            }
            markup.raw("</div>\n");
        }
        overview::write(&mut markup, &self.words, &layout, place);
        markup.leaf(
            "h3",
            &[("class", "unseen")],
            &self.words.text("page.clauses"),
        );
        self.write(&mut markup)?;
        clauses::write(&mut self.out, &self.words, &layout, place)?;
        markup.raw("</section>\n");
        self.write(&mut markup)?;
        self.findings += findings.len();
        Ok(place)
    }

    fn end(&mut self, summary: Option<(&Summary, &[Unread])>) -> io::Result<()> {
        let mut markup = Markup::default();
        if self.entries.len() > 1 {
            markup.raw("<nav id=\"contents\" aria-labelledby=\"contents-title\">\n");
            let title = self.words.text("page.contents");
            markup.leaf("h2", &[("id", "contents-title")], &title);
            list::write(&mut markup, &self.words, &self.entries);
            markup.raw("</nav>\n");
        }
        if let Some((summary, unread)) = summary {
            list::sums(&mut markup, &self.words, summary, unread);
        }
        markup.raw("</main>\n");
        chrome::end(&mut markup, &self.words, &self.langs);
        self.write(&mut markup)?;
        self.out.flush()
    }
}

/// The policy by name, its editions, its sums. The script tells waivers of one policy from those of another by the
/// key.
fn header(
    markup: &mut Markup,
    words: &Words,
    layout: &Layout<'_>,
    place: Place,
    findings: &[Finding],
) {
    let policy = layout.policy;
    let id = format!("p{}", place.policy);
    let heading = format!("t{}", place.policy);
    let paths = policy
        .editions
        .values()
        .map(|edition| edition.path.as_str());
    let key: Vec<&str> = std::iter::once(policy.name.as_str()).chain(paths).collect();
    let key = key.join("\n");
    markup.open(
        "section",
        &[
            ("class", "policy"),
            ("id", &id),
            ("data-key", &key),
            ("aria-labelledby", &heading),
        ],
    );
    markup.leaf("h2", &[("id", &heading)], &policy.name);
    let mut summary = Summary::default();
    summary.add(policy, findings);
    let mut counts = text::counts(words.messages, Palette::new(false), &summary);
    if summary.waived > 0 {
        counts += ", ";
        counts += &words.with("report.waived", "count", summary.waived);
    }
    markup.leaf("p", &[("class", "sums")], &counts);
    markup.raw("<ul class=\"editions\">");
    for (lang, edition) in &policy.editions {
        markup.raw("<li>");
        markup.leaf("strong", &[], &words.messages.lang(*lang));
        if *lang == policy.source {
            markup.raw(" ");
            markup.leaf("small", &[], &words.text("report.source"));
        }
        markup.raw(" ");
        let attributes = [("class", "path"), ("lang", &*html_lang(*lang))];
        markup.leaf("span", &attributes, relative(&edition.path));
        markup.raw(" ");
        let clauses = edition.document.clauses.len();
        markup.text(&words.with("report.clauses", "count", clauses));
        markup.raw("</li>");
    }
    markup.raw("</ul>\n");
}

impl Writer for Page<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        self.begin()?;
        let place = Page::policy(self, policy, findings)?;
        let target = format!("#p{}", place.policy);
        self.entries.push(Entry::of(policy, findings, target));
        self.out.flush()
    }

    fn end(&mut self, summary: &Summary, unread: &[Unread]) -> io::Result<()> {
        self.begin()?;
        Page::end(self, Some((summary, unread)))
    }
}

/// Pages that are being written into a folder.
struct Folder<'a> {
    pages: Pages<'a>,
    style: Style,
    names: Names,
    entries: Vec<Entry>,
}

impl Writer for Folder<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        let name = self.names.of(&policy.name);
        let words = Words::of(&self.style);
        let mut markup = Markup::default();
        chrome::head(&mut markup, &words, &policy.name, chrome::PAGE);
        chrome::bar(&mut markup, &words, true);
        markup.leaf("h1", &[("class", "unseen")], &words.text("page.title"));
        let mut page = Page {
            out: (self.pages)(&name)?,
            words,
            begun: true,
            findings: 0,
            langs: BTreeMap::new(),
            entries: Vec::new(),
        };
        page.write(&mut markup)?;
        page.policy(policy, findings)?;
        page.end(None)?;
        self.entries.push(Entry::of(policy, findings, name));
        Ok(())
    }

    fn end(&mut self, summary: &Summary, unread: &[Unread]) -> io::Result<()> {
        let words = Words::of(&self.style);
        let mut markup = Markup::default();
        let title = words.text("page.title");
        chrome::head(&mut markup, &words, &title, chrome::INDEX);
        chrome::index(&mut markup, &words);
        markup.leaf("h1", &[], &title);
        list::sums(&mut markup, &words, summary, unread);
        list::write(&mut markup, &words, &self.entries);
        chrome::index_end(&mut markup, &words);
        let mut out = (self.pages)("index.html")?;
        out.write_all(markup.take().as_bytes())?;
        out.flush()
    }
}
