//! Exponential, hyperbolic tangent, Gaussian error linear unit and layer normalisation in plain single-precision arithmetic.

/// Beyond these the exponential would leave the range of normal numbers.
const EXP_RANGE: (f32, f32) = (-87.0, 88.0);

/// `e` to the power of `x`, within two units in the last place; arguments beyond -87 and 88 count as these.
///
/// The argument is split into a whole multiple of ln 2 and a rest of at most half of it (Cody and Waite 1980); the rest goes into the
/// Taylor polynomial of degree 7.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    // Adding 1.5 * 2^23 rounds to the nearest whole number and leaves it in the low bits.
    const ROUND: f32 = 12_582_912.0;
    // ln 2 in two parts, the first short enough that its multiples are exact.
    const LN_2: (f32, f32) = (0.693_359_4, -2.121_944_4e-4);
    let x = x.clamp(EXP_RANGE.0, EXP_RANGE.1);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let times = shifted - ROUND;
    let rest = x - times * LN_2.0 - times * LN_2.1;
    let mut sum = 1.0 / 5_040.0;
    for coefficient in [
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ] {
        sum = sum * rest + coefficient;
    }
    let exponent = (shifted.to_bits() as i32) << 23;
    sum * f32::from_bits((exponent + (127 << 23)) as u32)
}

/// Hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// The error function, within 2e-7 (Abramowitz and Stegun 1964, 7.1.26).
#[inline(always)]
pub fn erf(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let mut sum = 1.061_405_4;
    for coefficient in [-1.453_152, 1.421_413_8, -0.284_496_72, 0.254_829_6] {
        sum = sum * t + coefficient;
    }
    (1.0 - sum * t * exp(-size * size)).copysign(x)
}

/// Replaces each number by its Gaussian error linear unit (Hendrycks and Gimpel 2016): the number times the share of a normal distribution
/// below it.
pub fn gelu(values: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 was just found on this processor.
        return unsafe { gelu_fast(values) };
    }
    gelu_portable(values);
}

/// The same code, compiled for wider vectors.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn gelu_fast(values: &mut [f32]) {
    gelu_portable(values);
}

#[inline(always)]
fn gelu_portable(values: &mut [f32]) {
    for value in values {
        *value *= 0.5 * (1.0 + erf(*value * std::f32::consts::FRAC_1_SQRT_2));
    }
}

/// Replaces numbers by their exponentials over the sum of all of these: shares of 1.
#[inline(always)]
pub fn softmax(values: &mut [f32]) {
    let largest = values.iter().copied().fold(f32::MIN, f32::max);
    for value in values.iter_mut() {
        *value = exp(*value - largest);
    }
    let inverse = 1.0 / sum(values.iter().copied());
    for value in values {
        *value *= inverse;
    }
}

/// Replaces numbers by the logarithms of their [`softmax`], from -11.5 (one in a hundred thousand) to 0.
pub fn log_softmax(values: &mut [f32]) {
    const LEAST: f32 = -11.5;
    let largest = values.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = values.iter().map(|value| exp(value - largest)).sum();
    let log = ln(sum) + largest;
    for value in values {
        *value = (*value - log).max(LEAST);
    }
}

/// Natural logarithm of a number of at least 1: Newton's method on [`exp`], which two steps bring to the last digits.
fn ln(x: f32) -> f32 {
    // The exponent, and a straight line between powers of two.
    let bits = x.to_bits() as f32 / 8_388_608.0 - 127.0;
    let mut y = bits * std::f32::consts::LN_2;
    for _ in 0..3 {
        y += x * exp(-y) - 1.0;
    }
    y
}

/// Layer normalisation (Ba, Kiros and Hinton 2016): mean 0 and variance 1 over one row, then a factor and a summand for each place.
pub fn normalise(row: &mut [f32], factors: &[f32], summands: &[f32]) {
    let count = row.len() as f32;
    let mean = sum(row.iter().copied()) / count;
    let variance = sum(row.iter().map(|v| (v - mean) * (v - mean))) / count;
    let inverse = 1.0 / (variance + 1e-12).sqrt();
    for ((value, factor), summand) in row.iter_mut().zip(factors).zip(summands) {
        *value = (*value - mean) * inverse * factor + summand;
    }
}

/// A sum in a fixed order of eight running sums.
#[inline(always)]
fn sum(values: impl Iterator<Item = f32>) -> f32 {
    let mut lanes = [0f32; 8];
    for (at, value) in values.enumerate() {
        lanes[at % 8] += value;
    }
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5]))
        + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From -20 to 20.
    fn arguments() -> impl Iterator<Item = f32> {
        (-2_000..=2_000).map(|i| i as f32 / 100.0)
    }

    #[test]
    fn functions_are_those_of_the_mathematical_library_but_for_the_last_digits() {
        for x in arguments() {
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 5e-7, "exp {x}");
            assert!(
                (tanh(x) - f64::from(x).tanh() as f32).abs() < 5e-7,
                "tanh {x}"
            );
        }
        // erf(1/2), erf(1), erf(2), from Abramowitz and Stegun 1964, table 7.1.
        for (x, value) in [
            (0.0, 0.0),
            (0.5, 0.520_499_9),
            (1.0, 0.842_700_8),
            (2.0, 0.995_322_3),
        ] {
            assert!((erf(x) - value).abs() < 5e-7, "{x} {}", erf(x));
            assert_eq!(erf(-x), -erf(x));
        }
    }

    #[test]
    fn what_is_out_of_range_is_no_infinity() {
        for x in [f32::MIN, -1e4, 1e4, f32::MAX] {
            assert!(exp(x).is_finite() && exp(x) > 0.0, "{x}");
            assert_eq!(tanh(x), x.signum());
        }
    }

    #[test]
    fn wider_vectors_give_the_same_bits() {
        let (mut wide, mut narrow): (Vec<f32>, Vec<f32>) =
            (arguments().collect(), arguments().collect());
        gelu(&mut wide);
        gelu_portable(&mut narrow);
        let bits = |v: &[f32]| v.iter().map(|x| x.to_bits()).collect::<Vec<u32>>();
        assert_eq!(bits(&wide), bits(&narrow));
        assert!(wide[0].abs() < 1e-6 && (wide[4_000] - 20.0).abs() < 1e-5);
    }

    #[test]
    fn shares_sum_to_one_and_normal_rows_have_no_mean() {
        let mut shares = [1.0, 2.0, 3.0, -80.0];
        softmax(&mut shares);
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(shares[2] > 0.66 && shares[3] < 1e-30);
        let mut logarithms = [1.0, 2.0, 3.0, -80.0];
        log_softmax(&mut logarithms);
        for (logarithm, share) in logarithms.into_iter().zip(shares).take(3) {
            assert!((logarithm - f64::from(share).ln() as f32).abs() < 1e-5);
        }
        assert_eq!(logarithms[3], -11.5);
        let mut row: Vec<f32> = (0..24).map(|i| i as f32 * 3.0 + 7.0).collect();
        normalise(&mut row, &[1.0; 24], &[0.0; 24]);
        let mean = row.iter().sum::<f32>() / 24.0;
        let variance = row.iter().map(|v| v * v).sum::<f32>() / 24.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4);
    }
}
