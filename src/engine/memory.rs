//! What a pricing of kept people leaves for the next one, so that only what an edit touches is worked out again.

use super::account::Account;
use super::claims::{Changed, Claims, LineClaims};
use super::plan::{CostPlan, PricedSpan, Work};

/// What the futures of a range came to when they were priced last.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    terms: Option<Terms>,
    /// In the order in which the futures were priced.
    futures: Vec<Remembered>,
}

/// The terms that claims and costs were worked out under. Each holds all that theirs depend on, beside the people.
#[derive(Clone, Debug)]
struct Terms {
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

/// What of the futures at hand is known from before.
#[derive(Debug, Default)]
pub(super) struct Known {
    claims: Option<KnownClaims>,
    pub(super) are_costs: bool,
}

#[derive(Debug)]
struct KnownClaims {
    before: Vec<Vec<PricedSpan>>,
    changed: Vec<usize>,
}

impl Known {
    /// The lines whose claims have changed; `None` where claims are not known at all.
    pub(super) fn claims(&self) -> Option<Changed<'_>> {
        let KnownClaims { before, changed } = self.claims.as_ref()?;
        Some(Changed { lines: changed, before })
    }
}

impl Memory {
    /// About how many bytes a future takes, of so many lines and months.
    pub(super) fn bytes(n_lines: usize, n_months: usize) -> usize {
        let lines = n_lines * size_of::<LineClaims>();
        size_of::<Remembered>() + lines + 2 * n_months * size_of::<i64>()
    }

    /// Turns to other terms for so many futures of whole people, or of expected ones: says what stays known under
    /// them. From now on what is remembered is taken to be of these.
    pub(super) fn turn_to(&mut self, plan: &Work, n_futures: usize, are_whole: bool) -> Known {
        let terms = Terms::new(plan, are_whole);
        let known = match self.terms.take() {
            Some(before) if self.futures.len() == n_futures => before.hold_under(&terms),
            _ => Known::default(),
        };
        self.terms = Some(terms);
        self.futures.resize_with(n_futures, Remembered::default);
        known
    }

    /// Lends what is remembered of a future to its account, or takes it back with what came of it.
    pub(super) fn exchange(&mut self, number: usize, account: &mut Account) {
        let Some(Remembered { claims, costs }) = self.futures.get_mut(number) else { return };
        std::mem::swap(costs, &mut account.costs.by_month);
        if self.terms.as_ref().is_some_and(|terms| terms.claims.is_some()) {
            std::mem::swap(claims, &mut account.claims);
        }
    }
}

impl Terms {
    /// Claims are not remembered where it would be of no use: expected numbers are rounded price by price, and bands
    /// depend on what came before.
    fn new(plan: &Work, are_whole: bool) -> Terms {
        let contract = &plan.contract;
        let is_useful = are_whole && contract.bands.iter().all(Vec::is_empty);
        Terms {
            claims: is_useful.then(|| ClaimTerms {
                spans: contract.all_spans().to_vec(),
                n_lines: contract.n_lines(),
                n_months: contract.claim_months,
            }),
            costs: plan.ledger.costs.clone(),
        }
    }

    /// What was worked out under these terms and stays so under others.
    fn hold_under(self, other: &Terms) -> Known {
        let are_costs = self.costs == other.costs;
        let claims =
            self.claims.zip(other.claims.as_ref()).and_then(|(old, new)| old.hold_under(new));
        Known { claims, are_costs }
    }
}

impl ClaimTerms {
    fn hold_under(self, other: &ClaimTerms) -> Option<KnownClaims> {
        let n_classes = (other.spans.len() / other.n_lines.max(1)).max(1);
        let lines = self.spans.chunks(n_classes).zip(other.spans.chunks(n_classes)).enumerate();
        let changed = lines.filter(|(_, (old, new))| old != new).map(|(line, _)| line).collect();
        (self.n_months == other.n_months).then_some(KnownClaims { before: self.spans, changed })
    }
}
