//! The floors of ARCHITECTURE.md hold: every `crate::` path of the library leads to a lower floor.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A row of the table: the floor of a module and what else it may use.
struct Floor {
    number: u8,
    also: Vec<String>,
}

/// Reads the table below "## Floors".
fn floors() -> BTreeMap<String, Floor> {
    let text = fs::read_to_string("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    let section = text
        .split("\n## ")
        .find(|section| section.starts_with("Floors"))
        .expect("the section on floors");
    let names = |cell: &str| -> Vec<String> {
        cell.split(',')
            .map(|name| name.trim().trim_matches('`').to_owned())
            .filter(|name| !name.is_empty())
            .collect()
    };
    section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let number = cells[1].parse().expect("the floor is a number");
            let also = cells.get(2).map_or_else(Vec::new, |cell| names(cell));
            names(cells[0]).into_iter().map(move |name| {
                (
                    name,
                    Floor {
                        number,
                        also: also.clone(),
                    },
                )
            })
        })
        .collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a line of code names behind `crate::`, a group of a `use` item included.
fn used(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let is_path =
            at == 0 || !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        if !is_path {
            continue;
        }
        let ident = |text: &str| {
            text.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect::<String>()
        };
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && !c.is_whitespace() => {
                        found.push(ident(&group[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            found.push(ident(rest));
        }
    }
    found
}

/// Code without comments: a link in a doc comment may point upwards.
fn code(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn paths_are_found() {
    assert_eq!(
        used("use crate::text::Lang; crate::{model::{A, B}, read}; $crate::rules::x"),
        ["text", "model", "read", "rules"]
    );
    assert_eq!(used("mycrate::text"), [""; 0]);
}

#[test]
fn modules_use_lower_floors_only() {
    let floors = floors();
    let mut found = Vec::new();
    files(Path::new("src"), &mut found);
    let mut seen = Vec::new();
    let mut wrong = Vec::new();
    for path in &found {
        let inside: Vec<&str> = path
            .iter()
            .skip(1)
            .filter_map(|part| part.to_str())
            .collect();
        let module = inside[0].trim_end_matches(".rs");
        if matches!(module, "lib" | "bin" | "main") {
            continue;
        }
        let Some(floor) = floors.get(module) else {
            wrong.push(format!(
                "{}: the table names no module `{module}`",
                path.display()
            ));
            continue;
        };
        seen.push(module.to_owned());
        for other in used(&code(&fs::read_to_string(path).expect("source"))) {
            let allowed = match floors.get(&other) {
                _ if other == module => true,
                Some(below) => below.number < floor.number || floor.also.contains(&other),
                None => false,
            };
            if !allowed {
                wrong.push(format!(
                    "{}: `{module}` (floor {}) uses `{other}`",
                    path.display(),
                    floor.number
                ));
            }
        }
    }
    wrong.extend(
        floors
            .keys()
            .filter(|name| !seen.contains(name))
            .map(|name| format!("ARCHITECTURE.md names `{name}`, which is no module")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
