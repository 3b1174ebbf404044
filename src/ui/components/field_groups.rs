//! Fields that stand together under a legend: the readings of an estimate, and the parts of a group.

use yew::prelude::*;

use super::field_editor::{field_editor, labelled_editor};
use crate::model::{Case, Scenario, path};
use crate::session::fields;

/// The fields at these paths, side by side.
pub fn field_row(scenario: &Scenario, paths: &[&str]) -> Html {
    html! {
        <div class="fields">{ for paths.iter().map(|path| field_editor(scenario, path)) }</div>
    }
}

/// Low, central and high of something that we are unsure of; central moves the other two along.
pub fn estimate_fields(scenario: &Scenario, path: &str) -> Html {
    let central = labelled_editor(scenario, path, fields::reading_label(Case::Central));
    estimate(scenario, path, central)
}

/// The same where the central reading has its field elsewhere on the page.
pub fn low_and_high_fields(scenario: &Scenario, path: &str) -> Html {
    estimate(scenario, path, Html::default())
}

const LOW_HIGH: &str = "The truth is below low in 1 of 10 futures and above high in 1 of 10. Changing central moves those along that nobody has set since this was opened.";

fn estimate(scenario: &Scenario, path: &str, central: Html) -> Html {
    html! {
        <fieldset class="estimate">
            <legend>{ legend(scenario, path) }</legend>
            <p class="hint">{ LOW_HIGH }</p>
            <div class="fields">
                { field_editor(scenario, &path::join(path, "low")) }
                { central }
                { field_editor(scenario, &path::join(path, "high")) }
            </div>
        </fieldset>
    }
}

/// A waiting time: a least time and a mean extra.
pub fn delay_fields(scenario: &Scenario, path: &str) -> Html {
    html! {
        <fieldset class="estimate">
            <legend>{ legend(scenario, path) }</legend>
            <div class="fields">
                { field_editor(scenario, &path::join(path, "min_months")) }
                { field_editor(scenario, &path::join(path, "mean_extra_months")) }
            </div>
        </fieldset>
    }
}

/// What stands over the parts of the field or list at a path.
pub fn legend(scenario: &Scenario, path: &str) -> String {
    fields::known(path).legend(scenario)
}
