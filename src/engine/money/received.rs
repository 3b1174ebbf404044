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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::engine::money::claims::Claims;
    use crate::engine::people::simulated::{PersonClaim, PersonClaims};
    use crate::engine::plan::PreparedScenario;
    use crate::model::Scenario;

    /// Which claim of a month falls into which price band decides what the cap per person takes.
    #[test]
    fn inside_a_month_those_who_were_referred_earlier_come_first() {
        let base = include_str!("../../../tests/cases/base.json");
        let mut document: serde_json::Value = serde_json::from_str(base).unwrap();
        document["run"]["luck"] = json!(true);
        document["rate_card"]["outcomes"][0]["bands"] = json!([{ "from_claim": 4, "price": 200 }]);
        document["contract"]["caps"]["person"] = json!(1_500);
        let (scenario, _) = Scenario::read(document).unwrap();
        let plan = PreparedScenario::new(&scenario).unwrap().plan;
        let claim = |(month, person)| PersonClaim { month, line: 0, class: 0, person };
        // Two people claim in month 0, and again in month 1, when a third joins them.
        let claimed = [(1, 2), (1, 1), (0, 1), (1, 0), (0, 0)].map(claim);
        let mut claims = Claims::default();
        claims.cap_people(&plan.terms.contract, &mut PersonClaims(claimed.to_vec()));
        // The third claim is the first person's: £1,000, of which £500 is left under the cap. The next are £200 each.
        assert_eq!(claims.over_person_cap[..2], [0, 50_000]);
        assert_eq!(claims.over_person_cap.iter().sum::<i64>(), 50_000);
    }
}
