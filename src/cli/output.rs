//! Where data goes: stdout or a named file, opened before the long work so that a bad path fails early.

use std::fs::File;
use std::io::{BufWriter, Write, stdout};

use rashomon::error::Error;

/// An open output and the name that errors use for it.
pub struct Output {
    name: String,
    writer: Box<dyn Write>,
}

impl Output {
    /// Opens `path`; `None` and `-` are stdout.
    pub fn open(path: Option<&str>) -> Result<Self, Error> {
        match path {
            None | Some("-") => Ok(Output {
                name: "<stdout>".into(),
                writer: Box::new(BufWriter::new(stdout())),
            }),
            Some(path) => {
                let file = File::create(path).map_err(|e| Error::io(path, e))?;
                Ok(Output {
                    name: path.into(),
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
        fill(&mut self.writer)
            .and_then(|()| self.writer.flush())
            .map_err(|e| Error::io(&self.name, e))
    }
}
