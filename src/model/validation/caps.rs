//! Checks of the caps.

use crate::model::{LineCap, Scenario};

use super::{Check, LIMITS};

impl Check {
    pub(super) fn caps(&mut self, scenario: &Scenario) {
        let caps = &scenario.contract.caps;
        for (path, cap) in
            [("contract.caps.person", caps.person), ("contract.caps.contract", caps.contract)]
        {
            if let Some(cap) = cap {
                self.not_negative(path, cap);
            }
        }
        self.length("contract.caps.lines", caps.lines.len(), LIMITS.outcomes);
        self.unique(caps.lines.iter().enumerate().map(|(index, cap)| {
            (format!("contract.caps.lines[{index}].outcome"), cap.outcome.as_str())
        }));
        for (index, cap) in caps.lines.iter().enumerate() {
            self.line_cap(scenario, &format!("contract.caps.lines[{index}]"), cap);
        }
        self.length("contract.caps.groups", caps.groups.len(), LIMITS.outcomes);
        self.unique(caps.groups.iter().enumerate().map(|(index, group)| {
            (format!("contract.caps.groups[{index}].name"), group.name.as_str())
        }));
        for (index, group) in caps.groups.iter().enumerate() {
            let path = format!("contract.caps.groups[{index}]");
            self.name(&format!("{path}.name"), &group.name);
            self.not_negative(format!("{path}.most"), group.most);
            self.length(&format!("{path}.outcomes"), group.outcomes.len(), LIMITS.outcomes);
            if group.outcomes.is_empty() {
                self.error(format!("{path}.outcomes"), "", "is empty", "name at least one outcome");
            }
            for (index, id) in group.outcomes.iter().enumerate() {
                self.outcome_id(scenario, &format!("{path}.outcomes[{index}]"), id);
            }
            self.unique(
                group
                    .outcomes
                    .iter()
                    .enumerate()
                    .map(|(index, id)| (format!("{path}.outcomes[{index}]"), id.as_str())),
            );
        }
        if let Some(year) = &caps.year {
            if year.most.is_empty() {
                self.error(
                    "contract.caps.year.most",
                    "",
                    "is empty",
                    "write at least one year's most",
                );
            }
            self.length("contract.caps.year.most", year.most.len(), 20);
            for (index, most) in year.most.iter().enumerate() {
                self.not_negative(format!("contract.caps.year.most[{index}]"), *most);
            }
        }
        self.length("contract.caps.priority", caps.priority.len(), LIMITS.outcomes);
        for (index, id) in caps.priority.iter().enumerate() {
            self.outcome_id(scenario, &format!("contract.caps.priority[{index}]"), id);
        }
        self.unique(
            caps.priority
                .iter()
                .enumerate()
                .map(|(index, id)| (format!("contract.caps.priority[{index}]"), id.as_str())),
        );
    }

    pub(super) fn line_cap(&mut self, scenario: &Scenario, path: &str, cap: &LineCap) {
        self.outcome_id(scenario, &format!("{path}.outcome"), &cap.outcome);
        if let Some(most) = cap.most {
            self.not_negative(format!("{path}.most"), most);
        }
        if cap.most_claims.is_none() && cap.most.is_none() && cap.most_share_of_starts.is_none() {
            self.error(
                path,
                "",
                "limits nothing",
                "give most_claims, most or most_share_of_starts, or take the cap out",
            );
        }
    }
}
