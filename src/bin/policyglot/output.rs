//! Where output goes, whether it has colours, and how a run ends.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;

use policyglot::model::Unread;
use policyglot::pipeline::Config;
use policyglot::report::{Out, Pages, Style};
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
pub(crate) fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "policyglot: {}", visible(message));
}

/// A file that is being written beside the place where it belongs.
struct Pending {
    file: tempfile::TempPath,
    to: PathBuf,
}

/// The output of this process, until it is whole.
static PENDING: Mutex<Option<Pending>> = Mutex::new(None);

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Told(format!("{} cannot be written: {error}", path.display()))
}

/// A file beside `path`, with the permissions of the file that stands there.
fn beside(path: &Path) -> io::Result<(tempfile::NamedTempFile, PathBuf)> {
    // A link stays a link: what it leads to is replaced.
    let to = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut builder = tempfile::Builder::new();
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}.");
    builder.prefix(&prefix).suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's mask leaves of them, as for any other new file.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Ok(metadata) = std::fs::metadata(&to) {
        if metadata.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let _ = file.as_file().set_permissions(metadata.permissions());
    }
    Ok((file, to))
}

/// Opens an output: a file beside its place, which [`settle`] moves there once all of it is written.
fn open(path: &Path) -> io::Result<File> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        // A device or a pipe is written as it is.
        Ok(metadata) if !metadata.is_file() => return File::options().write(true).open(path),
        _ => {}
    }
    let (file, to) = beside(path)?;
    let (file, path) = file.into_parts();
    if let Ok(mut pending) = PENDING.lock() {
        *pending = Some(Pending { file: path, to });
    }
    Ok(file)
}

/// Puts the file that is being written in its place.
fn place() -> Result<(), Failure> {
    let pending = PENDING.lock().ok().and_then(|mut pending| pending.take());
    if let Some(Pending { file, to }) = pending {
        file.persist(&to)
            .map_err(|error| unwritable(&to, &error.error))?;
    }
    Ok(())
}

/// Puts the output in its place when the command did what it could; else nothing is left of it.
pub(crate) fn settle(result: Result<ExitCode, Failure>) -> Result<ExitCode, Failure> {
    if result.is_ok() {
        place()?;
    }
    abandon();
    result
}

/// Leaves nothing of an output that is not whole: the process is about to end.
pub(crate) fn abandon() {
    drop(PENDING.lock().ok().and_then(|mut pending| pending.take()));
}

/// Replaces a file in one step.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let write = || -> io::Result<()> {
        let (mut file, to) = beside(path)?;
        file.write_all(content)?;
        file.flush()?;
        file.persist(to).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| unwritable(path, &error))
}

impl Output {
    /// Opens the output.
    pub(crate) fn open(&self) -> Result<Out<'static>, Failure> {
        Ok(match &self.output {
            None => Box::new(BufWriter::new(io::stdout())),
            Some(path) => {
                let file = open(path).map_err(|error| unwritable(path, &error))?;
                Box::new(BufWriter::new(file))
            }
        })
    }

    /// Whether it is a folder: one that is there, or a path that says so by a separator at its end.
    pub(crate) fn is_folder(&self) -> bool {
        self.output.as_ref().is_some_and(|path| {
            let written = path.to_string_lossy();
            path.is_dir() || written.ends_with('/') || written.ends_with(std::path::MAIN_SEPARATOR)
        })
    }

    /// Opens the output as a folder, which is made where it is missing. Each file is put in its place as soon as the
    /// next one is opened: what was written before an interruption is whole.
    pub(crate) fn open_folder(&self) -> Result<Pages<'static>, Failure> {
        let folder = self.output.clone().unwrap_or_default();
        std::fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
        Ok(Box::new(move |name| {
            place().map_err(|failure| match failure {
                Failure::Told(message) => io::Error::other(message),
                Failure::Output(error) => error,
            })?;
            let path = folder.join(name);
            let file = open(&path).map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {error}", path.display()))
            })?;
            Ok(Box::new(BufWriter::new(file)))
        }))
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
            locale: self.locale.unwrap_or_default(),
            ..default
        }
    }

    /// As [`style`](Self::style), where a configuration may name the language.
    pub(crate) fn style_by(&self, config: &Config, quiet: bool) -> Style {
        Style {
            locale: self.locale.or(config.locale).unwrap_or_default(),
            ..self.style(quiet)
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
