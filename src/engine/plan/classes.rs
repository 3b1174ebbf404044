//! Price classes: segments whose claims are priced and capped alike are counted together.

use crate::model::{Contract, Scenario};

/// Segments that are counted together.
pub(super) struct PriceClass<'s> {
    /// Factor on prices.
    pub(super) factor: f64,
    /// The only segment of the class, where the contract names it: it may have prices and a cap of its own.
    pub(super) segment: Option<&'s str>,
}

/// All classes, in the order in which their segments are listed.
pub(super) struct PriceClasses<'s> {
    pub(super) classes: Vec<PriceClass<'s>>,
    /// Index of the class, by segment.
    pub(super) of_segment: Vec<usize>,
}

impl PriceClasses<'_> {
    /// A segment that has a price or a cap of its own is a class of its own, whatever these amount to, so that another
    /// amount leaves people counted as they are. The others go together by their price factor.
    pub(super) fn new(scenario: &Scenario) -> PriceClasses<'_> {
        let mut classes: Vec<PriceClass<'_>> = Vec::new();
        let mut of_segment = Vec::new();
        for segment in &scenario.cohort.segments {
            let factor = segment.price_factor.get();
            let named = is_named(scenario, &segment.id).then_some(segment.id.as_str());
            let known = classes.iter().position(|class| {
                named.is_none()
                    && class.segment.is_none()
                    && class.factor.to_bits() == factor.to_bits()
            });
            of_segment.push(known.unwrap_or(classes.len()));
            if known.is_none() {
                classes.push(PriceClass { factor, segment: named });
            }
        }
        PriceClasses { classes, of_segment }
    }
}

/// Whether a price or a cap per person names a segment.
fn is_named(scenario: &Scenario, id: &str) -> bool {
    let Contract { amendments, caps, .. } = &scenario.contract;
    let is_it = |segment: &Option<String>| segment.as_deref() == Some(id);
    let by_line = scenario.rate_card.outcomes.iter().any(|line| {
        line.segment_prices.iter().any(|price| price.segment == id)
            || line.price_changes.iter().any(|change| is_it(&change.segment))
    });
    let mut amended = amendments.iter().flat_map(|amendment| &amendment.prices);
    by_line
        || amended.any(|price| is_it(&price.segment))
        || caps.person_segments.iter().any(|cap| cap.segment == id)
}
