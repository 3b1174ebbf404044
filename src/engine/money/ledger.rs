//! The investors' ledger of one trial: receipts, costs, draws and distributions, month by month.

use crate::engine::plan::ledger::LedgerPlan;
use crate::engine::plan::pence::to_pence;

use super::irr::annual_irr;
use super::proration::portion;

/// What happened to the money in one trial. Amounts in pence.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Ledger {
    pub(in crate::engine) receipts: i64,
    /// Costs of delivery.
    pub(in crate::engine) costs: i64,
    /// What the fund takes.
    pub(in crate::engine) fees: i64,
    pub(in crate::engine) drawn: i64,
    /// To investors: capital, preferred return and surplus.
    pub(in crate::engine) distributed: i64,
    /// Surplus to the provider and the commissioner.
    pub(in crate::engine) to_others: i64,
    /// Unfunded need at the end.
    pub(in crate::engine) unfunded: i64,
    pub(in crate::engine) closing_cash: i64,
    /// Highest unfunded need.
    pub(in crate::engine) peak_unfunded: i64,
    /// First month that ends with unfunded need.
    pub(in crate::engine) first_unfunded: Option<usize>,
    /// Highest unfunded need that comes after money was distributed.
    pub(in crate::engine) unfunded_after_return: i64,
    /// Drawn less capital returned, at each month's end.
    pub(in crate::engine) exposure: Vec<i64>,
    pub(in crate::engine) peak: i64,
    pub(in crate::engine) peak_month: usize,
    /// Sum of the exposure of all months, in pence for one month.
    pub(in crate::engine) exposure_months: i64,
    /// Highest exposure and unfunded need together.
    pub(in crate::engine) peak_need: i64,
    /// Month after which no capital is out any more; absent where none was used or some never came back.
    pub(in crate::engine) payback: Option<usize>,
    /// Capital and preferred return that are still owed at the end.
    pub(in crate::engine) owed: i64,
    /// Receipts discounted to month 0.
    pub(in crate::engine) present_value: i64,
    /// Investors' flows by month: distributions less draws.
    flows: Vec<i64>,
}

/// The running balances.
#[derive(Default)]
struct Balances {
    cash: i64,
    capital: i64,
    preferred: i64,
}

impl Ledger {
    /// Runs the ledger; receipts and costs are pence by month.
    #[inline(never)]
    pub(in crate::engine) fn run(&mut self, plan: &LedgerPlan, receipts: &[i64], costs: &[i64]) {
        let (mut exposure, mut flows) =
            (std::mem::take(&mut self.exposure), std::mem::take(&mut self.flows));
        exposure.clear();
        flows.clear();
        *self = Ledger { exposure, flows, ..Ledger::default() };
        let mut balances = Balances::default();
        let mut present_value = 0.0;
        let mut next_distribution = plan.distributions_from;
        for (month, (&receipt, &cost)) in receipts.iter().zip(costs).enumerate() {
            let owed = balances.capital + balances.preferred;
            if owed > 0 {
                balances.preferred += to_pence(owed as f64 * plan.monthly_return);
            }
            let fee = plan.fees.in_month(month, balances.capital);
            self.receipts += receipt;
            present_value += receipt as f64 * plan.discounts[month];
            self.costs += cost;
            self.fees += fee;
            balances.cash += receipt;
            self.repay_unfunded(&mut balances);
            balances.cash -= cost + fee;
            let drawn = self.draw(plan, month, &mut balances);
            self.carry_unfunded(month, &mut balances);
            let last = month + 1 == plan.n_months;
            let is_due = month == next_distribution;
            if is_due {
                next_distribution += plan.distribution_months;
            }
            let distributed = if last {
                self.distribute(plan, &mut balances, 0)
            } else if is_due {
                let kept = plan.buffer + held_back(plan, month, costs, &balances);
                self.distribute(plan, &mut balances, kept)
            } else {
                0
            };
            self.flows.push(distributed - drawn);
            self.note_month(month, drawn, &balances);
        }
        self.closing_cash = balances.cash;
        self.owed = balances.capital + balances.preferred;
        self.present_value = to_pence(present_value);
    }

    /// Receipts and draws repay unfunded need before anything else.
    fn repay_unfunded(&mut self, balances: &mut Balances) {
        let repaid = self.unfunded.min(balances.cash.max(0));
        self.unfunded -= repaid;
        balances.cash -= repaid;
    }

    /// Draws capital, as needed or as set, and returns how much.
    fn draw(&mut self, plan: &LedgerPlan, month: usize, balances: &mut Balances) -> i64 {
        let up_to = |cash: i64| (cash - balances.cash).max(0);
        let last = month + 1 == plan.n_months;
        let wanted = match plan.set_draws.get(month) {
            // Everything is distributed in the last month: what costs do not need would go out and come back.
            None if last => up_to(0),
            None => up_to(plan.buffer),
            Some(set) if last => up_to(self.unfunded).min(*set),
            Some(set) => *set,
        };
        let used = if plan.may_redraw { balances.capital } else { self.drawn };
        let drawn = wanted.min(plan.commitment_most - used);
        self.drawn += drawn;
        balances.capital += drawn;
        balances.cash += drawn;
        if !plan.set_draws.is_empty() {
            self.repay_unfunded(balances);
        }
        drawn
    }

    /// What neither cash nor the commitment covers is carried.
    fn carry_unfunded(&mut self, month: usize, balances: &mut Balances) {
        if balances.cash < 0 {
            self.unfunded -= balances.cash;
            balances.cash = 0;
            self.first_unfunded.get_or_insert(month);
        }
    }

    /// Pays out cash above what is kept; returns what investors get.
    fn distribute(&mut self, plan: &LedgerPlan, balances: &mut Balances, kept: i64) -> i64 {
        let mut left = (balances.cash - kept).max(0);
        if left == 0 || self.unfunded > 0 {
            return 0;
        }
        balances.cash -= left;
        let capital = left.min(balances.capital);
        balances.capital -= capital;
        left -= capital;
        let preferred = left.min(balances.preferred);
        balances.preferred -= preferred;
        left -= preferred;
        let part = |bp: u32| portion(left, i64::from(bp), 10_000);
        // Leftover pence stay with the investors, who bear the risk.
        let others = part(plan.surplus_bp[1]) + part(plan.surplus_bp[2]);
        self.to_others += others;
        let to_investors = capital + preferred + left - others;
        self.distributed += to_investors;
        to_investors
    }

    /// Takes down how a month ends.
    fn note_month(&mut self, month: usize, drawn: i64, balances: &Balances) {
        if balances.capital > 0 {
            self.payback = None;
        } else if drawn > 0 {
            // It came back in the month in which it was drawn.
            self.payback = Some(month);
        } else if self.drawn > 0 {
            self.payback.get_or_insert(month);
        }
        self.exposure.push(balances.capital);
        self.exposure_months += balances.capital;
        if balances.capital > self.peak {
            self.peak = balances.capital;
            self.peak_month = month;
        }
        self.peak_unfunded = self.peak_unfunded.max(self.unfunded);
        self.peak_need = self.peak_need.max(balances.capital + self.unfunded);
        // Nothing is distributed while need is unfunded, so what is unfunded now arose after the last distribution.
        if self.distributed + self.to_others > 0 {
            self.unfunded_after_return = self.unfunded_after_return.max(self.unfunded);
        }
    }

    /// What the fund has taken in each month.
    pub(in crate::engine) fn fees_by_month(&self, plan: &LedgerPlan) -> Vec<i64> {
        let at_beginning = std::iter::once(&0).chain(&self.exposure);
        let months = at_beginning.zip(0..self.exposure.len());
        months.map(|(capital, month)| plan.fees.in_month(month, *capital)).collect()
    }

    /// Annual effective rate of return; absent where no capital is used, or no rate fits the flows.
    pub(in crate::engine) fn irr(&self) -> Option<f64> {
        let is_seen = self.distributed == 0 || self.flows.iter().any(|flow| *flow > 0);
        match self.drawn {
            0 => None,
            _ if is_seen => annual_irr(&self.flows),
            // All that came back came in months in which as much or more was drawn.
            drawn => (drawn == self.distributed).then_some(0.0),
        }
    }

    /// Profit a year for each pound that is out; absent where no capital is out at any month's end.
    pub(in crate::engine) fn return_on_capital(&self) -> Option<f64> {
        let profit = (self.distributed - self.drawn) as f64;
        (self.exposure_months > 0).then(|| 12.0 * profit / self.exposure_months as f64)
    }

    /// Distributed divided by drawn; absent where no capital is used.
    pub(in crate::engine) fn multiple(&self) -> Option<f64> {
        (self.drawn > 0).then(|| self.distributed as f64 / self.drawn as f64)
    }

    /// Drawn less distributed, where positive.
    pub(in crate::engine) fn loss(&self) -> i64 {
        (self.drawn - self.distributed).max(0)
    }
}

/// What is held back before a distribution, beside the buffer: the costs and fees of the coming months that are kept
/// in reserve, or what the central case still needs, whichever is more.
fn held_back(plan: &LedgerPlan, month: usize, costs: &[i64], balances: &Balances) -> i64 {
    let last = (month + plan.reserve_months).min(plan.n_months - 1);
    let fee = |month: usize| plan.fees.in_month(month, balances.capital);
    let reserve: i64 = (month + 1..=last).map(|month| costs[month] + fee(month)).sum();
    reserve.max(plan.planned_need.get(month).copied().unwrap_or(0))
}
