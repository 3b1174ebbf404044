"""Times the NumPy reference on a scenario, and holds its figures against a report of the engine.

    python compare.py SCENARIO.json REPORT.json FUTURES SEED [--plain]

The report is what `ratecard simulate SCENARIO --json` prints. Exits with 1 when a figure of one differs from the
other's by 4 standard errors or more. Lines for people are Markdown; lines with tabs, for `cargo xtask bench`, hold
a name and samples of it, in milliseconds per future.
"""

import json
import sys

import numpy as np

import people
import reference
import scenario

MOST_Z = 4.0
# Chance that a standard normal number lies at least 4 from 0.
FALSE_ALARM = 6.334e-5
# Share of the futures that must differ from the usual one before spreads are compared.
LEAST_SHARE = 0.05


class Comparison:
    """Figures of the two sides, and how many standard errors lie between them."""

    def __init__(self, run, n_engine):
        self.run = run
        self.n_engine = n_engine
        self.z = {}

    def mean(self, name, theirs, error=None):
        """Compares a mean; where the report has no error, the engine's futures are taken to vary as ours."""
        own = self.run.statistics[name]
        if theirs is None or not own["n"]:
            return self.note(name, 0.0 if theirs is None and not own["n"] else np.inf)
        if error is None:
            error = own["mean_error"] * (own["n"] / self.n_engine) ** 0.5
        return self.note(name, ratio(own["mean"] - theirs, np.hypot(own["mean_error"], error)))

    def amount(self, name, theirs):
        """Compares the mean of something that every future has, and how widely it spreads."""
        z = self.mean(name, theirs["mean"], theirs["mean_error"])
        values = np.asarray(self.run.figures[name], float)
        # Of what only few futures have, percentiles say little.
        if np.mean(values != np.median(values)) >= LEAST_SHARE:
            own, error = spread(values)
            # The engine's futures are no less sure than as many independent ones.
            error *= (1 + len(values) / self.n_engine) ** 0.5
            if error > 0:
                self.note(f"{name}, spread", (own - (theirs["p90"] - theirs["p10"])) / error)
        return z

    def note(self, name, z):
        # What cannot be compared does not agree.
        self.z[name] = np.inf if np.isnan(z) else z
        return z


def ratio(difference, error):
    return difference / error if error > 0 else (0.0 if abs(difference) < 1e-9 else np.inf)


def compare(plan, run, report):
    """Every outcome, every total, every quarter and month."""
    comparison = Comparison(run, report["trials"])
    cap, capital, people, value = (report[part] for part in ("cap", "capital", "people", "value"))
    rows = []
    for outcome in report["outcomes"]:
        names = {part: f"{outcome['id']} {part}" for part in ("achieved", "late", "claimed", "earned", "paid")}
        z = {part: comparison.amount(name, outcome[part]) for part, name in names.items()}
        rows.append((outcome, run.statistics[names["achieved"]]["mean"], z))
    totals = {
        "earned": report["earned"],
        "paid": report["paid"],
        "unpaid": report["unpaid"],
        "unpaid by payer caps": report["unpaid_by_cap"]["payer"],
        "unpaid by contract cap": report["unpaid_by_cap"]["contract"],
        "unpaid after cap": cap["unpaid_after"],
        "costs": report["costs"],
        "present value": value["present_value"],
        "referrals": people["referrals"],
        "starts": people["starts"],
        "caseload peak": people["caseload_peak"],
    }
    totals |= {name: capital[name] for name in ("peak", "drawn", "distributed", "unfunded", "loss")}
    totals |= {f"paid by {payer['id']}": payer["paid"] for payer in report["payers"]}
    for name, theirs in totals.items():
        comparison.amount(name, theirs)
    shares = {
        "cap reached": cap["probability"],
        "loss made": capital["probability_of_loss"],
        "over minimum": capital["probability_over_minimum"],
        "over maximum": capital["probability_over_maximum"],
    }
    for name, theirs in shares.items():
        comparison.mean(name, theirs, (theirs * (1 - theirs) / report["trials"]) ** 0.5)
    parts = {
        "months after cap": cap["months_after"],
        "irr": capital["irr"],
        "multiple": capital["multiple"],
        "cost per start": value["cost_per_start"],
        "cost per achievement": value["cost_per_achievement"],
        "cost per lasting": value["cost_per_lasting"],
    }
    for name, theirs in parts.items():
        comparison.mean(name, theirs and theirs["mean"], theirs and theirs["mean_error"])
    if len(report["quarters"]) == len(plan.period_ends):
        for end, quarter in zip(plan.period_ends, report["quarters"]):
            comparison.amount(f"paid for month {end}", quarter["paid"])
    for month, theirs in enumerate(report["months"]):
        comparison.mean(f"exposure in month {month}", theirs["exposure"]["mean"])
        if month < plan.n_months:
            comparison.mean(f"caseload in month {month}", theirs["caseload"])
    for name, pairs in run.twins.items():
        theirs = report["sources"][name]
        if theirs is None:
            continue
        share, error = shared_variance(pairs)
        # Where nearly every future pays the cap, too few differ to say.
        if not error > 0:
            continue
        error = np.hypot(error, theirs["error"])
        comparison.note(f"{name}, share of the unknowns", ratio(share - theirs["unknowns"], error))
    return comparison, rows


def spread(values):
    """What the middle 80 of 100 futures span, and its error by bootstrap."""
    dice = np.random.default_rng(len(values))
    samples = (values[dice.integers(0, len(values), len(values))] for _ in range(100))
    low, high = np.percentile(values, [10, 90], method="inverted_cdf")
    spans = [np.subtract(*np.percentile(sample, [90, 10], method="inverted_cdf")) for sample in samples]
    return high - low, np.std(spans)


def shared_variance(pairs):
    """The correlation of futures with their twins, and its error by bootstrap."""
    dice = np.random.default_rng(len(pairs))
    samples = (pairs[dice.integers(0, len(pairs), len(pairs))] for _ in range(200))
    with np.errstate(invalid="ignore"):
        error = np.std([np.corrcoef(sample.T)[0, 1] for sample in samples])
        return np.corrcoef(pairs.T)[0, 1], error


def print_tables(comparison, rows):
    z = comparison.z
    print("| outcome | achieved, engine | achieved, NumPy | z achieved | z late | z claimed | z earned | z paid |")
    print("|---|---|---|---|---|---|---|---|")
    for outcome, own, scores in rows:
        cells = [f"{scores[part]:+.1f}" for part in ("achieved", "late", "claimed", "earned", "paid")]
        print(f"| {outcome['name']} | {outcome['achieved']['mean']:.1f} | {own:.1f} | {' | '.join(cells)} |")
    print()
    outcomes = {f"{outcome['id']} {part}" for outcome, _, scores in rows for part in scores}
    by_month = {name for name in z if " month " in name}
    print("| figure | z of the mean | z of the spread |")
    print("|---|---|---|")
    for name in z:
        if name not in outcomes | by_month and not name.endswith(", spread"):
            spread = z.get(f"{name}, spread")
            print(f"| {name} | {z[name]:+.1f} | {'' if spread is None else f'{spread:+.1f}'} |")
    furthest = max(abs(z[name]) for name in by_month)
    print(f"| quarters and months, the furthest of {len(by_month)} | {furthest:.1f} | |")
    spreads = [abs(z[f"{name}, spread"]) for name in outcomes if f"{name}, spread" in z]
    print(f"| outcomes, the furthest spread of {len(spreads)} | | {max(spreads):.1f} |")
    print()


def main():
    arguments = [word for word in sys.argv[1:] if word != "--plain"]
    document, report, n_futures, seed = arguments
    dice = people.PlainDice if "--plain" in sys.argv else people.Dice
    try:
        plan = scenario.load(document)
    except scenario.Refused as refusal:
        sys.exit(f"{refusal}: choose another scenario")
    run = reference.run(plan, int(n_futures), int(seed), dice)
    with open(report, encoding="utf-8") as file:
        comparison, rows = compare(plan, run, json.load(file))
    print_tables(comparison, rows)
    z = comparison.z
    worst = max(z, key=lambda name: abs(z[name]))
    print(
        f"{len(z)} figures lie within {abs(z[worst]):.2f} standard errors of each other; the furthest is {worst}. "
        f"Were both sides right, at most {100 * FALSE_ALARM * len(z):.1f} in 100 seeds would show one at "
        f"{MOST_Z:.0f} or beyond."
    )
    futures = np.sum([run.seconds[stage] for stage in ("people", "contract", "ledger")], axis=0)
    seconds = {
        "people": run.seconds["people"],
        "contract": np.add(run.seconds["contract"], run.seconds["ledger"]),
        "futures": futures,
        "summary": run.seconds["summary"],
        "whole": futures + run.seconds["summary"],
    }
    for stage, samples in seconds.items():
        print(f"{dice.NAME} {stage}", *(f"{1000 * sample:.5f}" for sample in samples), sep="\t")
    print("numpy version", np.__version__, sep="\t")
    if not abs(z[worst]) < MOST_Z:
        sys.exit(f"{worst} differs by {z[worst]:.1f} standard errors: the engine or the reference is wrong.")


if __name__ == "__main__":
    main()
