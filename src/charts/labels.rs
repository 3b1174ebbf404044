//! Where labels go: the nearest place at which they cover nothing.

use super::area::{Area, Point};

/// A place that a label could take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) area: Area,
    /// Where its leader line starts, for a label that needs one.
    pub(super) anchor: Option<Point>,
    /// How far this place is from the best, in pixels.
    pub(super) cost: f64,
}

/// What is already drawn.
pub(super) struct Board {
    /// Labels stay inside.
    pub(super) bounds: Area,
    /// Covered by nothing, crossed by nothing: other labels, limits, dots.
    pub(super) solid: Vec<Area>,
    /// Covered by nothing, but leader lines come out of them: the fan.
    pub(super) filled: Vec<Area>,
    /// Better not covered: grid lines.
    pub(super) faint: Vec<Area>,
}

impl Board {
    /// The cheapest place that covers nothing, and remembers it; absent if there is none.
    pub(super) fn take_free(&mut self, places: impl IntoIterator<Item = Place>) -> Option<Place> {
        let best = self.best(places).filter(|&(_, covered)| covered < 1e-9).map(|(place, _)| place);
        self.solid.extend(best.map(|place| place.area));
        best
    }

    /// The place that covers least, and remembers it; absent only if none lies inside.
    pub(super) fn take_any(&mut self, places: impl IntoIterator<Item = Place>) -> Option<Place> {
        let best = self.best(places).map(|(place, _)| place);
        self.solid.extend(best.map(|place| place.area));
        best
    }

    fn best(&self, places: impl IntoIterator<Item = Place>) -> Option<(Place, f64)> {
        // A covered line is worse than any distance on a screen.
        const COVERED: f64 = 1e5;
        const FAINT: f64 = 60.0;
        places
            .into_iter()
            .filter(|place| place.area.within(&self.bounds))
            .map(|place| {
                let covered = self.covered(&place);
                let faint = share(&place.area, &self.faint);
                (place, covered, place.cost + covered * COVERED + faint * FAINT)
            })
            .min_by(|(_, _, a), (_, _, b)| a.total_cmp(b))
            .map(|(place, covered, _)| (place, covered))
    }

    /// How much of what is drawn the place would cover, as a share of the label, crossings included.
    fn covered(&self, place: &Place) -> f64 {
        let crossings = place.anchor.map_or(0.0, |from| {
            let to = place.area.nearest_to(from);
            let steps = (1..16).map(|step| f64::from(step) / 16.0);
            let points =
                steps.map(|t| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t));
            let crossed = points.filter(|&point| self.solid.iter().any(|area| area.holds(point)));
            crossed.count() as f64 / 16.0
        });
        share(&place.area, &self.solid) + share(&place.area, &self.filled) + crossings
    }
}

fn share(area: &Area, others: &[Area]) -> f64 {
    let covered: f64 = others.iter().map(|other| area.shared_with(other)).sum();
    covered / area.size().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board() -> Board {
        Board {
            bounds: Area { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 },
            solid: vec![Area::around((50.0, 50.0), 10.0, 10.0)],
            filled: Vec::new(),
            faint: Vec::new(),
        }
    }

    fn place(x: f64, y: f64, cost: f64) -> Place {
        Place { area: Area::around((x, y), 8.0, 4.0), anchor: None, cost }
    }

    #[test]
    fn the_nearest_free_place_is_taken_and_then_is_taken() {
        let mut board = board();
        let places = [place(50.0, 45.0, 0.0), place(20.0, 20.0, 5.0), place(80.0, 80.0, 9.0)];
        assert_eq!(board.take_free(places).unwrap().area, places[1].area);
        assert_eq!(board.take_free(places).unwrap().area, places[2].area);
        assert!(board.take_free(places).is_none());
        assert!(board.take_any(places).is_some());
    }

    #[test]
    fn nothing_is_placed_outside_and_no_leader_crosses_a_label() {
        let mut board = board();
        assert!(board.take_any([place(99.0, 50.0, 0.0)]).is_none());
        let behind = Place { anchor: Some((20.0, 50.0)), ..place(80.0, 50.0, 0.0) };
        assert!(board.take_free([behind]).is_none());
    }
}
