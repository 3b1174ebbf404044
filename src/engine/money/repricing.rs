//! Repricing: what one pricing of kept people leaves for the next, so that only what an edit touches is worked out
//! again.

use crate::engine::plan::Plan;
use crate::engine::plan::ledger::CostPlan;
use crate::engine::plan::prices::PricedSpan;

use super::claims::{Changed, Claims, LineClaims};

/// What the futures of a range came to when they were priced last.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct LastPricing {
    terms: Option<PricedUnder>,
    /// In the order in which the futures were priced.
    futures: Vec<Remembered>,
}

/// The terms that claims and costs were worked out under. Each holds all that theirs depend on, beside the people.
#[derive(Clone, Debug)]
struct PricedUnder {
    /// Absent where claims are not worth remembering.
    claims: Option<ClaimTerms>,
    costs: CostPlan,
}

#[derive(Clone, Debug)]
struct ClaimTerms {
    /// By line and class.
    spans: Vec<Vec<PricedSpan>>,
    n_lines: usize,
    n_months: usize,
}

#[derive(Clone, Debug, Default)]
struct Remembered {
    claims: Claims,
    /// Pence by month.
    costs: Vec<i64>,
}

/// Which remembered claims and costs still hold under the terms at hand.
#[derive(Debug, Default)]
pub(in crate::engine) struct StillValid {
    claims: Option<ValidClaims>,
    pub(in crate::engine) are_costs: bool,
}

#[derive(Debug)]
struct ValidClaims {
    before: Vec<Vec<PricedSpan>>,
    changed: Vec<usize>,
}

impl StillValid {
    /// The lines whose claims have changed; `None` where no remembered claims hold.
    pub(in crate::engine) fn claims(&self) -> Option<Changed<'_>> {
        let ValidClaims { before, changed } = self.claims.as_ref()?;
        Some(Changed { lines: changed, before })
    }
}

impl LastPricing {
    /// About how many bytes a future takes, of so many lines and months.
    pub(in crate::engine) fn bytes(n_lines: usize, n_months: usize) -> usize {
        let lines = n_lines * size_of::<LineClaims>();
        size_of::<Remembered>() + lines + 2 * n_months * size_of::<i64>()
    }

    /// Notes the new terms, for so many futures of whole people or of expected ones; returns which remembered claims
    /// and costs still hold under them.
    pub(in crate::engine) fn note_terms(
        &mut self,
        plan: &Plan,
        n_futures: usize,
        are_whole: bool,
    ) -> StillValid {
        let terms = PricedUnder::new(plan, are_whole);
        let valid = match self.terms.take() {
            Some(before) if self.futures.len() == n_futures => before.hold_under(&terms),
            _ => StillValid::default(),
        };
        self.terms = Some(terms);
        self.futures.resize_with(n_futures, Remembered::default);
        valid
    }

    /// Lends what is remembered of a future, its claims and its costs by month, or takes them back with what came of
    /// them.
    pub(in crate::engine) fn exchange(
        &mut self,
        number: usize,
        claims: &mut Claims,
        costs: &mut Vec<i64>,
    ) {
        let Some(remembered) = self.futures.get_mut(number) else { return };
        std::mem::swap(&mut remembered.costs, costs);
        if self.terms.as_ref().is_some_and(|terms| terms.claims.is_some()) {
            std::mem::swap(&mut remembered.claims, claims);
        }
    }
}

impl PricedUnder {
    /// Claims are not remembered where it would be of no use: expected numbers are rounded price by price, and bands
    /// depend on what came before.
    fn new(plan: &Plan, are_whole: bool) -> PricedUnder {
        let contract = &plan.terms.contract;
        let is_useful = are_whole && contract.bands.iter().all(Vec::is_empty);
        PricedUnder {
            claims: is_useful.then(|| ClaimTerms {
                spans: contract.all_spans().to_vec(),
                n_lines: contract.n_lines(),
                n_months: contract.claim_months,
            }),
            costs: plan.terms.ledger.costs.clone(),
        }
    }

    /// Which claims and costs worked out under these terms hold under others.
    fn hold_under(self, other: &PricedUnder) -> StillValid {
        let are_costs = self.costs == other.costs;
        let claims =
            self.claims.zip(other.claims.as_ref()).and_then(|(old, new)| old.hold_under(new));
        StillValid { claims, are_costs }
    }
}

impl ClaimTerms {
    fn hold_under(self, other: &ClaimTerms) -> Option<ValidClaims> {
        let n_classes = (other.spans.len() / other.n_lines.max(1)).max(1);
        let lines = self.spans.chunks(n_classes).zip(other.spans.chunks(n_classes)).enumerate();
        let changed = lines.filter(|(_, (old, new))| old != new).map(|(line, _)| line).collect();
        (self.n_months == other.n_months).then_some(ValidClaims { before: self.spans, changed })
    }
}
