"""The simulator's model once more, in vectorised NumPy: what the engine is measured against and checked by.

It plays the futures that docs/method.md describes, person by person, and shares neither code nor dice with
the engine. It is meant to be as fast as NumPy lets it be without changing the model:

- All people of a few dozen futures are simulated together, an array element each; block sizes were measured.
- A person who waits for an outcome is one number, a *place*: future, segment and month in one index, so that
  one addition moves it in time, one look-up finds its chance, and one `bincount` counts it.
- Chances are compared by 32 random bits. Eight are drawn for everybody, the other 24 for those whom eight let
  through.
- Whoever is referred and does not start is only counted: a binomial number of each month's referrals starts.
- An outcome that waits for any of several, one of which the others wait for themselves, waits for that one.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import process_time

import numpy as np

from money import fund, n_ledger_months, settle
from people import Dice, draw_unknowns, simulate_people
from scenario import pence

# Futures whose money is settled together.
FUTURES_IN_CHUNK = 1000
TWIN_EVERY = 8
# Figures whose spread is traced to what we do not know, by pairs of futures.
TWINNED = ("earned", "paid", "peak")
PERCENTILES = (10, 25, 50, 75, 90)


@dataclass
class Run:
    """Figures by name, one number per future, and what their making took."""

    figures: dict[str, np.ndarray]
    twins: dict[str, np.ndarray]
    statistics: dict[str, dict[str, float]]
    # Seconds of the processor per future of each chunk, by stage: other programs do not count.
    seconds: dict[str, list[float]]


def run(plan, n_futures, seed, dice=Dice):
    dice = dice(seed)
    columns, twins = [], []
    seconds = {"people": [], "contract": [], "ledger": []}
    for begin in range(0, n_futures, FUTURES_IN_CHUNK):
        n = min(FUTURES_IN_CHUNK, n_futures - begin)
        # One future in eight is played twice: the same unknowns, other luck.
        plays = np.concatenate([np.arange(n), np.arange(0, n, TWIN_EVERY)])
        times = [process_time()]
        unknowns = draw_unknowns(plan, dice, n, n_ledger_months(plan))
        people = simulate_people(plan, dice, unknowns, plays)
        times.append(process_time())
        money = settle(plan, people)
        times.append(process_time())
        ledger = fund(plan, people, money, unknowns.costs[plays])
        figures = figures_of(plan, people, money, ledger)
        times.append(process_time())
        columns.append({name: values[:n] for name, values in figures.items()})
        twins.append({name: np.stack([figures[name][:n:TWIN_EVERY], figures[name][n:]], 1) for name in TWINNED})
        for stage, begun, ended in zip(seconds, times, times[1:]):
            seconds[stage].append((ended - begun) / n)
    begun = process_time()
    figures = joined(columns)
    statistics = {name: statistics_of(values) for name, values in figures.items()}
    seconds["summary"] = [(process_time() - begun) / n_futures]
    return Run(figures, joined(twins), statistics, seconds)


def joined(chunks):
    return {name: np.concatenate([chunk[name] for chunk in chunks]) for name in chunks[0]}


def figures_of(plan, people, money, ledger):
    """Everything that is told of a future. Money in pounds."""
    caseload = people.caseload[..., : plan.n_months].sum(axis=1)
    in_contract = money.achieved - money.late
    lasting = in_contract[:, [line.lasting for line in plan.lines]].sum(axis=1)
    pounds = money.paid / 100

    def per(counts):
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(counts > 0, pounds / counts, np.nan)

    used = ledger.drawn > 0
    figures = {
        "earned": money.earned / 100,
        "paid": pounds,
        "unpaid": (money.earned - money.paid) / 100,
        "unpaid by payer caps": money.taken_by_payer_caps / 100,
        "unpaid by contract cap": money.taken_by_contract_cap / 100,
        "unpaid after cap": money.unpaid_after / 100,
        "cap reached": (money.reached >= 0).astype(float),
        "months after cap": np.where(
            money.reached >= 0, plan.n_claim_months - 1 - np.take(plan.period_ends, money.reached), np.nan
        ),
        "peak": ledger.exposure.max(axis=1) / 100,
        "drawn": ledger.drawn / 100,
        "distributed": ledger.distributed / 100,
        "unfunded": ledger.peak_unfunded / 100,
        "loss": np.maximum(ledger.drawn - ledger.distributed, 0) / 100,
        "loss made": (ledger.drawn > ledger.distributed).astype(float),
        "over minimum": (ledger.peak_need > pence(plan.investment["commitment"]["least"])).astype(float),
        "over maximum": (ledger.peak_need > pence(plan.investment["commitment"]["most"])).astype(float),
        "irr": ledger.irr,
        "multiple": np.where(used, ledger.distributed / np.maximum(ledger.drawn, 1), np.nan),
        "payback": np.where(ledger.payback >= 0, ledger.payback, np.nan),
        "costs": ledger.costs / 100,
        "present value": ledger.present_value / 100,
        "referrals": people.referrals,
        "starts": people.started,
        "caseload peak": caseload.max(axis=1),
        "cost per start": per(people.started),
        "cost per achievement": per(in_contract.sum(axis=1)),
        "cost per lasting": per(lasting),
    }
    for index, name in enumerate(plan.payer_ids):
        figures[f"paid by {name}"] = money.payer_periods[:, index].sum(axis=1) / 100
    for index, line in enumerate(plan.lines):
        figures[f"{line.id} achieved"] = money.achieved[:, index]
        figures[f"{line.id} late"] = money.late[:, index]
        figures[f"{line.id} claimed"] = money.claimed[:, index]
        figures[f"{line.id} earned"] = money.line_earned[:, index] / 100
        figures[f"{line.id} paid"] = money.line_paid[:, index] / 100
    cumulative = money.paid_by_period.cumsum(axis=1)
    for period, end in enumerate(plan.period_ends):
        figures[f"paid for month {end}"] = money.paid_by_period[:, period] / 100
        figures[f"paid by month {end}"] = cumulative[:, period] / 100
        for index, name in enumerate(plan.payer_ids):
            figures[f"paid by {name} for month {end}"] = money.payer_periods[:, index, period] / 100
    for month in range(ledger.exposure.shape[1]):
        figures[f"exposure in month {month}"] = ledger.exposure[:, month] / 100
    for month in range(plan.n_months):
        figures[f"caseload in month {month}"] = caseload[:, month]
    return figures


def statistics_of(values):
    """Mean, its standard error, and nearest-rank percentiles, over the futures that have the figure."""
    values = np.sort(values)
    n = int(np.count_nonzero(values == values))
    values = values[:n]
    if not n:
        return {"n": 0}
    deviation = float(values.std(ddof=1)) if n > 1 else 0.0
    return {
        "n": n,
        "mean": float(values.mean()),
        "mean_error": deviation / n**0.5,
        **{f"p{percent}": float(values[max(-(-n * percent // 100), 1) - 1]) for percent in PERCENTILES},
    }
