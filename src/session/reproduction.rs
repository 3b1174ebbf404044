//! Whether opened results are reproduced here: what a link promises, checked.

use crate::engine::Summary;

/// How the figures here compare with those that the sender of a scenario saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reproduction {
    /// Every future has the same payments, costs and capital, to the penny. How payers share the payments is no part of it.
    Exact,
    /// The sender used another version of the engine, so figures may rightly differ.
    OtherEngine { sender: String },
    /// The same version gives other figures: the scenario was changed on its way, or there is a defect.
    Different,
}

impl Reproduction {
    /// Compares the sender's engine and fingerprint with the figures here; `None` when the sender gave none.
    pub fn of(
        engine: Option<&str>,
        fingerprint: Option<&str>,
        here: &Summary,
    ) -> Option<Reproduction> {
        let fingerprint = fingerprint?;
        Some(match engine {
            _ if fingerprint == here.fingerprint => Reproduction::Exact,
            Some(engine) if engine != here.engine => {
                Reproduction::OtherEngine { sender: engine.to_owned() }
            }
            _ => Reproduction::Different,
        })
    }

    /// The comparison as a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Reproduction::Exact => {
                "Reproduced exactly: payments, costs and capital of every future as the sender saw them.".to_owned()
            }
            Reproduction::OtherEngine { sender } => format!(
                "The sender used version {sender} of the engine. The figures here may differ a little from theirs."
            ),
            Reproduction::Different => {
                "These are not the figures that the sender saw: the scenario was changed after it was run."
                    .to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{PreparedScenario, run};
    use crate::share::open;

    #[test]
    fn a_link_is_held_to_its_promise() {
        let scenario = open(include_str!("../../tests/shared/v1-small.json")).unwrap().scenario;
        let here = run(&PreparedScenario::new(&scenario).unwrap());
        let of = |engine, fingerprint| Reproduction::of(engine, fingerprint, &here);
        assert_eq!(of(Some(&here.engine), None), None);
        assert_eq!(of(Some(&here.engine), Some(&here.fingerprint)), Some(Reproduction::Exact));
        assert_eq!(of(Some("0"), Some(&here.fingerprint)), Some(Reproduction::Exact));
        assert_eq!(of(Some(&here.engine), Some("other")), Some(Reproduction::Different));
        let other = of(Some("0"), Some("other")).unwrap();
        assert_eq!(other, Reproduction::OtherEngine { sender: "0".to_owned() });
        assert!(other.sentence().contains("version 0"));
    }
}
