//! How far to trust a figure.

use deserr::Deserr;
use serde::Serialize;

use super::Problems;

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, rename_all = lowercase)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Read in the source itself.
    Verified,
    /// Read in a third party's copy of the source.
    Mirrored,
    /// Computed from other published figures.
    Derived,
    /// Fitted so that results match published ones.
    Fitted,
    /// Made up, of a plausible size.
    Illustrative,
}
