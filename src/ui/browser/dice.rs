//! A fresh seed: the only randomness outside the engine.

/// A seed from 1 to 999,999: short enough to read out over a telephone.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number lies between 1 and 999,999"
)]
pub fn fresh_seed() -> u32 {
    (js_sys::Math::random() * 999_999.0) as u32 + 1
}
