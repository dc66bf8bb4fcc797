//! `policyglot check --show-settings`: the settings that hold, and where they come from.

use std::fmt::Write;
use std::path::PathBuf;

use policyglot::model::Severity;
use policyglot::pipeline::{Config, Options};
use policyglot::rules::RULES;
use policyglot::text::Lang;

use super::{Result, print};
use crate::args::Output;
use crate::filter::Filter;

/// Prints them as a configuration would say them. `files` are baseline and cache.
pub(crate) fn show(
    output: &Output,
    options: &Options,
    filter: &Filter,
    format: &str,
    fails: Option<Severity>,
    files: &[Option<PathBuf>; 2],
) -> Result {
    let config: &Config = &options.config;
    let mut out = match &config.path {
        Some(path) => format!("# from {} and the command line\n", path.display()),
        None => "# no policyglot.toml was found: defaults and the command line\n".to_owned(),
    };
    let mut line = |name: &str, value: Option<String>| {
        let _ = match value {
            Some(value) => writeln!(out, "{name} = {value}"),
            None => writeln!(out, "# {name} is not set"),
        };
    };
    let text = |text: &str| format!("{text:?}");
    let list = |items: Vec<String>| {
        let items: Vec<String> = items.iter().map(|item| text(item)).collect();
        (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
    };
    let langs = |langs: &[Lang]| list(langs.iter().map(ToString::to_string).collect());
    let names = |names: &[&str]| list(names.iter().map(|name| (*name).to_owned()).collect());
    let source = options.source.or(config.source);
    let languages = if options.languages.is_empty() {
        &config.languages
    } else {
        &options.languages
    };
    line("source", source.map(|lang| text(lang.tag())));
    line("languages", langs(languages));
    line("include", list(config.include.written().to_vec()));
    line("exclude", list(config.exclude.written().to_vec()));
    line("encoding", options.encoding.as_deref().map(text));
    line("select", names(&filter.select));
    line("ignore", names(&filter.ignore));
    line("min-severity", Some(text(filter.severity.name())));
    line("min-confidence", Some(filter.confidence.to_string()));
    line("fail-on", Some(text(fails.map_or("never", Severity::name))));
    line("format", Some(text(format)));
    let paths = config.terms.iter().map(|path| path.display().to_string());
    line("terms", list(paths.collect()));
    line("names", list(config.names.clone()));
    let locale = output.locale.or(config.locale).unwrap_or_default();
    line("locale", Some(text(locale.tag())));
    for (name, file) in ["baseline", "cache"].into_iter().zip(files) {
        let shown = file.as_ref().map(|file| text(&file.to_string_lossy()));
        line(name, shown);
    }
    line("jobs", Some(options.jobs.unwrap_or(0).to_string()));
    let limits = options.limits;
    let _ = write!(
        out,
        "\n[limits]\nfile-size = {}\nline = {}\ndepth = {}\nclauses = {}\nfiles = {}\n",
        limits.file_bytes, limits.line_bytes, limits.depth, limits.clauses, limits.files
    );
    if !config.rules.is_empty() {
        out += "\n[rules]\n";
        for rule in RULES.iter() {
            if let Some(level) = config.rules.get(rule.name) {
                let _ = writeln!(out, "{} = \"{}\"", rule.name, level.name());
            }
        }
    }
    for over in &config.overrides {
        let _ = writeln!(out, "\n[[overrides]]");
        let _ = writeln!(out, "paths = {:?}", over.paths.written());
        if let Some(source) = over.source {
            let _ = writeln!(out, "source = \"{source}\"");
        }
        if let Some(languages) = &over.languages {
            let tags: Vec<&str> = languages.iter().map(Lang::tag).collect();
            let _ = writeln!(out, "languages = {tags:?}");
        }
        if !over.rules.is_empty() {
            let _ = writeln!(out, "[overrides.rules]");
            for (rule, level) in &over.rules {
                let _ = writeln!(out, "{rule} = \"{}\"", level.name());
            }
        }
    }
    print(output, &out)
}
