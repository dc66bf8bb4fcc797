//! TOML → [`Config`]. Every error names the file and the line.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{KEYS, LEVELS, Section, Shape};
use super::{Config, Level, Levels, Override, Patterns};
use crate::model::{Error, Severity};
use crate::pipeline::places::absolute;
use crate::rules::{self, RULES};
use crate::text::Lang;

type Value<'i> = Spanned<DeValue<'i>>;
/// What is wrong, and where in the text.
type Fault = (Range<usize>, String);

impl Config {
    /// As [`Config::read`], from the text of the file.
    ///
    /// # Errors
    /// When the text holds what no configuration holds.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let at = |(span, what): Fault| {
            let line = text
                .get(..span.start)
                .map_or(1, |before| before.matches('\n').count() + 1);
            Error::new(format!("{}:{line}: {what}", path.display()))
        };
        let table = DeTable::parse(text).map_err(|error| {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            at((
                error.span().unwrap_or(0..0),
                format!("no valid TOML: {message}"),
            ))
        })?;
        let file = absolute(path);
        let mut config = Self {
            path: Some(path.to_owned()),
            folder: file.parent().unwrap_or(Path::new("/")).to_owned(),
            ..Self::default()
        };
        top(&mut config, table.get_ref()).map_err(at)?;
        Ok(config)
    }
}

fn top(config: &mut Config, table: &DeTable<'_>) -> Result<(), Fault> {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        match name {
            "rules" => config.rules = levels(value)?,
            "limits" => {
                for (key, value) in inside(value, "limits")? {
                    limit(config, key, value)?;
                }
            }
            "overrides" => {
                for each in array(value, "tables: `[[overrides]]`")? {
                    config.overrides.push(over(each)?);
                }
            }
            "source" => config.source = Some(lang(value)?),
            "languages" => config.languages = langs(value)?,
            "include" => config.include = patterns(value)?,
            "exclude" => config.exclude = patterns(value)?,
            "encoding" => {
                let label = text(value)?;
                let known = encoding_rs::Encoding::for_label(label.as_bytes());
                let encoding = known
                    .ok_or_else(|| fault(value, format!("no encoding is called `{label}`")))?;
                config.encoding = Some(encoding.name().to_owned());
            }
            "select" => config.select = rule_names(value)?,
            "ignore" => config.ignore = rule_names(value)?,
            "min-severity" => config.min_severity = severity(word(value, name)?),
            "min-confidence" => config.min_confidence = Some(probability(value)?),
            "fail-on" => config.fail_on = Some(severity(word(value, name)?)),
            "format" => config.format = Some(text(value)?.to_owned()),
            "locale" => config.locale = word(value, name)?.parse().ok(),
            "terms" => {
                let written = texts(value, "paths")?;
                config.terms = written
                    .iter()
                    .map(|path| config.folder.join(path))
                    .collect();
            }
            "names" => config.names = texts(value, "names")?,
            "baseline" => config.baseline = Some(config.folder.join(text(value)?)),
            "cache" => config.cache = Some(config.folder.join(text(value)?)),
            "jobs" => config.jobs = Some(count(value)?),
            _ => {
                return Err(unknown(
                    key,
                    &names(Section::Top, &["rules", "limits", "overrides"]),
                ));
            }
        }
    }
    Ok(())
}

fn limit(
    config: &mut Config,
    key: &Spanned<impl AsRef<str>>,
    value: &Value<'_>,
) -> Result<(), Fault> {
    let limits = &mut config.limits;
    match key.get_ref().as_ref() {
        "file-size" => limits.file_bytes = size(value)?,
        "line" => limits.line_bytes = usize::try_from(size(value)?).unwrap_or(usize::MAX),
        "depth" => limits.depth = count(value)?,
        "clauses" => limits.clauses = count(value)?,
        "files" => limits.files = count(value)?,
        _ => return Err(unknown(key, &names(Section::Limits, &[]))),
    }
    Ok(())
}

fn over(value: &Value<'_>) -> Result<Override, Fault> {
    let mut found = Override::default();
    for (key, value) in inside(value, "overrides")? {
        match key.get_ref().as_ref() {
            "paths" => found.paths = patterns(value)?,
            "source" => found.source = Some(lang(value)?),
            "languages" => found.languages = Some(langs(value)?),
            "rules" => found.rules = levels(value)?,
            _ => return Err(unknown(key, &names(Section::Overrides, &["rules"]))),
        }
    }
    if found.paths.is_empty() {
        return Err(fault(
            value,
            "`paths` is missing: an override says which files it is about",
        ));
    }
    Ok(found)
}

/// The levels of a table of rules. What is said of a rule wins over what is said of its family.
fn levels(value: &Value<'_>) -> Result<Levels, Fault> {
    let mut levels = Levels::new();
    let table = inside(value, "rules")?;
    for families in [true, false] {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let level = match value.get_ref().as_str() {
                Some("off") => Level::Off,
                Some("default") => Level::Default,
                Some(word) if severity(word).is_some() => {
                    Level::At(severity(word).unwrap_or(Severity::Info))
                }
                _ => return Err(fault(value, one_of(LEVELS))),
            };
            let mut known = false;
            for rule in RULES.iter() {
                let is_family = rule.family() == name;
                if is_family || rule.name == name {
                    known = true;
                    if is_family == families {
                        levels.insert(rule.name, level);
                    }
                }
            }
            if !known {
                return Err(fault(key, rules::no_rule(name)));
            }
        }
    }
    Ok(levels)
}

fn rule_names(value: &Value<'_>) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    for each in array(value, "names of rules or families")? {
        let name = text(each)?;
        if rules::named(name).is_empty() {
            return Err(fault(each, rules::no_rule(name)));
        }
        found.push(name.to_owned());
    }
    Ok(found)
}

fn names(section: Section, more: &[&'static str]) -> Vec<&'static str> {
    KEYS.iter()
        .filter(|key| key.section == section)
        .map(|key| key.name)
        .chain(more.iter().copied())
        .collect()
}

fn unknown(key: &Spanned<impl AsRef<str>>, names: &[&str]) -> Fault {
    let name = key.get_ref().as_ref();
    let near = names
        .iter()
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let way_out = match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => format!("known are {}", names.join(", ")),
    };
    fault(key, format!("unknown key `{name}`: {way_out}"))
}

fn fault<T>(at: &Spanned<T>, what: impl Into<String>) -> Fault {
    (at.span(), what.into())
}

fn one_of(words: &[&str]) -> String {
    format!("one of {} is expected", words.join(", "))
}

fn inside<'a, 'i>(value: &'a Value<'i>, name: &str) -> Result<&'a DeTable<'i>, Fault> {
    value
        .get_ref()
        .as_table()
        .ok_or_else(|| fault(value, format!("`{name}` is a table")))
}

fn array<'a, 'i>(value: &'a Value<'i>, of: &str) -> Result<&'a [Value<'i>], Fault> {
    value
        .get_ref()
        .as_array()
        .map(|array| &array[..])
        .ok_or_else(|| fault(value, format!("a list of {of} is expected")))
}

fn text<'a>(value: &'a Value<'_>) -> Result<&'a str, Fault> {
    value
        .get_ref()
        .as_str()
        .filter(|text| !text.trim().is_empty())
        .ok_or_else(|| fault(value, "text in quotation marks is expected"))
}

fn lang(value: &Value<'_>) -> Result<Lang, Fault> {
    text(value)?
        .parse()
        .map_err(|error: crate::text::UnknownLang| fault(value, error.to_string()))
}

fn langs(value: &Value<'_>) -> Result<Vec<Lang>, Fault> {
    array(value, "languages")?.iter().map(lang).collect()
}

/// A list of texts; `what` says of what.
fn texts(value: &Value<'_>, what: &str) -> Result<Vec<String>, Fault> {
    array(value, what)?
        .iter()
        .map(|each| text(each).map(str::to_owned))
        .collect()
}

fn patterns(value: &Value<'_>) -> Result<Patterns, Fault> {
    Patterns::new(texts(value, "patterns")?).map_err(|error| fault(value, error))
}

/// A word that the key of this name allows.
fn word<'a>(value: &'a Value<'_>, name: &str) -> Result<&'a str, Fault> {
    let allowed = KEYS
        .iter()
        .find(|key| key.section == Section::Top && key.name == name)
        .map_or(&[] as &[&str], |key| match key.shape {
            Shape::Word(words) => words,
            _ => &[],
        });
    value
        .get_ref()
        .as_str()
        .filter(|word| allowed.contains(word))
        .ok_or_else(|| fault(value, one_of(allowed)))
}

fn severity(word: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .find(|severity| severity.name() == word)
}

fn number<'a>(value: &'a Value<'_>) -> Option<&'a str> {
    let value = value.get_ref();
    value
        .as_integer()
        .map(|number| number.as_str())
        .or_else(|| value.as_float().map(|number| number.as_str()))
}

fn probability(value: &Value<'_>) -> Result<f32, Fault> {
    number(value)
        .and_then(|number| number.replace('_', "").parse().ok())
        .filter(|number| (0.0..=1.0).contains(number))
        .ok_or_else(|| fault(value, "a number from 0 to 1 is expected, such as 0.8"))
}

fn count(value: &Value<'_>) -> Result<usize, Fault> {
    value
        .get_ref()
        .as_integer()
        .and_then(|number| number.as_str().replace('_', "").parse().ok())
        .ok_or_else(|| fault(value, "a whole number is expected"))
}

fn size(value: &Value<'_>) -> Result<u64, Fault> {
    let written = value.get_ref().as_str().or_else(|| number(value));
    written
        .and_then(|written| crate::model::bytes(&written.replace('_', "")))
        .ok_or_else(|| {
            fault(
                value,
                "a number of bytes is expected, such as 500_000 or \"20M\"",
            )
        })
}
