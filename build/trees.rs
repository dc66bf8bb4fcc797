//! The forests that weigh what shows a changed norm or term, read here and stored for the program.

#[path = "../src/rules/meaning/trees.rs"]
#[allow(dead_code)]
mod forest;

use std::error::Error;
use std::fs;
use std::path::Path;

use forest::Forest;

/// Writes the forests of `dictionaries`.
pub(crate) fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    for table in ["norm-trees", "term-trees"] {
        let path = format!("dictionaries/{table}.txt");
        let forest = Forest::of(&fs::read_to_string(&path)?);
        let forest = forest.ok_or_else(|| format!("{path}: no table of trees"))?;
        fs::write(folder.join(table), forest.stored())?;
    }
    Ok(())
}
