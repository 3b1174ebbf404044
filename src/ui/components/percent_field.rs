//! Fields for shares and rates, typed and shown as percentages.

use super::value_field::{FieldValue, ValueField};
use crate::format;
use crate::model::{AnnualRate, Probability};

pub type PercentField = ValueField<Probability>;
pub type RateField = ValueField<AnnualRate>;
pub type ShareField = ValueField<BasisPoints>;

/// A share in hundredths of a percent, as contracts divide payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasisPoints(pub u32);

impl FieldValue for Probability {
    const SUFFIX: &'static str = "%";

    fn show(&self) -> String {
        format::percent_in_field(self.get())
    }

    fn read(text: &str) -> Result<Probability, String> {
        format::typed_percent(text).map_err(|error| error.to_string())
    }
}

impl FieldValue for AnnualRate {
    const SUFFIX: &'static str = "% a year";

    fn show(&self) -> String {
        format::percent_in_field(self.get())
    }

    fn read(text: &str) -> Result<AnnualRate, String> {
        let percent = format::typed_number(text.trim().trim_end_matches('%'));
        let percent = percent.map_err(|error| error.to_string())?;
        AnnualRate::new((percent * 1e6).round() / 1e8)
            .map_err(|_| "is out of range: write a yearly percentage from −50 to 100".to_owned())
    }
}

impl FieldValue for BasisPoints {
    const SUFFIX: &'static str = "%";

    fn show(&self) -> String {
        format::percent_in_field(f64::from(self.0) / 10_000.0)
    }

    fn read(text: &str) -> Result<BasisPoints, String> {
        let share = format::typed_percent(text).map_err(|error| error.to_string())?;
        let points = (share.get() * 10_000.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from 0 to 10,000"
        )]
        Ok(BasisPoints(points as u32))
    }
}
