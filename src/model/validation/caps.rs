//! Checks of the caps.

use crate::model::{LineCap, Money, Scenario};

use super::{Check, LIMITS};

impl Check {
    pub(super) fn caps(&mut self, scenario: &Scenario) {
        let caps = &scenario.contract.caps;
        self.person_caps(scenario);
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
            self.members(scenario, &format!("{path}.outcomes"), &group.outcomes);
        }
        if let Some(year) = &caps.year {
            self.yearly("contract.caps.year.most", &year.most);
        }
        self.length("contract.caps.priority", caps.priority.len(), LIMITS.outcomes);
        for (index, id) in caps.priority.iter().enumerate() {
            self.outcome_id(scenario, &format!("contract.caps.priority[{index}]"), id);
        }
        self.each_once("contract.caps.priority", &caps.priority);
    }

    /// The mosts of one year after another.
    pub(super) fn yearly(&mut self, path: &str, most: &[Money]) {
        if most.is_empty() {
            self.error(path, "", "must not be empty", "write at least one year's most");
        }
        self.length(path, most.len(), 21);
        for (index, most) in most.iter().enumerate() {
            self.not_negative(format!("{path}[{index}]"), *most);
        }
    }

    /// Caps of single persons by segment and by group.
    fn person_caps(&mut self, scenario: &Scenario) {
        let caps = &scenario.contract.caps;
        let path = "contract.caps.person_segments";
        self.length(path, caps.person_segments.len(), LIMITS.segments);
        for (index, cap) in caps.person_segments.iter().enumerate() {
            self.segment_id(scenario, &format!("{path}[{index}].segment"), &cap.segment);
            self.not_negative(format!("{path}[{index}].most"), cap.most);
        }
        self.unique(
            caps.person_segments
                .iter()
                .enumerate()
                .map(|(index, cap)| (format!("{path}[{index}].segment"), cap.segment.as_str())),
        );
        let path = "contract.caps.person_groups";
        self.length(path, caps.person_groups.len(), 20);
        self.unique(
            caps.person_groups
                .iter()
                .enumerate()
                .map(|(index, group)| (format!("{path}[{index}].name"), group.name.as_str())),
        );
        for (index, group) in caps.person_groups.iter().enumerate() {
            let path = format!("{path}[{index}]");
            self.name(&format!("{path}.name"), &group.name);
            self.not_negative(format!("{path}.most"), group.most);
            self.members(scenario, &format!("{path}.outcomes"), &group.outcomes);
        }
    }

    /// The outcomes of a group.
    fn members(&mut self, scenario: &Scenario, path: &str, ids: &[String]) {
        self.length(path, ids.len(), LIMITS.outcomes);
        if ids.is_empty() {
            self.error(path, "", "must not be empty", "name at least one outcome");
        }
        for (index, id) in ids.iter().enumerate() {
            self.outcome_id(scenario, &format!("{path}[{index}]"), id);
        }
        self.each_once(path, ids);
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
