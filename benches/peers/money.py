"""The contract and ledger stages: claims, caps, payers, costs and capital. Amounts are whole pence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenario import NO_CAP, pence, to_pence


@dataclass
class Money:
    """Payments of a chunk, by play."""

    achieved: np.ndarray
    late: np.ndarray
    claimed: np.ndarray
    line_earned: np.ndarray
    line_paid: np.ndarray
    earned: np.ndarray
    paid: np.ndarray
    paid_by_period: np.ndarray
    payer_periods: np.ndarray
    taken_by_payer_caps: np.ndarray
    taken_by_contract_cap: np.ndarray
    reached: np.ndarray
    unpaid_after: np.ndarray


def settle(plan, people):
    """Claims, caps and payers, claim period by claim period."""
    months = plan.n_claim_months
    inside = people.achieved[..., :months]
    claims = np.where(plan.claimable[:, None], inside - people.barred[..., :months], 0)
    earned = (claims * plan.prices).sum(axis=2)
    n, n_lines = len(earned), len(plan.lines)
    achieved = people.achieved.sum(axis=(2, 3), dtype=np.int64)
    money = Money(
        achieved=achieved,
        late=achieved - inside.sum(axis=(2, 3), dtype=np.int64),
        claimed=claims.sum(axis=(2, 3)),
        line_earned=earned.sum(axis=2),
        line_paid=np.zeros((n, n_lines), np.int64),
        earned=np.zeros(n, np.int64),
        paid=np.zeros(n, np.int64),
        paid_by_period=np.zeros((n, len(plan.period_ends)), np.int64),
        payer_periods=np.zeros((n, len(plan.payer_ids), len(plan.period_ends)), np.int64),
        taken_by_payer_caps=np.zeros(n, np.int64),
        taken_by_contract_cap=np.zeros(n, np.int64),
        reached=np.full(n, -1),
        unpaid_after=np.zeros(n, np.int64),
    )
    payer_paid = np.zeros((n, len(plan.payer_ids)), np.int64)
    first = 0
    for period, end in enumerate(plan.period_ends):
        fixed = np.broadcast_to(plan.fixed_sums[first : end + 1], (n, end + 1 - first, 2))
        # By month and line: ties between remainders go to the earlier.
        due = np.concatenate([earned[:, :, first : end + 1].transpose(0, 2, 1), fixed], axis=2)
        total = due.sum(axis=(1, 2))
        parts = most_parts(plan, payer_paid, total)
        payable = parts.sum(axis=1)
        left = plan.cap[period] - money.paid if plan.cap is not None else np.full(n, NO_CAP)
        amount = np.minimum(payable, np.maximum(left, 0))
        is_cut = np.flatnonzero(amount < payable)
        if len(is_cut):
            parts[is_cut] = level(plan, payer_paid[is_cut], amount[is_cut])
        is_less = np.flatnonzero(amount < total)
        if len(is_less):
            due[is_less] = among_lines(due[is_less], amount[is_less])
        payer_paid += parts
        money.earned += total
        money.paid += amount
        money.paid_by_period[:, period] = amount
        money.payer_periods[:, :, period] = parts
        money.line_paid += due[:, :, :n_lines].sum(axis=1)
        money.taken_by_payer_caps += total - payable
        money.taken_by_contract_cap += payable - amount
        if plan.cap is not None:
            money.reached[(money.reached < 0) & (money.paid >= plan.cap[period])] = period
        # Nothing is carried from year to year here, so what goes unpaid in a period was earned in it.
        money.unpaid_after += np.where(money.reached >= 0, total - amount, 0)
        first = end + 1
    return money


def most_parts(plan, payer_paid, wanted):
    """What each payer could pay of each amount that is wanted."""
    if plan.others_pay:
        return level(plan, payer_paid, wanted)
    room = np.maximum(plan.payer_caps - payer_paid, 0)
    parts = wanted[:, None] * plan.payer_shares // plan.payer_shares.sum()
    parts[:, (plan.payer_shares > 0).argmax()] += wanted - parts.sum(axis=1)
    return np.minimum(parts, room)


def level(plan, payer_paid, amount):
    """Parts of each amount: payers whose share passes their room pay their room, the others the rest by their shares."""
    room = np.maximum(plan.payer_caps - payer_paid, 0)
    parts, left = np.zeros_like(payer_paid), amount.copy()
    is_open = np.broadcast_to(plan.payer_shares > 0, room.shape).copy()
    while True:
        weights = np.where(is_open, plan.payer_shares, 0)
        wanted = left[:, None] * weights // np.maximum(weights.sum(axis=1), 1)[:, None]
        is_full = is_open & (wanted >= room)
        if not is_full.any():
            break
        parts = np.where(is_full, room, parts)
        left = left - np.where(is_full, room, 0).sum(axis=1)
        is_open &= ~is_full
    parts = parts + wanted
    parts[np.arange(len(parts)), is_open.argmax(axis=1)] += np.where(is_open.any(axis=1), left - wanted.sum(axis=1), 0)
    return parts


def among_lines(due, available):
    """Rows of months and lines cut to what is available: leftover pence go among lines first, then among months."""
    by_line = in_proportion(due.sum(axis=1), available)
    n, n_months, n_lines = due.shape
    cut = in_proportion(due.transpose(0, 2, 1).reshape(-1, n_months), by_line.reshape(-1))
    return cut.reshape(n, n_lines, n_months).transpose(0, 2, 1)


def in_proportion(amounts, available):
    """Rows cut to what is available of each; leftover pence to the largest remainders, ties to the earlier."""
    total = np.maximum(amounts.sum(axis=1), 1)[:, None]
    scaled = amounts * available[:, None]
    cut = scaled // total
    pennies = available - cut.sum(axis=1)
    order = np.argsort(-(scaled % total), axis=1, kind="stable")
    np.put_along_axis(
        cut,
        order,
        np.take_along_axis(cut, order, axis=1) + (np.arange(amounts.shape[1]) < pennies[:, None]),
        axis=1,
    )
    return cut


@dataclass
class Ledger:
    """The investors' side of a chunk, by play."""

    costs: np.ndarray
    drawn: np.ndarray
    distributed: np.ndarray
    exposure: np.ndarray
    peak_need: np.ndarray
    peak_unfunded: np.ndarray
    payback: np.ndarray
    present_value: np.ndarray
    irr: np.ndarray


def n_ledger_months(plan):
    return max(plan.n_months, plan.n_claim_months + plan.lag)


def fund(plan, people, money, cost_factors):
    """Receipts, costs and capital, month by month."""
    n, n_months = len(money.paid), n_ledger_months(plan)
    costs, terms = plan.costs, plan.investment
    receipts = np.zeros((n, n_months), np.int64)
    for period, end in enumerate(plan.period_ends):
        receipts[:, end + plan.lag] += money.paid_by_period[:, period]
    monthly = np.zeros((n, n_months))
    monthly[:, 0] += pence(costs["set_up"])
    fund_monthly = pence(costs["personalisation_fund"]) / plan.n_delivery
    monthly[:, : plan.n_delivery] += pence(costs["fixed_monthly"]) + fund_monthly
    served = slice(plan.n_months)
    per_start = pence(costs["per_start"]) * costs["factors"]
    per_person = pence(costs["caseworker_monthly"]) / costs["caseload"] * costs["factors"]
    monthly[:, served] += np.einsum("nsm,s->nm", people.starts[..., served], per_start)
    monthly[:, served] += np.einsum("nsm,s->nm", people.caseload[..., served], per_person)
    inflation = (1 + costs["inflation"]) ** (np.arange(n_months) // 12)
    monthly = to_pence(monthly * inflation * cost_factors)

    buffer, most = pence(terms["buffer"]), pence(terms["commitment"]["most"])
    monthly_return = (1 + terms["preferred_return"]) ** (1 / 12) - 1
    others_bp = [terms["surplus"]["provider_bp"], terms["surplus"]["commissioner_bp"]]
    cash, capital, preferred, drawn, distributed, unfunded, peak_unfunded, peak_need = np.zeros((8, n), np.int64)
    payback = np.full(n, -1)
    flows, exposure = np.zeros((n_months, n), np.int64), np.zeros((n_months, n), np.int64)
    for month in range(n_months):
        preferred = preferred + to_pence((capital + preferred) * monthly_return)
        cash = cash + receipts[:, month]
        repaid = np.minimum(unfunded, np.maximum(cash, 0))
        unfunded = unfunded - repaid
        cash = cash - repaid - monthly[:, month]
        last = month + 1 == n_months
        # In the last month nothing is drawn to fill the buffer.
        draw = np.minimum(np.maximum((0 if last else buffer) - cash, 0), most - drawn)
        drawn, capital, cash = drawn + draw, capital + draw, cash + draw
        unfunded = unfunded - np.minimum(cash, 0)
        cash = np.maximum(cash, 0)
        since = month - terms["distributions_from"]
        if last or (since >= 0 and since % terms["distribution_months"] == 0):
            left = np.where(unfunded > 0, 0, np.maximum(cash - (0 if last else buffer), 0))
            cash = cash - left
            returned = np.minimum(left, capital)
            bonus = np.minimum(left - returned, preferred)
            capital, preferred = capital - returned, preferred - bonus
            surplus = left - returned - bonus
            paid_out = left - sum(surplus * bp // 10_000 for bp in others_bp)
        else:
            paid_out = 0
        distributed = distributed + paid_out
        flows[month] = paid_out - draw
        exposure[month] = capital
        payback = np.where(capital > 0, -1, np.where((drawn > 0) & (payback < 0), month, payback))
        peak_unfunded = np.maximum(peak_unfunded, unfunded)
        peak_need = np.maximum(peak_need, capital + unfunded)
    discounts = (1 + plan.discount_rate) ** (-np.arange(n_months) / 12)
    return Ledger(
        costs=monthly.sum(axis=1),
        drawn=drawn,
        distributed=distributed,
        exposure=exposure.T,
        peak_need=peak_need,
        peak_unfunded=peak_unfunded,
        payback=payback,
        present_value=to_pence(receipts @ discounts),
        irr=annual_irr(flows, drawn),
    )


def annual_irr(flows, drawn):
    """Annual rates by bracket and bisection: for a gain on the monthly discount factor, for a loss on what a month leaves
    of each pound; NaN where there is none."""
    total = flows.sum(axis=0)
    is_gain = total > 0
    least = np.where(is_gain, 0.68066, 1e-9)
    ascending = flows.astype(np.float64)

    def value(flows_in_order, v):
        value = np.zeros_like(v)
        for flow in flows_in_order:
            value = value * v + flow
        return value

    def is_right(v):
        return np.where(is_gain, value(ascending[::-1], v) > 0, value(ascending, v) <= 0)

    near = np.ones(flows.shape[1])
    far, searching, step = near.copy(), np.ones(len(near), bool), 0.004
    while searching.any():
        following = np.maximum(near - step, least)
        far = np.where(searching, following, far)
        goes_on = searching & is_right(following) & (following > least)
        near = np.where(goes_on, following, near)
        searching, step = goes_on, step * 1.25
    is_at_end = (far <= least) & is_right(far)
    near = np.where(is_at_end, far, near)
    for _ in range(50):
        middle = (near + far) / 2
        right = is_right(middle)
        near, far = np.where(right, middle, near), np.where(right, far, middle)
    yearly = ((near + far) / 2) ** 12.0
    rate = np.where(is_gain, np.minimum(1 / yearly - 1, 100), yearly - 1)
    rate = np.where(total == 0, 0.0, np.where(is_at_end & ~is_gain, np.nan, rate))
    rate = np.where((flows > 0).any(axis=0), rate, -1.0)
    return np.where(drawn > 0, rate, np.nan)
