//! Takes gzip and zstd off, by their magic bytes, up to a limit that a packed bomb cannot pass.

/// The packings that are told by their first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
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
    match packing(&bytes) {
        None => Ok(bytes),
        Some(packing) => open(&bytes, packing, limit),
    }
}

#[cfg(feature = "compress")]
fn open(bytes: &[u8], packing: Packing, limit: u64) -> Result<Vec<u8>, String> {
    match packing {
        Packing::Gzip => read_to_limit(flate2::read::MultiGzDecoder::new(bytes), "gzip", limit),
        Packing::Zstd => {
            let mut unpacked = Vec::new();
            let mut rest = bytes;
            // A zstd file is a chain of frames.
            while !rest.is_empty() {
                let left = limit.saturating_sub(unpacked.len() as u64);
                let decoder = ruzstd::decoding::StreamingDecoder::new(&mut rest)
                    .map_err(|e| format!("damaged zstd data: {e}"))?;
                unpacked.extend(read_to_limit(decoder, "zstd", left)?);
            }
            Ok(unpacked)
        }
    }
}

#[cfg(not(feature = "compress"))]
fn open(_: &[u8], packing: Packing, _: u64) -> Result<Vec<u8>, String> {
    Err(format!(
        "{packing:?} data; this build of rashomon has no feature 'compress'"
    ))
}

#[cfg(feature = "compress")]
fn read_to_limit(reader: impl std::io::Read, name: &str, limit: u64) -> Result<Vec<u8>, String> {
    use std::io::Read;

    let mut unpacked = Vec::new();
    reader
        .take(limit + 1)
        .read_to_end(&mut unpacked)
        .map_err(|e| format!("damaged {name} data: {e}"))?;
    if unpacked.len() as u64 > limit {
        return Err(format!(
            "unpacks to more than the limit of {} MB; unpack and split it",
            limit >> 20
        ));
    }
    Ok(unpacked)
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
