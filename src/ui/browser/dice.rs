//! Fresh seeds and fresh names: the only randomness outside the engine.

/// A seed from 1 to 999,999: short enough to read out over a telephone.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number lies between 1 and 999,999"
)]
pub fn fresh_seed() -> u32 {
    (js_sys::Math::random() * 999_999.0) as u32 + 1
}

/// A name that nobody else has, of twelve digits or a few less.
pub fn fresh_id() -> String {
    js_sys::Math::random().to_string().chars().skip(2).take(12).collect()
}
