//! The investors' ledger of one trial: receipts, costs, draws and distributions, month by month.

use crate::engine::plan::ledger::LedgerPlan;
use crate::engine::plan::pence::to_pence;

use super::irr::annual_irr;
use super::proration::portion;

/// What happened to the money in one trial. Amounts in pence.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Ledger {
    pub(in crate::engine) receipts: i64,
    pub(in crate::engine) costs: i64,
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
    /// Drawn less capital returned, at each month's end.
    pub(in crate::engine) exposure: Vec<i64>,
    pub(in crate::engine) peak: i64,
    pub(in crate::engine) peak_month: usize,
    /// Highest exposure and unfunded need together.
    pub(in crate::engine) peak_need: i64,
    /// Month after which no capital is out any more; absent where none was used or some never came back.
    pub(in crate::engine) payback: Option<usize>,
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
            self.receipts += receipt;
            present_value += receipt as f64 * plan.discounts[month];
            self.costs += cost;
            balances.cash += receipt;
            self.repay_unfunded(&mut balances);
            balances.cash -= cost;
            let drawn = self.draw(plan, &mut balances);
            self.carry_unfunded(&mut balances);
            let last = month + 1 == plan.n_months;
            let is_due = month == next_distribution;
            if is_due {
                next_distribution += plan.distribution_months;
            }
            let distributed =
                if is_due || last { self.distribute(plan, &mut balances, last) } else { 0 };
            self.flows.push(distributed - drawn);
            if balances.capital > 0 {
                self.payback = None;
            } else if self.drawn > 0 {
                self.payback.get_or_insert(month);
            }
            self.exposure.push(balances.capital);
            if balances.capital > self.peak {
                self.peak = balances.capital;
                self.peak_month = month;
            }
            self.peak_unfunded = self.peak_unfunded.max(self.unfunded);
            self.peak_need = self.peak_need.max(balances.capital + self.unfunded);
        }
        self.closing_cash = balances.cash;
        self.present_value = to_pence(present_value);
    }

    /// Receipts repay unfunded need before anything else.
    fn repay_unfunded(&mut self, balances: &mut Balances) {
        let repaid = self.unfunded.min(balances.cash.max(0));
        self.unfunded -= repaid;
        balances.cash -= repaid;
    }

    fn draw(&mut self, plan: &LedgerPlan, balances: &mut Balances) -> i64 {
        let wanted = (plan.buffer - balances.cash).max(0);
        let drawn = wanted.min(plan.commitment_most - self.drawn);
        self.drawn += drawn;
        balances.capital += drawn;
        balances.cash += drawn;
        drawn
    }

    /// What neither cash nor the commitment covers is carried.
    fn carry_unfunded(&mut self, balances: &mut Balances) {
        if balances.cash < 0 {
            self.unfunded -= balances.cash;
            balances.cash = 0;
        }
    }

    /// Pays out cash above the buffer, and in the last month all; returns what investors get.
    fn distribute(&mut self, plan: &LedgerPlan, balances: &mut Balances, last: bool) -> i64 {
        let keep = if last { 0 } else { plan.buffer };
        let mut left = (balances.cash - keep).max(0);
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

    /// Annual effective rate of return; absent where no capital is used, or no rate fits the flows.
    pub(in crate::engine) fn irr(&self) -> Option<f64> {
        if self.drawn > 0 { annual_irr(&self.flows) } else { None }
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
