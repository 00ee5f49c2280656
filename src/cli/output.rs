//! Where data goes: stdout or a named file, opened before the long work so that a bad path fails early.
//!
//! What a file held before stays until the data are there: it may be one of the inputs, and a run that fails must not empty it.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write, stdout};

use rashomon::error::Error;

/// An open output and the name that errors use for it.
pub struct Output {
    name: String,
    writer: Box<dyn Write>,
    /// A regular file whose old content has to go.
    file: Option<File>,
}

impl Output {
    /// Opens `path`; `None` and `-` are stdout.
    pub fn open(path: Option<&str>) -> Result<Self, Error> {
        match path {
            None | Some("-") => Ok(Output {
                name: "<stdout>".into(),
                writer: Box::new(BufWriter::new(stdout())),
                file: None,
            }),
            Some(path) => {
                let error = |e| Error::io(path, e);
                let file = OpenOptions::new()
                    .write(true)
                    .create(true)
                    .truncate(false)
                    .open(path)
                    .map_err(error)?;
                // A device or a pipe has no length to cut.
                let regular = file.metadata().map_err(error)?.is_file();
                let kept = regular.then(|| file.try_clone()).transpose();
                Ok(Output {
                    name: path.into(),
                    file: kept.map_err(error)?,
                    writer: Box::new(BufWriter::with_capacity(1 << 16, file)),
                })
            }
        }
    }

    /// Writes with `fill`, flushes, and names the file in any error.
    pub fn write(
        mut self,
        fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), Error> {
        let emptied = self.file.as_ref().map_or(Ok(()), |file| file.set_len(0));
        emptied
            .and_then(|()| fill(&mut self.writer))
            .and_then(|()| self.writer.flush())
            .map_err(|e| Error::io(&self.name, e))
    }
}
