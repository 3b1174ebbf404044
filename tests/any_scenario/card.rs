//! Any rate card.

use super::model::{
    Band, Money, Outcome, PriceChange, Repeats, Segment, SegmentChance, SegmentPrice, Window,
};
use super::tape::Tape;

/// Ids of the outcomes that are no steps on the way.
pub(super) fn ids_on_card(outcomes: &[Outcome]) -> Vec<String> {
    let on_card = outcomes.iter().filter(|outcome| !outcome.is_step);
    on_card.map(|outcome| outcome.id.clone()).collect()
}

impl Tape {
    pub(super) fn outcomes(&mut self, segments: &[Segment]) -> Vec<Outcome> {
        let ids: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).into();
        let n_outcomes = usize::from(self.between(1, 6));
        let mut outcomes: Vec<Outcome> = (0..n_outcomes)
            .map(|index| self.outcome(&ids[index], &ids[..index], segments))
            .collect();
        // What a line waits for may stand below it on the card.
        outcomes.rotate_left(usize::from(self.upto(5)) % n_outcomes);
        outcomes
    }

    pub(super) fn outcome(
        &mut self,
        id: &str,
        earlier: &[String],
        segments: &[Segment],
    ) -> Outcome {
        let mut after = if earlier.is_empty() {
            Vec::new()
        } else {
            self.several(3, |tape| tape.pick(earlier))
        };
        after.sort();
        after.dedup();
        let (after_all, unless) = self.also_depends_on(earlier, &after);
        // The first one is always on the card.
        let is_step = !earlier.is_empty() && self.sometimes(10);
        let mut price_changes = Vec::new();
        let mut bands = Vec::new();
        match if is_step { 0 } else { self.upto(9) } {
            8 => {
                let mut from_month = 0;
                price_changes = self.several(3, |tape| {
                    from_month += tape.between(1, 10);
                    let segment = tape.maybe(30, |tape| tape.pick(segments).id);
                    PriceChange { from_month, segment, price: tape.price() }
                });
            }
            9 => {
                let mut from_claim = 1;
                bands = self.several(3, |tape| {
                    from_claim += u32::from(tape.between(1, 60));
                    Band { from_claim, price: tape.price() }
                });
            }
            _ => {}
        }
        let segment_prices =
            if bands.is_empty() && !is_step { self.segment_prices(segments) } else { Vec::new() };
        Outcome {
            id: id.to_owned(),
            name: id.to_uppercase(),
            domain: self.pick(&["Home", "Work"]).to_owned(),
            trigger: None,
            evidence: None,
            lasting: false,
            after,
            after_all,
            unless,
            chance: self.chance(),
            segment_chances: self
                .maybe(20, |tape| SegmentChance {
                    segment: tape.pick(segments).id,
                    chance: tape.chance(),
                })
                .into_iter()
                .collect(),
            delay: self.delay(),
            repeats: self.maybe(25, |tape| {
                let every_weeks = tape.maybe(30, |tape| tape.pick(&[4, 1, 13]));
                Repeats {
                    most: if tape.sometimes(10) { 30 } else { tape.between(2, 5) },
                    chance: tape.chance(),
                    delay: every_weeks.is_none().then(|| tape.delay()),
                    every_weeks,
                }
            }),
            within_months_of_start: self.maybe(15, |tape| tape.upto(12)),
            is_step,
            window: self.maybe(15, |tape| {
                let from_month = tape.upto(15);
                Window { from_month, to_month: from_month + tape.upto(15) }
            }),
            verified: self.maybe(25, Tape::probability),
            price: if is_step { Money::ZERO } else { self.price() },
            segment_prices,
            price_changes,
            bands,
            deadweight: None,
            public_value: None,
            target: None,
        }
    }

    pub(super) fn segment_prices(&mut self, segments: &[Segment]) -> Vec<SegmentPrice> {
        let own = segments.iter().map(|segment| {
            self.maybe(10, |tape| SegmentPrice { segment: segment.id.clone(), price: tape.price() })
        });
        own.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// What an outcome waits for all of, and what rules it out: none of them twice, so that it can be achieved.
    pub(super) fn also_depends_on(
        &mut self,
        earlier: &[String],
        after: &[String],
    ) -> (Vec<String>, Vec<String>) {
        let mut after_all = Vec::new();
        let mut unless = Vec::new();
        if !earlier.is_empty() && self.sometimes(30) {
            for id in earlier.iter().filter(|id| !after.contains(*id)) {
                match self.upto(4) {
                    3 => after_all.push(id.clone()),
                    4 => unless.push(id.clone()),
                    _ => {}
                }
            }
        }
        (after_all, unless)
    }
}
