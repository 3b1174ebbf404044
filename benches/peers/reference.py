"""The simulator's model once more, in vectorised NumPy: what the engine is measured against and checked by.

It plays the futures that docs/method.md describes, person by person, and shares neither code nor dice with
the engine. It is meant to be as fast as NumPy lets it be without changing the model:

- All people of a few dozen futures are simulated together, an array element each; the sizes below were measured.
- A person who waits for an outcome is one number, a *place*: future, segment and month in one index, so that
  one addition moves it in time, one look-up finds its chance, and one `bincount` counts it.
- Chances are compared by 32 random bits. Eight are drawn for everybody, the other 24 for those whom eight let through.
- Whoever is referred and does not start is only counted: a binomial number of each month's referrals starts.
- An outcome that waits for any of several, one of which the others wait for themselves, waits for that one.

Scenarios that use what is not played here are refused, with the name of the field.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

# Futures whose people are simulated together; 16 to 64 make little difference.
PLAYS_IN_BLOCK = 32
# Futures whose money is settled together.
FUTURES_IN_CHUNK = 1000
TWIN_EVERY = 8
WAIT_ENTRIES = 4096
Z90 = 1.2815515655
NEVER = 255
# Figures whose spread is traced to what we do not know, by pairs of futures.
TWINNED = ("earned", "paid", "peak")
PERCENTILES = (10, 25, 50, 75, 90)


class Refused(Exception):
    """The scenario uses something that is not played here."""


# ----------------------------------------------------------------------------------------------------------------
# Reading
# ----------------------------------------------------------------------------------------------------------------


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
    for name in ("person", "lines", "groups", "year"):
        refuse_if(caps.get(name), f"contract.caps.{name}")
    refuse_if(caps.get("sharing", "pro_rata") != "pro_rata", "contract.caps.sharing")
    refuse_if(contract.get("after_cap", "keep_delivering") != "keep_delivering", "contract.after_cap")
    for amendment in amendments:
        for name in ("person_cap", "year_cap", "line_caps", "group_caps"):
            refuse_if(amendment.get(name), f"contract.amendments.{name}")
    for outcome in outcomes:
        refuse_if(outcome.get("bands"), f"rate_card.outcomes.{outcome['id']}.bands")

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
    fee = np.where(months < n_delivery, pence(contract.get("monthly_service_fee")), 0)
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
        payer_caps=np.array([pence(payer["most"]) if payer.get("most") else 2**62 for payer in payers]),
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
    return np.array([([2**62] + [cap for month, cap in changes if month <= end])[-1] for end in period_ends])


def to_pence(amount):
    return np.floor(np.asarray(amount) + 0.5).astype(np.int64)


# ----------------------------------------------------------------------------------------------------------------
# One chunk of futures
# ----------------------------------------------------------------------------------------------------------------


class Dice:
    """Random bits in any width, and the few draws that need a distribution."""

    NAME = "numpy"

    def __init__(self, seed):
        self.bits = np.random.SFC64(seed)
        self.draw = np.random.Generator(self.bits)

    def words(self, n, width):
        per_word = 8 // np.dtype(width).itemsize
        return self.bits.random_raw(n // per_word + 1).view(width)[:n]

    def waits(self, table, n):
        if table[0] == table[-1]:
            return table[0]
        return table.take(self.words(n, np.uint16) >> 4)

    def happens(self, places, thresholds):
        """Which of `places` have less than their threshold, in units of 2^-32; `thresholds` may be one for all."""
        first = self.words(len(places), np.uint8)
        through = np.flatnonzero(first <= np.uint8(int(thresholds.max()) >> 24))
        places = places.take(through)
        number = first.take(through).astype(np.uint32) << np.uint32(24)
        number |= self.words(len(through), np.uint32) >> np.uint32(8)
        limit = thresholds.take(places) if thresholds.ndim else thresholds
        return places.take(np.flatnonzero(number < limit))


class PlainDice(Dice):
    """The draws that NumPy offers ready-made, as one would write them first; for comparison."""

    NAME = "plain numpy"

    def waits(self, table, n):
        return table[self.draw.integers(0, WAIT_ENTRIES, n)]

    def happens(self, places, thresholds):
        limit = thresholds[places] if thresholds.ndim else thresholds
        return places[self.draw.random(len(places)) * 2.0**32 < limit]


def threshold(odds):
    return np.asarray(np.clip((1 - 1 / (1 + odds)) * 2.0**32, 0, 2.0**32 - 1)).astype(np.uint32)


@dataclass
class Unknowns:
    """What is drawn once per future; the first axis of each array counts futures."""

    engagement: np.ndarray
    returns: np.ndarray | None
    line_odds: np.ndarray
    repeat_odds: np.ndarray
    month_odds: list[np.ndarray]
    referrals: np.ndarray
    costs: np.ndarray


def draw_unknowns(plan, dice, n, n_ledger_months):
    normal = dice.draw.standard_normal
    common = np.sqrt(plan.dependence) * normal(n)

    def reading():
        return common + np.sqrt(1 - plan.dependence) * normal(n)

    z = [reading() for _ in plan.lines]
    month_odds = [np.tile(plan.learning, (n, 1))] * len(plan.lines)
    referrals = np.tile(plan.volume.factor(normal(n))[:, None], plan.n_delivery)
    costs = np.tile(plan.cost.factor(normal(n))[:, None], n_ledger_months)
    for shock in plan.shocks:
        strikes = dice.draw.random(n) < shock["chance"]
        first = dice.draw.integers(shock["earliest_month"], shock["latest_month"] + 1, n)[:, None]

        def struck(n_places):
            months = np.arange(n_places)
            return strikes[:, None] & (first <= months) & (months < first + shock["months"])

        referrals = np.where(struck(plan.n_delivery), referrals * shock["referrals"], referrals)
        costs = np.where(struck(n_ledger_months), costs * shock["costs"], costs)
        during = struck(plan.n_months + 1)
        month_odds = [
            odds if factor == 1 else np.where(during, odds * factor, odds)
            for odds, factor in zip(month_odds, shock["line_odds"])
        ]
    by_segment = [[chance.odds(z_line) for chance in line.chances] for line, z_line in zip(plan.lines, z)]
    repeats = [line.repeats[1].odds(z_line) if line.repeats else 0 * common for line, z_line in zip(plan.lines, z)]
    factors = np.array([line.odds_factors for line in plan.lines])
    return Unknowns(
        engagement=plan.engagement.odds(reading())[:, None] * plan.engagement_factors,
        returns=plan.returns and plan.returns[0].odds(reading()),
        line_odds=np.array(by_segment).transpose(2, 0, 1) * factors,
        repeat_odds=np.array(repeats).T[:, :, None] * factors,
        month_odds=month_odds,
        referrals=referrals,
        costs=costs,
    )


@dataclass
class People:
    """Counts of a chunk. By play, line, class and place in time, or by play, segment and place."""

    achieved: np.ndarray
    barred: np.ndarray
    starts: np.ndarray
    caseload: np.ndarray
    referrals: np.ndarray
    started: np.ndarray


def simulate_people(plan, dice, unknowns, plays):
    n_segments, n_classes = len(plan.shares), int(plan.price_class.max()) + 1
    by_line = (len(plays), len(plan.lines), n_classes, plan.stride)
    by_segment = (len(plays), n_segments, plan.stride)
    people = People(
        achieved=np.zeros(by_line, np.int32),
        barred=np.zeros(by_line, np.int32),
        starts=np.zeros(by_segment, np.int32),
        caseload=np.zeros(by_segment, np.int32),
        referrals=np.zeros(len(plays), np.int64),
        started=np.zeros(len(plays), np.int64),
    )
    for begin in range(0, len(plays), PLAYS_IN_BLOCK):
        block = slice(begin, min(begin + PLAYS_IN_BLOCK, len(plays)))
        journeys = refer(plan, dice, unknowns, plays[block], people, block)
        follow(plan, dice, unknowns, plays[block], journeys, people, block)
    return people


def refer(plan, dice, unknowns, plays, people, block):
    """Draws who starts, is supported and comes back; returns the places of all journeys at their start."""
    n, n_segments, stride = len(plays), len(plan.shares), plan.stride
    n_cells = n * n_segments * stride

    def counted(places):
        return np.bincount(places, minlength=n_cells).reshape(n, n_segments, stride)

    expected = (plan.referrals * unknowns.referrals[plays])[:, None, :] * plan.shares[:, None]
    referred = dice.draw.poisson(expected)
    starting = dice.draw.binomial(referred, (1 - 1 / (1 + unknowns.engagement[plays]))[:, :, None])
    people.referrals[block] = referred.sum(axis=(1, 2))
    rows = np.arange(n * n_segments).reshape(n, n_segments, 1) * stride
    places = np.repeat((rows + np.arange(plan.n_delivery)).ravel(), starting.ravel())
    places = in_delivery(plan, moved(plan, places, dice.waits(plan.start_wait, len(places))))
    people.started[block] = counted(places).sum(axis=(1, 2))
    journeys = []
    change = np.zeros((n, n_segments, stride), np.int64)
    if plan.returns:
        willing = threshold(np.repeat(unknowns.returns[plays], n_segments * stride))
    while len(places):
        journeys.append(places)
        people.starts[block] += counted(places).astype(np.int32)
        change += counted(places)
        places = moved(plan, places, dice.waits(plan.support_wait, len(places)))
        change -= counted(places)
        if not plan.returns:
            break
        # Support ended with the month before.
        places = dice.happens(places, willing)
        gaps = dice.waits(plan.returns[1], len(places))
        places = in_delivery(plan, moved(plan, places, gaps - np.uint8(1)))
    people.caseload[block] = change.cumsum(axis=2)
    return np.concatenate(journeys) if journeys else np.zeros(0, np.int64)


def moved(plan, places, months):
    """Later places of the same rows; the last place of a row holds all that comes after."""
    return np.minimum(places + months, places | (plan.stride - 1))


def in_delivery(plan, places):
    return places.take(np.flatnonzero((places & (plan.stride - 1)) < plan.n_delivery))


def follow(plan, dice, unknowns, plays, journeys, people, block):
    """Takes journeys through the outcomes of the card."""
    n, n_segments, stride = len(plays), len(plan.shares), plan.stride
    # Months beyond those that are told apart share the last month's odds.
    month = np.minimum(np.arange(stride), plan.n_months)
    is_class = [np.flatnonzero(plan.price_class == one) for one in range(people.achieved.shape[2])]

    def count(places, into, line):
        counts = np.bincount(places, minlength=n * n_segments * stride).reshape(n, n_segments, stride)
        for one, segments in enumerate(is_class):
            into[block, line, one] += counts[:, segments].sum(axis=1, dtype=np.int32)

    reached = {}
    for index in plan.order:
        line = plan.lines[index]
        waiting = journeys if line.after is None else reached[line.after]
        odds = unknowns.line_odds[plays, index][:, :, None] * unknowns.month_odds[index][plays][:, None, month]
        places = dice.happens(waiting, threshold(odds).ravel())
        places = reached[index] = moved(plan, places, dice.waits(line.wait, len(places)))
        claims = [places]
        if line.repeats:
            most, _, wait = line.repeats
            again = threshold(np.repeat(unknowns.repeat_odds[plays, index].ravel(), stride))
            for _ in range(1, most):
                places = dice.happens(places, again)
                places = moved(plan, places, dice.waits(wait, len(places)))
                claims.append(places)
        for places in claims:
            count(places, people.achieved, index)
            if line.verified < 1:
                fails = dice.draw.random(len(places)) >= line.verified
                count(places[fails], people.barred, index)


# ----------------------------------------------------------------------------------------------------------------
# Money: amounts in whole pence
# ----------------------------------------------------------------------------------------------------------------


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
        # Month by month, and within a month line by line: ties between remainders go to the earlier.
        due = np.concatenate([earned[:, :, first : end + 1].transpose(0, 2, 1), fixed], axis=2)
        total = due.sum(axis=(1, 2))
        parts = split(plan, payer_paid, total)
        payable = parts.sum(axis=1)
        left = plan.cap[period] - money.paid if plan.cap is not None else np.full(n, 2**62)
        amount = np.minimum(payable, np.maximum(left, 0))
        is_cut = np.flatnonzero(amount < payable)
        if len(is_cut):
            again = split(plan, payer_paid[is_cut], amount[is_cut])
            is_short = again.sum(axis=1) < amount[is_cut]
            again[is_short] = in_proportion(parts[is_cut][is_short], amount[is_cut][is_short])
            parts[is_cut] = again
        is_less = np.flatnonzero(amount < total)
        if len(is_less):
            cut = in_proportion(due[is_less].reshape(len(is_less), -1), amount[is_less])
            due[is_less] = cut.reshape(len(is_less), *due.shape[1:])
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
        money.unpaid_after += np.where(money.reached >= 0, total - amount, 0)
        first = end + 1
    return money


def split(plan, payer_paid, amount):
    """What each payer pays of each amount: by shares, within its own most, leftover pence to the first."""
    parts = np.zeros_like(payer_paid)
    left = amount.copy()
    for turn in range(len(plan.payer_ids) + 1):
        room = np.maximum(plan.payer_caps - payer_paid - parts, 0)
        is_open = np.broadcast_to(plan.payer_shares > 0, room.shape) & ((turn == 0) | (room > 0))
        weights = np.where(is_open, plan.payer_shares, 0)
        wanted = left[:, None] * weights // np.maximum(weights.sum(axis=1), 1)[:, None]
        rest = np.where(is_open.any(axis=1), left - wanted.sum(axis=1), 0)
        wanted[np.arange(len(rest)), is_open.argmax(axis=1)] += rest
        given = np.minimum(wanted, room)
        parts += given
        left -= given.sum(axis=1)
        if not plan.others_pay or not left.any():
            break
    return parts


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
    irr: np.ndarray = field(default=None)


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
        draw = np.minimum(np.maximum(buffer - cash, 0), most - drawn)
        drawn, capital, cash = drawn + draw, capital + draw, cash + draw
        unfunded = unfunded - np.minimum(cash, 0)
        cash = np.maximum(cash, 0)
        last = month + 1 == n_months
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
    """Annual rates by bracket and bisection on the monthly discount factor; NaN where there is none."""
    least, most = 0.68066, 4.0
    total = flows.sum(axis=0)
    is_gain = total > 0
    descending = flows[::-1].astype(np.float64)

    def is_right(v):
        value = np.zeros_like(v)
        for flow in descending:
            value = value * v + flow
        return (value > 0) == is_gain

    near = np.ones(flows.shape[1])
    far, searching, step = near.copy(), np.ones(len(near), bool), 0.004
    while searching.any():
        following = np.clip(np.where(is_gain, near - step, near + step), least, most)
        far = np.where(searching, following, far)
        goes_on = searching & is_right(following) & (following > least) & (following < most)
        near = np.where(goes_on, following, near)
        searching, step = goes_on, step * 1.25
    has_none = (far >= most) & is_right(far)
    near = np.where((far <= least) & is_right(far), far, near)
    for _ in range(50):
        middle = (near + far) / 2
        right = is_right(middle)
        near, far = np.where(right, middle, near), np.where(right, far, middle)
    rate = np.minimum(((near + far) / 2) ** -12.0 - 1, 100)
    rate = np.where(total == 0, 0.0, np.where(has_none, np.nan, rate))
    rate = np.where((flows > 0).any(axis=0), rate, -1.0)
    return np.where(drawn > 0, rate, np.nan)


# ----------------------------------------------------------------------------------------------------------------
# A whole run
# ----------------------------------------------------------------------------------------------------------------


@dataclass
class Run:
    """Figures by name, one number per future, and what their making took."""

    figures: dict[str, np.ndarray]
    twins: dict[str, np.ndarray]
    statistics: dict[str, dict[str, float]]
    # Seconds per future of each chunk, by stage.
    seconds: dict[str, list[float]]


def run(plan, n_futures, seed, dice=Dice):
    dice = dice(seed)
    columns, twins = [], []
    seconds = {"people": [], "contract": [], "ledger": []}
    for begin in range(0, n_futures, FUTURES_IN_CHUNK):
        n = min(FUTURES_IN_CHUNK, n_futures - begin)
        # One future in eight is played twice: the same unknowns, other luck.
        plays = np.concatenate([np.arange(n), np.arange(0, n, TWIN_EVERY)])
        times = [perf_counter()]
        unknowns = draw_unknowns(plan, dice, n, n_ledger_months(plan))
        people = simulate_people(plan, dice, unknowns, plays)
        times.append(perf_counter())
        money = settle(plan, people)
        times.append(perf_counter())
        ledger = fund(plan, people, money, unknowns.costs[plays])
        figures = figures_of(plan, people, money, ledger)
        times.append(perf_counter())
        columns.append({name: values[:n] for name, values in figures.items()})
        twins.append({name: np.stack([figures[name][:n:TWIN_EVERY], figures[name][n:]], 1) for name in TWINNED})
        for stage, begun, ended in zip(seconds, times, times[1:]):
            seconds[stage].append((ended - begun) / n)
    begun = perf_counter()
    figures = joined(columns)
    statistics = {name: statistics_of(values) for name, values in figures.items()}
    seconds["summary"] = [(perf_counter() - begun) / n_futures]
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
        "over maximum": (ledger.peak_unfunded > 0).astype(float),
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


def load(path):
    with open(path, encoding="utf-8") as file:
        return read(json.load(file))
