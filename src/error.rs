//! The two classes of trouble: an [`Error`] ends the run, a [`Warning`] names what was skipped while the rest goes on.

use std::fmt;

/// Why a run cannot go on: bad settings, nothing readable, output that cannot be written.
///
/// One pointer wide, so that `Result` stays small.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The kinds of [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting or argument that makes no sense; the message says what to write instead.
    Setting(String),
    /// Reading or writing the named file failed.
    Io {
        /// The path as the user wrote it, or `<stdin>` / `<stdout>`.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// The named file is not what its format asks for.
    Format {
        /// The path as the user wrote it.
        path: String,
        /// Where in the file.
        position: Option<Position>,
        /// What is wrong, and the remedy where one is known.
        reason: String,
    },
    /// Inputs were given but no article could be read from any of them.
    NothingRead,
}

impl Error {
    /// A bad setting.
    pub fn setting(message: impl Into<String>) -> Self {
        ErrorKind::Setting(message.into()).into()
    }

    /// A failed read or write.
    pub fn io(path: impl Into<String>, source: std::io::Error) -> Self {
        ErrorKind::Io {
            path: path.into(),
            source,
        }
        .into()
    }

    /// A file that is not what its format asks for.
    pub fn format(
        path: impl Into<String>,
        position: Option<Position>,
        reason: impl Into<String>,
    ) -> Self {
        ErrorKind::Format {
            path: path.into(),
            position,
            reason: reason.into(),
        }
        .into()
    }

    /// What kind of error this is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Whether the other end of a pipe was closed: a normal end for a program that prints.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&*self.0, ErrorKind::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Error(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Setting(message) => f.write_str(message),
            ErrorKind::Io { path, source } => write!(f, "{path}: {source}"),
            ErrorKind::Format { path, position: Some(position), reason } => write!(f, "{path}:{position}: {reason}"),
            ErrorKind::Format { path, position: None, reason } => write!(f, "{path}: {reason}"),
            ErrorKind::NothingRead => f.write_str("no article could be read from the inputs; see the warnings above for the reason of each"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// A place inside a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Position {
    /// A line, counted from 1.
    Line(u64),
    /// A record of a table or an array, counted from 1.
    Record(u64),
    /// A byte offset, counted from 0.
    Byte(u64),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Position::Line(n) => write!(f, "line {n}"),
            Position::Record(n) => write!(f, "record {n}"),
            Position::Byte(n) => write!(f, "byte {n}"),
        }
    }
}

/// Something that was skipped or doubtful while the run went on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The path as found.
    pub path: String,
    /// Where in the file, if the trouble has a place.
    pub position: Option<Position>,
    /// What is wrong, lower case, with the remedy where one is known.
    pub reason: String,
    /// Whether an input was left out because of it (exit status 3), or it was only doubtful.
    pub skipped: bool,
}

impl Warning {
    /// An input or record that was left out.
    pub fn skipped(
        path: impl Into<String>,
        position: Option<Position>,
        reason: impl Into<String>,
    ) -> Self {
        Warning {
            path: path.into(),
            position,
            reason: reason.into(),
            skipped: true,
        }
    }

    /// Something doubtful about an input that was still used.
    pub fn note(
        path: impl Into<String>,
        position: Option<Position>,
        reason: impl Into<String>,
    ) -> Self {
        Warning {
            path: path.into(),
            position,
            reason: reason.into(),
            skipped: false,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(position) => write!(f, "{}:{position}: {}", self.path, self.reason),
            None => write!(f, "{}: {}", self.path, self.reason),
        }
    }
}
