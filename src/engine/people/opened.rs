//! For whom a line opens, and when, where that takes more than one other line.

use crate::engine::plan::openings::WayIn;

use super::lanes::{Lanes, PerLane, each_lane};
use super::passes::Pass;

impl Lanes {
    /// For whom and when a line opens; `row` gives who achieved another line.
    pub(super) fn open<'a>(
        &mut self,
        passes: &[Pass],
        starts: &Lanes,
        way_in: &WayIn,
        row: impl Fn(usize) -> &'a Lanes,
    ) {
        self.make_room(passes.len());
        let mut lists = way_in.lists.iter();
        match lists.next().map(Vec::as_slice) {
            None => self.copy(starts, passes.len()),
            Some([only]) => self.copy(row(*only), passes.len()),
            Some(several) => {
                let several: Vec<&Lanes> = several.iter().map(|line| row(*line)).collect();
                for (index, lanes) in self.lanes[..passes.len()].iter_mut().enumerate() {
                    *lanes = earliest(&several, index, &mut self.months[index]);
                }
            }
        }
        for list in lists {
            let several: Vec<&Lanes> = list.iter().map(|line| row(*line)).collect();
            for (index, lanes) in self.lanes[..passes.len()].iter_mut().enumerate() {
                let mut months = [0; 64];
                *lanes &= earliest(&several, index, &mut months);
                for lane in each_lane(*lanes) {
                    self.months[index][lane] = self.months[index][lane].max(months[lane]);
                }
            }
        }
        if !way_in.unless.is_empty() {
            let rulings: Vec<&Lanes> = way_in.unless.iter().map(|line| row(*line)).collect();
            self.rule_out(passes, &rulings);
        }
    }

    fn copy(&mut self, other: &Lanes, n_passes: usize) {
        self.lanes[..n_passes].copy_from_slice(&other.lanes[..n_passes]);
        self.months[..n_passes].copy_from_slice(&other.months[..n_passes]);
    }

    /// Takes out all journeys of people who achieve one of some lines in any of theirs.
    fn rule_out(&mut self, passes: &[Pass], rulings: &[&Lanes]) {
        let mut from = 0;
        while from < passes.len() {
            // A block's passes follow each other.
            let others = passes[from + 1..].iter().take_while(|pass| !pass.is_first).count();
            let block = from..from + 1 + others;
            let achieved = |index: usize| rulings.iter().fold(0, |all, row| all | row.lanes[index]);
            let people = block
                .clone()
                .fold(0, |people, index| people | passes[index].people_of(achieved(index)));
            for index in block.clone() {
                self.lanes[index] &= !passes[index].lanes_of(people);
            }
            from = block.end;
        }
    }
}

/// Who achieved any of several lines in a pass, and when first.
fn earliest(several: &[&Lanes], index: usize, first: &mut PerLane) -> u64 {
    let rows = || several.iter().map(|row| (row.lanes[index], &row.months[index]));
    let all = rows().fold(0, |all, (lanes, _)| all | lanes);
    for lane in each_lane(all) {
        let months = rows().map(|(lanes, months)| {
            let absent = if lanes >> lane & 1 == 1 { 0 } else { u8::MAX };
            months[lane] | absent
        });
        first[lane] = months.fold(u8::MAX, u8::min);
    }
    all
}
