//! Where output goes, whether it has colours, and how a run ends.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use policyglot::model::Unread;
use policyglot::report::{Out, Style};
use policyglot::text::visible;

use crate::args::{Color, Output};

/// Why a command ended before its time.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The user can do something about it.
    Told(String),
    /// The output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<policyglot::model::Error> for Failure {
    fn from(error: policyglot::model::Error) -> Self {
        Self::Told(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl Failure {
    /// Says what is wrong, and gives the exit code. A reader that closed its pipe has what it wanted.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(error) => {
                complain(&format!("the output cannot be written: {error}"));
                ExitCode::from(2)
            }
            Self::Told(message) => {
                complain(&message);
                ExitCode::from(2)
            }
        }
    }
}

/// A line on standard error; nothing is left to do when that is closed too.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "policyglot: {}", visible(message));
}

impl Output {
    /// Opens the output.
    pub(crate) fn open(&self) -> Result<Out<'static>, Failure> {
        Ok(match &self.output {
            None => Box::new(BufWriter::new(io::stdout())),
            Some(path) => {
                let file = File::create(path).map_err(|error| {
                    let path = path.display();
                    Failure::Told(format!("{path} cannot be written: {error}"))
                })?;
                Box::new(BufWriter::new(file))
            }
        })
    }

    /// How text looks there.
    pub(crate) fn style(&self, quiet: bool) -> Style {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                self.output.is_none()
                    && io::stdout().is_terminal()
                    && set("NO_COLOR").is_none()
                    && set("TERM").is_none_or(|term| term != "dumb")
            }
        };
        let default = Style::default();
        let width = set("COLUMNS")
            .and_then(|columns| columns.to_str()?.parse::<usize>().ok())
            .map_or(default.width, |columns| columns.clamp(40, 400));
        Style {
            color,
            width,
            quiet,
            ..default
        }
    }

    /// Repeats on standard error what could not be read, where the output itself is not before the user's eyes.
    pub(crate) fn warn(&self, format: &str, unread: &[Unread]) {
        if format != "text" || self.output.is_some() {
            for row in unread {
                complain(&format!("{}: {}", row.path, row.error));
            }
        }
    }
}
