//! What each person has received so far, for caps per person.

use crate::engine::plan::person_caps::PersonCapsPlan;

/// What people have received so far, in pence.
pub(super) struct Received {
    in_all: Vec<i64>,
    /// By person and group of outcomes.
    of_groups: Vec<i64>,
}

impl Received {
    pub(super) fn new(caps: &PersonCapsPlan, n_people: usize) -> Received {
        Received { in_all: vec![0; n_people], of_groups: vec![0; n_people * caps.groups.len()] }
    }

    /// Cuts the price of a claim by the person's groups, each of which counts what those before it let through, and
    /// then by the most in all.
    pub(super) fn let_through(
        &mut self,
        caps: &PersonCapsPlan,
        person: usize,
        line: usize,
        price: i64,
        most: i64,
    ) -> i64 {
        let mut paid = price;
        let n_groups = caps.groups.len();
        let of_groups = &mut self.of_groups[person * n_groups..(person + 1) * n_groups];
        for (group, received) in caps.groups.iter().zip(of_groups) {
            if group.is_member[line] {
                paid = paid.min((group.most - *received).max(0));
                *received += paid;
            }
        }
        let received = &mut self.in_all[person];
        paid = paid.min((most - *received).max(0));
        *received += paid;
        paid
    }
}
