//! What was measured: times by name, from divan's table and from lines with tabs.

use std::collections::BTreeMap;

/// Everything that one run of the benchmarks measured.
#[derive(Debug, Default)]
pub(super) struct Measurements {
    times: BTreeMap<String, Times>,
    /// Versions and other words.
    words: BTreeMap<String, String>,
    /// What the NumPy reference says of its agreement with the engine, as Markdown.
    pub(super) agreement: String,
    pub(super) compressed_kb: Option<f64>,
}

/// One thing measured several times, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Times {
    pub(super) median: f64,
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Times {
    fn of(mut samples: Vec<f64>) -> Option<Times> {
        samples.sort_by(f64::total_cmp);
        let (least, most) = (*samples.first()?, *samples.last()?);
        let middle = samples.len() / 2;
        let median = if samples.len() % 2 == 1 {
            samples[middle]
        } else {
            f64::midpoint(samples[middle - 1], samples[middle])
        };
        Some(Times { median, least, most })
    }

    /// The same times in another unit, or for another number of things.
    pub(super) fn scaled(self, factor: f64) -> Times {
        let Times { median, least, most } = self;
        Times { median: median * factor, least: least * factor, most: most * factor }
    }
}

impl Measurements {
    pub(super) fn get(&self, name: &str) -> Option<Times> {
        self.times.get(name).copied()
    }

    pub(super) fn word(&self, name: &str) -> Option<&str> {
        self.words.get(name).map(String::as_str)
    }

    /// The time for one future, people or the like, from a bench whose name ends in how many it was given. Where there are
    /// several such benches, from the one with the most.
    pub(super) fn per_one(&self, name: &str) -> Option<Times> {
        let numbers = self.times.iter().filter_map(|(full, times)| {
            let n: u32 = full.strip_prefix(name)?.trim().parse().ok()?;
            Some((n, times.scaled(1.0 / f64::from(n))))
        });
        numbers.max_by_key(|(n, _)| *n).map(|(_, times)| times)
    }

    /// The names of all that was measured, in the order of their letters.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.times.keys().map(String::as_str)
    }

    /// The longest median, of all times whose names end in this way, and its name.
    pub(super) fn longest(&self, end: &str) -> Option<(&str, Times)> {
        let ours = self.times.iter().filter(|(name, _)| name.ends_with(end));
        ours.max_by(|(_, one), (_, other)| one.median.total_cmp(&other.median))
            .map(|(name, times)| (name.as_str(), *times))
    }

    /// Reads lines of a name and samples in milliseconds, or of a name and a version, with tabs between them. Other lines
    /// are left out.
    pub(super) fn add_lines(&mut self, printed: &str) {
        for (name, rest) in printed.lines().filter_map(|line| line.split_once('\t')) {
            if name.ends_with(" version") {
                self.words.insert(name.to_owned(), rest.to_owned());
                continue;
            }
            let samples: Result<Vec<f64>, _> = rest.split('\t').map(str::parse).collect();
            if let Some(times) = samples.ok().and_then(Times::of) {
                self.times.insert(name.to_owned(), times);
            }
        }
    }

    /// Reads the table that divan prints: a tree of names, each step indented by three letters, with times beside the
    /// leaves.
    pub(super) fn add_table(&mut self, printed: &str) {
        let mut path: Vec<&str> = Vec::new();
        for line in printed.lines().filter(|line| line.starts_with(['├', '╰', '│', ' '])) {
            let Some(depth) = line.chars().position(|c| !"│├╰─ ".contains(c)) else {
                continue;
            };
            let row = line.trim_start_matches(['│', '├', '╰', '─', ' ']);
            let mut cells = row.split('│').map(str::trim);
            let first = cells.next().unwrap_or_default();
            let (name, fastest) = first.split_once(' ').unwrap_or((first, ""));
            path.truncate((depth / 3).saturating_sub(1));
            path.push(name);
            let times = [Some(fastest), cells.next(), cells.next()];
            if let [Some(least), Some(most), Some(median)] = times.map(|cell| milliseconds(cell?)) {
                self.times.insert(path.join(" "), Times { median, least, most });
            }
        }
    }
}

fn milliseconds(text: &str) -> Option<f64> {
    let (number, unit) = text.trim().split_once(' ')?;
    let factor = match unit {
        "s" => 1e3,
        "ms" => 1.0,
        "µs" => 1e-3,
        "ns" => 1e-6,
        "ps" => 1e-9,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_by_the_names_along_its_branches() {
        let mut measured = Measurements::default();
        measured.add_table(
            "\
Timer precision: 20 ns
engine                   fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ growth                              │               │               │               │         │
│  ├─ futures                          │               │               │               │         │
│  │  ├─ 250             172.3 ms      │ 176.7 ms      │ 174.2 ms      │ 174.5 ms      │ 5       │ 5
│  │  ╰─ 1000            687.8 µs      │ 748.8 ms      │ 705.7 ms      │ 712.2 ms      │ 5       │ 5
╰─ stage                               │               │               │               │         │
   ╰─ whole              1.031 s       │ 1.13 s        │ 1.104 s       │ 1.092 s       │ 10      │ 10
",
        );
        let names: Vec<&str> = measured.times.keys().map(String::as_str).collect();
        assert_eq!(names, ["growth futures 1000", "growth futures 250", "stage whole"]);
        let whole = Times { median: 1104.0, least: 1031.0, most: 1130.0 };
        assert_eq!(measured.get("stage whole"), Some(whole));
        let each = measured.per_one("growth futures").unwrap();
        assert!((each.median - 0.7057).abs() < 1e-9);
    }

    #[test]
    fn lines_with_tabs_hold_samples_or_a_version() {
        let mut measured = Measurements::default();
        measured.add_lines("numpy version\t2.4\nwords\nopen\t4\t1\t2\t3\nbad\tx");
        assert_eq!(measured.word("numpy version"), Some("2.4"));
        assert_eq!(measured.get("open"), Some(Times { median: 2.5, least: 1.0, most: 4.0 }));
        assert_eq!(measured.get("bad"), None);
    }
}
