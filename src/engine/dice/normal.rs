//! Standard normal numbers: by inversion of a uniform one, and from a generator.

use rand_distr::{Distribution, StandardNormal};

use super::rng::Key;

/// The number below which a standard normal lies with this chance, to about 1 in 10^16: Wichura (1988), algorithm
/// AS 241, PPND16. The chance lies strictly between 0 and 1.
pub(super) fn inverse(chance: f64) -> f64 {
    let q = chance - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    let tail = libm::sqrt(-libm::log(if q < 0.0 { chance } else { 1.0 - chance }));
    let size = if tail <= 5.0 { ratio(tail - 1.6, &MIDDLE) } else { ratio(tail - 5.0, &FAR) };
    if q < 0.0 { -size } else { size }
}

/// Coefficients of a numerator and of a denominator, from the constant up.
type Coefficients = [[f64; 8]; 2];

/// The ratio of two polynomials.
fn ratio(r: f64, [numerator, denominator]: &Coefficients) -> f64 {
    let at = |polynomial: &[f64; 8]| polynomial.iter().rev().fold(0.0, |sum, c| sum * r + c);
    at(numerator) / at(denominator)
}

const CENTRE: Coefficients = [
    [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_854e3,
    ],
];

const MIDDLE: Coefficients = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];

const FAR: Coefficients = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

/// A draw from a key's generator, to 2^-32: the sampler's tail uses the platform's logarithm, whose last bit may
/// differ between machines, and such differences end here.
pub(super) fn drawn(key: Key) -> f64 {
    const GRID: f64 = 4_294_967_296.0;
    let z: f64 = StandardNormal.sample(&mut key.stream());
    libm::round(z * GRID) / GRID
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverses_are_the_published_values() {
        // Worked out with 70 digits.
        let known = [
            (1.164_153_218_269_348_1e-10, -6.337_957_754_553_789),
            (1e-8, -5.612_001_244_174_789),
            (0.001, -3.090_232_306_167_813_5),
            (0.0749, -1.440_238_267_527_963_7),
            (0.1, -1.281_551_565_544_600_4),
            (0.25, -0.674_489_750_196_081_7),
            (0.6, 0.253_347_103_135_799_7),
            (0.93, 1.475_791_028_179_171),
            (0.975, 1.959_963_984_540_053_9),
            (0.9999, 3.719_016_485_455_708_4),
        ];
        for (chance, expected) in known {
            let found = inverse(chance);
            assert!((found / expected - 1.0).abs() < 2e-15, "{chance}: {found} {expected}");
        }
        assert!(inverse(0.5).abs() < 1e-16);
    }
}
