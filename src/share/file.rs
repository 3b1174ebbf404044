//! Scenario files: how large one may be, and what name is suggested for it.

/// Bytes of the largest file that is opened: over fifty times the largest preset. A larger one is refused before any
/// of it is read.
pub const MOST_FILE: usize = 2 * 1024 * 1024;

/// The end of each scenario file's name.
const EXTENSION: &str = ".ratecard.json";

/// A file name that every system accepts, made of the scenario's name.
pub fn file_name(scenario_name: &str) -> String {
    format!("{}{EXTENSION}", file_stem(scenario_name))
}

/// The same without its end, for files that are no scenarios.
pub fn file_stem(scenario_name: &str) -> String {
    const LONGEST: usize = 60;
    let mut name = String::new();
    for character in scenario_name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.chars().count() == LONGEST {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "scenario".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_recognisable() {
        for (scenario, file) in [
            ("Kirklees (proxy prices)", "kirklees-proxy-prices.ratecard.json"),
            ("  ../../etc/passwd ", "etc-passwd.ratecard.json"),
            ("£1,500 → £1,200", "1-500-1-200.ratecard.json"),
            ("Pré-vu", "pré-vu.ratecard.json"),
            ("???", "scenario.ratecard.json"),
            ("", "scenario.ratecard.json"),
        ] {
            assert_eq!(file_name(scenario), file);
        }
        assert!(file_name(&"long ".repeat(100)).chars().count() < 80);
    }
}
