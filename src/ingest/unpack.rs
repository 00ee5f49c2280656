//! Takes gzip and zstd off, by their magic bytes, up to a limit that a packed bomb cannot pass.

use std::fmt;
use std::io::{BufRead, Read};

/// The packings that are told by their first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
}

impl fmt::Display for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        })
    }
}

fn packing(bytes: &[u8]) -> Option<Packing> {
    if bytes.starts_with(b"\x1f\x8b\x08") {
        Some(Packing::Gzip)
    } else if bytes.starts_with(b"\x28\xb5\x2f\xfd") {
        Some(Packing::Zstd)
    } else {
        None
    }
}

/// The bytes without their packing; bytes that are not packed come back as they are.
///
/// # Errors
/// The reason, when the packed data are damaged or unpack to more than `limit` bytes, or this build cannot unpack them.
pub(super) fn unpack(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, String> {
    let Some(packing) = packing(&bytes) else {
        return Ok(bytes);
    };
    let mut unpacked = Vec::new();
    open(&bytes[..], packing)?
        .take(limit + 1)
        .read_to_end(&mut unpacked)
        .map_err(|e| format!("damaged {packing} data: {e}"))?;
    if unpacked.len() as u64 > limit {
        return Err(format!(
            "unpacks to more than the limit of {} MB; unpack and split it",
            limit >> 20
        ));
    }
    Ok(unpacked)
}

/// A reader of what `packed` holds, packed or not.
///
/// # Errors
/// When nothing can be read, or this build cannot unpack it.
#[cfg(feature = "warc")]
pub(super) fn stream<'r>(mut packed: impl BufRead + 'r) -> Result<Box<dyn Read + 'r>, String> {
    match packing(packed.fill_buf().map_err(|e| e.to_string())?) {
        None => Ok(Box::new(packed)),
        Some(packing) => open(packed, packing),
    }
}

#[cfg(not(feature = "compress"))]
fn open<'r>(_: impl BufRead + 'r, packing: Packing) -> Result<Box<dyn Read + 'r>, String> {
    Err(format!(
        "{packing} data; this build of rashomon has no feature 'compress'"
    ))
}

#[cfg(feature = "compress")]
fn open<'r>(packed: impl BufRead + 'r, packing: Packing) -> Result<Box<dyn Read + 'r>, String> {
    Ok(match packing {
        Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
        Packing::Zstd => Box::new(ZstdFrames::Between(packed)),
    })
}

/// A zstd file is a chain of frames; ruzstd reads one.
#[cfg(feature = "compress")]
enum ZstdFrames<R: BufRead> {
    Between(R),
    Inside(Box<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>),
    /// After a fault, which was reported.
    Over,
}

#[cfg(feature = "compress")]
impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(self, ZstdFrames::Over) {
                ZstdFrames::Between(mut packed) => {
                    if packed.fill_buf()?.is_empty() {
                        *self = ZstdFrames::Between(packed);
                        return Ok(0);
                    }
                    let frame = ruzstd::decoding::StreamingDecoder::new(packed)
                        .map_err(|e| std::io::Error::other(e.to_string()))?;
                    *self = ZstdFrames::Inside(Box::new(frame));
                }
                ZstdFrames::Inside(mut frame) => {
                    let length = frame.read(buffer)?;
                    if length > 0 {
                        *self = ZstdFrames::Inside(frame);
                        return Ok(length);
                    }
                    *self = ZstdFrames::Between(frame.into_inner());
                }
                ZstdFrames::Over => return Ok(0),
            }
        }
    }
}

#[cfg(all(test, feature = "compress"))]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn packed_bytes_come_out_whole_also_from_several_members() {
        for pack in [gzip, zstd] {
            let mut packed = pack(b"one ");
            packed.extend(pack(b"two"));
            assert_eq!(unpack(packed, 100).unwrap(), b"one two");
        }
        assert_eq!(unpack(b"plain".to_vec(), 1).unwrap(), b"plain");
    }

    #[test]
    fn damage_and_bombs_are_refused() {
        for pack in [gzip, zstd] {
            let whole = pack(&vec![b'a'; 3 << 20]);
            assert_eq!(
                unpack(whole.clone(), 2 << 20).unwrap_err(),
                "unpacks to more than the limit of 2 MB; unpack and split it"
            );
            let cut = whole[..whole.len() / 2].to_vec();
            assert!(unpack(cut, 4 << 20).unwrap_err().starts_with("damaged"));
        }
    }
}
