//! What a walk passed over → why a folder holds no policy.

use super::names::extensions;
use crate::read::Reader;

/// The files that a walk passed over though their format is read.
#[derive(Default)]
pub(super) struct Passed {
    /// The first file whose name says that it is none.
    pub(super) housekeeping: Option<String>,
    /// Files that the configuration leaves out.
    pub(super) unwanted: usize,
}

impl Passed {
    /// The reason, and the way out.
    pub(super) fn reason(&self, start: &str, readers: &[Reader]) -> String {
        if self.unwanted > 0 {
            return format!(
                "no policy found: `include` and `exclude` of the configuration leave out all that {start} holds (files of a \
                 known format: {}); patterns are matched from the folder of the configuration file",
                self.unwanted
            );
        }
        if let Some(file) = &self.housekeeping {
            return format!(
                "no policy found: {file} is passed over, because its name says that it is no policy; to check it all the \
                 same, give the file itself: policyglot check {file}"
            );
        }
        let formats = extensions(readers);
        format!(
            "no policy found: {start} holds no file with a known extension ({formats}), or all of them are ignored \
             (.gitignore, hidden files)"
        )
    }
}
