//! What all products in whole numbers share: rows of inputs are rounded, taken several at a time, and their sums scaled back.

/// A whole number that holds a rounded input.
pub(super) trait Rounded: Copy + Default + Into<i32> {
    /// From the low bits of a whole number in range.
    fn of(bits: u32) -> Self;
}

impl Rounded for i8 {
    #[inline(always)]
    fn of(bits: u32) -> Self {
        bits as i8
    }
}

impl Rounded for i16 {
    #[inline(always)]
    fn of(bits: u32) -> Self {
        bits as i16
    }
}

/// Rounds a row to whole numbers of up to `most`; returns what one of them stands for.
#[inline(always)]
pub(super) fn round<T: Rounded>(row: &[f32], most: f32, rounded: &mut [T]) -> f32 {
    // Without the sign bit, floating-point numbers are ordered like their bit patterns.
    let mut lanes = [0u32; 16];
    let (parts, rest) = row.as_chunks::<16>();
    for part in parts {
        for (lane, v) in lanes.iter_mut().zip(part) {
            *lane = (v.to_bits() & 0x7fff_ffff).max(*lane);
        }
    }
    for (lane, v) in lanes.iter_mut().zip(rest) {
        *lane = (v.to_bits() & 0x7fff_ffff).max(*lane);
    }
    let largest = f32::from_bits(lanes.into_iter().fold(0, u32::max)).max(1e-20);
    let factor = most / largest;
    for (rounded, v) in rounded.iter_mut().zip(row) {
        // Adding 1.5 * 2^23 rounds to the nearest whole number, ties to even, and leaves it in the low bits.
        *rounded = T::of((v * factor + 12_582_912.0).to_bits());
    }
    largest / most
}

/// Writes sums of one row, times its scale and that of each output.
#[inline(always)]
pub(super) fn scale<const STRIP: usize>(
    sums: &[i32; STRIP],
    row: f32,
    outputs: &[f32],
    out: &mut [f32],
) {
    // Through arrays of fixed length, so that the compiler sees whole vectors.
    let mut results = [0f32; STRIP];
    for ((result, &sum), &output) in results.iter_mut().zip(sums).zip(outputs) {
        *result = sum as f32 * (row * output);
    }
    out.copy_from_slice(&results);
}

/// The sums of so many rows with the weights of one strip of outputs, as many rows at once as are left for the sizes given, largest first; `$store` is what is
/// done with those of each. A macro, because a function would not be compiled for the instructions of the one that calls it.
#[cfg(target_arch = "x86_64")]
macro_rules! in_blocks {
    ($tile:ident, $rounded:expr, $count:expr, $weights:expr, [$($size:expr),+], |$row:ident, $sums:ident| $store:expr) => {
        let padded = $rounded.len() / $count.max(1);
        let mut first = 0;
        $(while $count - first >= $size {
            let sums = $tile::<{ $size }>(&$rounded[first * padded..][..$size * padded], $weights);
            for (r, $sums) in sums.iter().enumerate() {
                let $row = first + r;
                $store;
            }
            first += $size;
        })+
    };
}
#[cfg(target_arch = "x86_64")]
pub(super) use in_blocks;

/// Whole numbers from -128 to 127, as if at random.
#[cfg(test)]
pub(super) fn numbers(count: usize, seed: u32) -> Vec<i32> {
    let mut state = seed;
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as i32 - 128
        })
        .collect()
}
