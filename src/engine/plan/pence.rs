//! Rounding: where a product becomes money.

/// Rounds to whole pence, half up: the one place where a product becomes money.
#[inline]
pub(in crate::engine) fn to_pence(amount: f64) -> i64 {
    let raised = amount + 0.5;
    if raised < 0.0 { floor(raised) } else { towards_zero(raised) }
}

/// Apart, so that nobody waits for what hardly any amount needs.
#[cold]
fn floor(number: f64) -> i64 {
    let towards_zero = towards_zero(number);
    towards_zero - i64::from(towards_zero as f64 > number)
}

#[inline]
fn towards_zero(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "amounts are bounded far below 2^63")]
    let whole = number as i64;
    whole
}
