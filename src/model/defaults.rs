//! What a document leaves out, because it says nothing that its absence does not.

/// Whether a switch that is on by default is on.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(super) fn is_true(value: &bool) -> bool {
    *value
}

/// Whether a value is what its absence stands for.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
