//! A run while it goes on: interruptions, and how far it is.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use policyglot::pipeline::{Options, Progress};
use policyglot::report::Summary;

use crate::output::abandon;

/// The user, or the machine, asked for an end.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// A run that is over before shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);
/// Time between two lines.
const STEP: Duration = Duration::from_millis(150);

/// Watches a run.
pub(crate) struct Watch {
    progress: Arc<Progress>,
    /// Standard error is a terminal that somebody looks at.
    terminal: bool,
    begun: Instant,
    shown: Option<Instant>,
    /// A line stands there now.
    stands: bool,
}

impl Watch {
    /// Starts to watch a run with these options. From here on the first interruption ends the run in good order, the
    /// second at once.
    pub(crate) fn start(options: &mut Options, visible: bool) -> Self {
        // Fails only where another handler stands already: then that one decides.
        let _ = ctrlc::set_handler(|| {
            if INTERRUPTED.swap(true, Ordering::SeqCst) {
                abandon();
                std::process::exit(2);
            }
        });
        let progress = Arc::new(Progress::default());
        options.progress = Some(Arc::clone(&progress));
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        Self {
            progress,
            terminal: visible && io::stderr().is_terminal() && !set("CI") && !dumb,
            begun: Instant::now(),
            shown: None,
            stands: false,
        }
    }

    /// Whether the run is to end.
    pub(crate) fn is_interrupted(&self) -> bool {
        INTERRUPTED.load(Ordering::SeqCst)
    }

    /// Says how far the run is, now and then.
    pub(crate) fn show(&mut self, summary: &Summary) {
        if !self.terminal || self.begun.elapsed() < PATIENCE {
            return;
        }
        if self.shown.is_some_and(|shown| shown.elapsed() < STEP) {
            return;
        }
        self.shown = Some(Instant::now());
        self.stands = true;
        let _ = write!(
            io::stderr(),
            "\r\x1b[K{} of {} policies checked, {} errors, {} warnings",
            summary.policies,
            self.progress.found(),
            summary.error,
            summary.warning
        );
    }

    /// Takes the line away, before something else is written there.
    pub(crate) fn hide(&mut self) {
        if std::mem::take(&mut self.stands) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
