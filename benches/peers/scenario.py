"""Reads a scenario document into what all futures share; refuses by name what is not played here."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

WAIT_ENTRIES = 4096
Z90 = 1.2815515655
# Months beyond every horizon, and pence beyond every cap.
NEVER = 255
NO_CAP = 2**62


class Refused(Exception):
    """The scenario uses something that is not played here."""


def load(path):
    with open(path, encoding="utf-8") as file:
        return read(json.load(file))


class Estimate:
    """Low, central and high readings, on the scale of `log`, as a function of standard normal draws."""

    def __init__(self, value, scale):
        known = not isinstance(value, dict) or value["low"] == value["central"] == value["high"]
        self.central = value["central"] if isinstance(value, dict) else value
        self.spread = 0.0 if known else (scale(value["high"]) - scale(value["low"])) / (2 * Z90)

    def odds(self, z):
        with np.errstate(divide="ignore"):
            odds = np.float64(self.central) / (1 - np.float64(self.central))
        return odds * np.exp(self.spread * z)

    def factor(self, z):
        return self.central * np.exp(self.spread * z)


def chance(value):
    return Estimate(value, lambda p: np.log(p / (1 - p)))


def factor(value):
    return Estimate(value, np.log)


def pence(pounds):
    return round(100 * (pounds or 0))


def wait_table(least, mean_extra):
    """Months for each of 4,096 equally likely draws: a least time and a geometric extra."""
    extra = np.zeros(WAIT_ENTRIES)
    if mean_extra > 0:
        left = 1 - (np.arange(WAIT_ENTRIES) + 0.5) / WAIT_ENTRIES
        extra = np.floor(np.log(left) / np.log(mean_extra / (1 + mean_extra)))
    return np.minimum(least + extra, NEVER).astype(np.uint8)


def delay_table(delay):
    return wait_table(delay.get("min_months", 0), delay.get("mean_extra_months", 0))


@dataclass
class Line:
    """One outcome of the rate card."""

    id: str
    after: int | None
    chances: list[Estimate]
    odds_factors: np.ndarray
    wait: np.ndarray
    verified: float
    repeats: tuple[int, Estimate, np.ndarray] | None
    lasting: bool


@dataclass
class Plan:
    """What all futures share. Arrays by month have a place for each contract month."""

    n_delivery: int
    n_months: int
    n_claim_months: int
    referrals: np.ndarray
    shares: np.ndarray
    price_class: np.ndarray
    engagement: Estimate
    engagement_factors: np.ndarray
    start_wait: np.ndarray
    support_wait: np.ndarray
    returns: tuple[Estimate, np.ndarray] | None
    learning: np.ndarray
    volume: Estimate
    cost: Estimate
    dependence: float
    shocks: list[dict]
    lines: list[Line]
    order: list[int]
    prices: np.ndarray
    claimable: np.ndarray
    period_ends: list[int]
    fixed_sums: np.ndarray
    cap: np.ndarray | None
    payer_ids: list[str]
    payer_shares: np.ndarray
    payer_caps: np.ndarray
    others_pay: bool
    lag: int
    costs: dict
    investment: dict
    discount_rate: float

    @property
    def stride(self):
        """Places of one future and segment: a power of two, the last one for what comes after all months."""
        return 1 << self.n_months.bit_length()


def refuse_if(condition, field_name):
    if condition:
        raise Refused(f"{field_name} is not played by the NumPy reference")


def read(document):
    scenario = document.get("scenario", document)
    card, cohort, contract = scenario["rate_card"], scenario["cohort"], scenario["contract"]
    caps, outcomes = contract.get("caps", {}), card["outcomes"]
    amendments = contract.get("amendments") or []
    returns = cohort.get("re_referral")
    refuse_if(not scenario["run"]["luck"], "run.luck: false")
    refuse_if(not scenario["run"]["unknowns"], "run.unknowns: false")
    refuse_if(returns and card["returners"] != "once_per_journey", "rate_card.returners: once_per_person")
    for name in ("person", "person_segments", "person_groups", "lines", "groups", "year"):
        refuse_if(caps.get(name), f"contract.caps.{name}")
    refuse_if(caps.get("sharing", "pro_rata") != "pro_rata", "contract.caps.sharing")
    refuse_if(contract.get("after_cap", "keep_delivering") != "keep_delivering", "contract.after_cap")
    for amendment in amendments:
        for name in ("person_cap", "year_cap", "line_caps", "group_caps"):
            refuse_if(amendment.get(name), f"contract.amendments.{name}")
    for name in ("reserve_months", "redraw", "draws", "fees"):
        refuse_if(scenario["investment"].get(name), f"investment.{name}")
    # Documents of version 1 know no such switch, and hold nothing back.
    keeps_planned_need = scenario["investment"].get("keep_planned_need", document.get("version", 1) > 1)
    refuse_if(keeps_planned_need, "investment.keep_planned_need: true")
    for outcome in outcomes:
        for name in ("bands", "after_all", "unless", "within_months_of_start", "is_step", "segment_prices"):
            refuse_if(outcome.get(name), f"rate_card.outcomes.{outcome['id']}.{name}")
        refuse_if((outcome.get("repeats") or {}).get("every_weeks"), f"rate_card.outcomes.{outcome['id']}.repeats")
        dated = outcome.get("price_changes") or []
        refuse_if(any(change.get("segment") for change in dated), f"rate_card.outcomes.{outcome['id']}.price_changes")
    refuse_if(cohort.get("arrivals", "random") != "random", "cohort.arrivals")
    refuse_if(contract.get("payer_shares"), "contract.payer_shares")
    refuse_if(any(payer.get("most_in_year") for payer in contract["payers"]), "contract.payers.most_in_year")
    investment = scenario["investment"]
    for name in ("reserve_months", "redraw", "draws", "fees"):
        refuse_if(investment.get(name), f"investment.{name}")
    # Once nothing costs any more, the central case has no shortfall ahead of it.
    has_costs_left = investment["distributions_from"] < max(
        contract["delivery_months"], (contract.get("claims_end") or 0) + 1
    )
    refuse_if(investment.get("keep_planned_need", True) and has_costs_left, "investment.keep_planned_need")

    n_delivery = contract["delivery_months"]
    last_claim = contract.get("claims_end")
    n_claim_months = (n_delivery - 1 if last_claim is None else last_claim) + 1
    n_months = max(n_delivery, n_claim_months)
    segments = cohort["segments"]
    factors = [segment["price_factor"] for segment in segments]
    classes = sorted(set(factors), key=factors.index)
    lines = read_lines(outcomes, segments)
    learning = cohort.get("learning") or {"starting_odds": 1, "months": 1}
    way = np.minimum(np.arange(n_months + 1) / max(learning["months"], 1e-9), 1)
    months = np.arange(n_claim_months)
    calendar = int(contract["start"][5:]) - 1 + months
    is_end = (months == months[-1]) | (contract["claim_period"] == "month") | (calendar % 3 == 2)
    period_ends = [int(month) for month in np.flatnonzero(is_end)]
    grants, granted = read_grants(contract, n_claim_months)
    fee = np.zeros(n_claim_months, np.int64)
    for span in contract.get("service_fees") or []:
        last_month = min(span.get("to_month", n_delivery - 1), n_delivery - 1)
        refuse_if(last_month >= n_claim_months, "contract.service_fees after the last claim month")
        fee[span["from_month"] : last_month + 1] += pence(span["monthly"])
    index = contract.get("indexation")
    rises = np.maximum((months - index["first_month"]) // 12 + 1, 0) if index else 0 * months
    indexed = (1 + index["annual"] if index else 1.0) ** rises
    base = np.array([prices_of(outcome, amendments, n_claim_months) for outcome in outcomes])
    payers = contract["payers"]
    return Plan(
        n_delivery=n_delivery,
        n_months=n_months,
        n_claim_months=n_claim_months,
        referrals=referral_levels(cohort["referrals"], n_delivery),
        shares=np.array([segment["share"] for segment in segments]),
        price_class=np.array([classes.index(factor) for factor in factors]),
        engagement=chance(cohort["engagement"]),
        engagement_factors=np.array([segment["engagement_odds"] for segment in segments]),
        start_wait=delay_table(cohort["start_delay"]),
        support_wait=wait_table(1, max(cohort["support_months"] - 1, 0)),
        returns=returns
        and (chance(returns["chance"]), wait_table(1, max(returns["mean_gap_months"] - 1, 0))),
        learning=learning["starting_odds"] + (1 - learning["starting_odds"]) * way,
        volume=factor(cohort["volume"]),
        cost=factor(scenario["costs"]["uncertainty"]),
        dependence=scenario["uncertainty"]["dependence"],
        shocks=[
            shock | {"line_odds": np.array([odds_for(shock.get("odds"), outcome) for outcome in outcomes])}
            for shock in scenario["uncertainty"].get("shocks") or []
        ],
        lines=lines,
        order=prerequisite_order(lines),
        prices=to_pence(base[:, None, :] * np.array(classes)[:, None] * indexed),
        claimable=np.array(
            [is_on_card(outcome, amendments, n_claim_months) & ~granted for outcome in outcomes]
        ),
        period_ends=period_ends,
        fixed_sums=np.stack([grants, fee], axis=1),
        cap=cap_by_period(caps, amendments, period_ends),
        payer_ids=[payer["id"] for payer in payers],
        payer_shares=np.array([payer["share_bp"] for payer in payers]),
        payer_caps=np.array([pence(payer["most"]) if payer.get("most") else NO_CAP for payer in payers]),
        others_pay=contract["exhausted_payer"] == "others_pay",
        lag=contract["payment_lag_months"],
        costs=scenario["costs"] | {"factors": np.array([segment["cost_factor"] for segment in segments])},
        investment=scenario["investment"],
        discount_rate=scenario["discount_rate"],
    )


def read_lines(outcomes, segments):
    position = {outcome["id"]: index for index, outcome in enumerate(outcomes)}
    after = [[position[name] for name in outcome.get("after") or []] for outcome in outcomes]

    def waits_for(line, other):
        """Whether nobody reaches `line` without `other`."""
        earlier = after[line]
        return bool(earlier) and all(one == other or waits_for(one, other) for one in earlier)

    lines = []
    for index, outcome in enumerate(outcomes):
        firsts = [one for one in after[index] if not any(waits_for(one, other) for other in after[index])]
        refuse_if(len(firsts) > 1, f"rate_card.outcomes.{outcome['id']}.after with outcomes apart from each other")
        own = {chance["segment"]: chance["chance"] for chance in outcome.get("segment_chances") or []}
        repeats = outcome.get("repeats")
        lines.append(
            Line(
                id=outcome["id"],
                after=firsts[0] if firsts else None,
                chances=[chance(own.get(segment["id"], outcome["chance"])) for segment in segments],
                odds_factors=np.array([odds_for(segment.get("odds"), outcome) for segment in segments]),
                wait=delay_table(outcome["delay"]),
                verified=outcome["verified"] if outcome.get("verified") is not None else 1.0,
                repeats=repeats and (repeats["most"], chance(repeats["chance"]), delay_table(repeats["delay"])),
                lasting=bool(outcome.get("lasting")),
            )
        )
    return lines


def odds_for(factors, outcome):
    names = (outcome["domain"], outcome["id"])
    return float(np.prod([entry["odds"] for entry in factors or [] if entry["applies_to"] in names]))


def prerequisite_order(lines):
    order = []
    while len(order) < len(lines):
        order += [
            index
            for index, line in enumerate(lines)
            if index not in order and (line.after is None or line.after in order)
        ]
    return order


def referral_levels(steps, n_delivery):
    levels = np.zeros(n_delivery)
    for step, later in zip(steps, [*steps[1:], None]):
        end = later["from_month"] if later else n_delivery
        months = np.arange(step["from_month"], min(end, n_delivery))
        rise = (later["per_month"] - step["per_month"]) if later and step.get("ramp") else 0
        levels[months] = step["per_month"] + rise * (months - step["from_month"]) / max(end - step["from_month"], 1)
    return levels


def read_grants(contract, n_claim_months):
    grants, granted = np.zeros(n_claim_months, np.int64), np.zeros(n_claim_months, bool)
    for grant in contract.get("grants") or []:
        n = grant["to_month"] - grant["from_month"] + 1
        each, left = divmod(pence(grant["total"]), n)
        for place, month in enumerate(range(grant["from_month"], min(grant["to_month"] + 1, n_claim_months))):
            grants[month] += each + (place < left)
            granted[month] = True
    return grants, granted


def prices_of(outcome, amendments, n_claim_months):
    """Pence by month; of changes in one month an amendment's stands."""
    changes = [(0, 0, outcome["price"])]
    changes += [(change["from_month"], 1, change["price"]) for change in outcome.get("price_changes") or []]
    for amendment in amendments:
        mine = (price for price in amendment.get("prices") or [] if price["outcome"] == outcome["id"])
        changes += [(amendment["from_month"], 2, price["price"]) for price in mine]
    prices = np.zeros(n_claim_months)
    for month, _, price in sorted(changes, key=lambda change: change[:2]):
        prices[month:] = pence(price)
    return prices


def is_on_card(outcome, amendments, n_claim_months):
    name = outcome["id"]
    changes = []
    for amendment in amendments:
        added, dropped = amendment.get("added") or [], amendment.get("dropped") or []
        if name in added + dropped:
            changes.append((amendment["from_month"], name not in dropped))
    on_card = np.full(n_claim_months, not (changes and changes[0][1]))
    for month, is_added in changes:
        on_card[month:] = is_added
    window = outcome.get("window")
    months = np.arange(n_claim_months)
    return on_card & ((window["from_month"] <= months) & (months <= window["to_month"]) if window else True)


def cap_by_period(caps, amendments, period_ends):
    changes = [(0, caps.get("contract"))]
    changes += [(amendment["from_month"], amendment.get("contract_cap")) for amendment in amendments]
    changes = [(month, pence(cap)) for month, cap in changes if cap is not None]
    if not changes:
        return None
    return np.array([([NO_CAP] + [cap for month, cap in changes if month <= end])[-1] for end in period_ends])


def to_pence(amount):
    return np.floor(np.asarray(amount) + 0.5).astype(np.int64)
