//! What the program says on stderr, and the exit status that follows.

use std::io::{IsTerminal, stderr};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rashomon::error::{Error, ErrorKind, Warning};

/// How a command ended when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done: exit status 0.
    Done,
    /// Done, but a relation that the user asked to fail on was found: exit status 1.
    Found,
    /// Done, but some inputs were skipped: exit status 3.
    Skipped,
}

/// Prints each warning on its own line and says whether any input was skipped.
pub fn warn(warnings: &[Warning]) -> Outcome {
    let mut outcome = Outcome::Done;
    for warning in warnings {
        let what = if warning.skipped {
            outcome = Outcome::Skipped;
            "skipped"
        } else {
            "note"
        };
        eprintln!("{what}: {warning}");
    }
    outcome
}

/// The exit status of the program: 0 done, 1 found what `--fail-on` names, 2 an error, 3 some inputs skipped.
pub fn exit_code(result: Result<Outcome, Error>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Skipped) => ExitCode::from(3),
        // Whoever reads our output has seen enough: a normal end.
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            if let ErrorKind::Setting(_) = error.kind() {
                eprintln!("try 'rashomon --help'");
            }
            ExitCode::from(2)
        }
    }
}

/// A progress line on stderr: only when stderr is a terminal, and only after the work has taken a moment.
pub struct Progress {
    what: &'static str,
    started: Instant,
    shown: AtomicBool,
    terminal: bool,
}

/// Work that ends sooner needs no progress line.
const A_MOMENT: Duration = Duration::from_millis(700);

impl Progress {
    /// Nothing is shown yet.
    pub fn new(what: &'static str) -> Self {
        Progress {
            what,
            started: Instant::now(),
            shown: AtomicBool::new(false),
            terminal: stderr().is_terminal(),
        }
    }

    /// `done` of `all` steps are behind us.
    pub fn set(&self, done: usize, all: usize) {
        /// Characters of a full bar.
        const WIDTH: usize = 30;
        if !self.terminal || all == 0 || self.started.elapsed() < A_MOMENT {
            return;
        }
        self.shown.store(true, Ordering::Relaxed);
        let filled = WIDTH * done.min(all) / all;
        eprint!(
            "\r{} [{:<WIDTH$}] {done} of {all}",
            self.what,
            "#".repeat(filled)
        );
    }

    /// Wipes the line.
    pub fn finish(&self) {
        if self.shown.load(Ordering::Relaxed) {
            eprint!("\r\x1b[2K");
        }
    }
}
