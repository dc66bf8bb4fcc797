//! `policyglot man`: the manual page of the program or of a command, made from the arguments.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::{Result, say};
use crate::args::Cli;
use crate::output::{Failure, replace};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot man | man -l -
  policyglot man baseline update | man -l -
  policyglot man --dir ~/.local/share/man/man1")]
pub(crate) struct Arguments {
    /// The command that the page is about; the program itself unless given
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    command: Vec<String>,
    /// Write the pages of all commands to this folder instead
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    // `help` is no page: every page says what it would.
    let mut top = Cli::command().disable_help_subcommand(true);
    top.build();
    if let Some(dir) = &args.dir {
        std::fs::create_dir_all(dir)
            .map_err(|error| Failure::Told(format!("{} cannot be made: {error}", dir.display())))?;
        return all(&top, "policyglot", dir);
    }
    let mut command = &top;
    let mut name = "policyglot".to_owned();
    for word in &args.command {
        command = command.find_subcommand(word).ok_or_else(|| {
            Failure::Told(format!(
                "there is no command `{name} {word}`: `{name} --help` lists them all"
            ))
        })?;
        name = format!("{name} {word}");
    }
    say(&page(command, &name)?)
}

/// The page of a command and those below it.
fn all(command: &Command, name: &str, dir: &Path) -> Result {
    let file = dir.join(format!("{}.1", name.replace(' ', "-")));
    replace(&file, page(command, name)?.as_bytes())?;
    for below in command.get_subcommands() {
        all(below, &format!("{name} {}", below.get_name()), dir)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn page(command: &Command, name: &str) -> std::io::Result<String> {
    let title = name.replace(' ', "-").to_uppercase();
    let man = Man::new(command.clone())
        .title(title)
        .source(concat!("policyglot ", env!("CARGO_PKG_VERSION")))
        .manual("policyglot");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        writeln!(page, ".SH SUBCOMMANDS")?;
        for below in command.get_subcommands() {
            let about = below.get_about().map(ToString::to_string);
            writeln!(
                page,
                ".TP\n\\fB{}\\fR\n{}",
                roff(&format!("{name} {}", below.get_name())),
                roff(&about.unwrap_or_default())
            )?;
        }
    }
    // Rendered here, because examples must keep their lines.
    if let Some(help) = command.get_after_help() {
        writeln!(page, ".SH EXAMPLES AND NOTES\n.nf")?;
        for line in help.to_string().lines() {
            writeln!(page, "{}", roff(line))?;
        }
        writeln!(page, ".fi")?;
    }
    Ok(ascii(&String::from_utf8_lossy(&page)))
}

/// Roff in ASCII alone: troff guesses at anything else.
fn ascii(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for char in page.chars() {
        if char.is_ascii() {
            out.push(char);
        } else {
            out += &format!("\\[u{:04X}]", u32::from(char));
        }
    }
    out
}

/// A line of text as roff takes it: no line of ours is a request.
fn roff(line: &str) -> String {
    let line = line
        .replace('\\', "\\e")
        .replace('-', "\\-")
        .replace('\'', "\\(aq");
    if line.starts_with('.') {
        return format!("\\&{line}");
    }
    line
}
