"""The people stage: who is referred, starts, achieves what and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenario import WAIT_ENTRIES

# Futures whose people are simulated together; 16 to 64 make little difference.
PLAYS_IN_BLOCK = 32


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
