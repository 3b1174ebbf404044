//! What an outcome is about, by the words of its name.

/// What an outcome is about, and how far along or how high it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Assessment(u32),
    HomeEntry,
    /// Months in a home.
    Home(u32),
    EducationEntry,
    /// Level; 0 is entry level.
    Qualification(u32),
    JobEntry,
    /// Weeks in work.
    Job(u32),
    /// Weeks.
    Volunteering(u32),
    Attendance,
    Behaviour,
    Attitude,
}

impl Kind {
    /// None where the name is about nothing of which a price is known.
    pub(super) fn of(name: &str) -> Option<Kind> {
        let name = name.to_lowercase();
        let words: Vec<&str> = name
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let says = |known: &[&str]| words.iter().any(|word| known.contains(word));
        let before = |unit: &[&str]| {
            let pair = words.windows(2).find(|pair| unit.contains(&pair[1]))?;
            // No name, however odd, is counted past what months and weeks can be.
            pair[0].parse::<u16>().ok().map(u32::from)
        };
        let months = before(&["months", "month"]);
        let weeks = before(&["weeks", "week"]).or_else(|| months.map(|months| months * 13 / 3));
        let nth = ["first", "second", "third", "fourth"].iter().position(|word| says(&[word]));
        let nth = nth.map_or(1, |nth| u32::try_from(nth).unwrap_or(0) + 1);
        Some(if says(&["qualification", "qualifications", "nqf", "nvq"]) {
            let level = || words.windows(2).find(|pair| pair[0] == "level")?[1].parse().ok();
            Kind::Qualification(if says(&["entry"]) { 0 } else { level()? })
        } else if says(&["volunteering", "volunteers", "volunteer"]) {
            Kind::Volunteering(weeks.unwrap_or(0))
        } else if says(&["attendance"]) {
            Kind::Attendance
        } else if says(&["behaviour"]) {
            Kind::Behaviour
        } else if says(&["attitude"]) {
            Kind::Attitude
        } else if says(&["employment", "work", "job", "employed"]) && !says(&["experience"]) {
            weeks.map_or(Kind::JobEntry, Kind::Job)
        } else if says(&["accommodation", "housing", "home", "tenancy", "housed"]) {
            let months = months.or_else(|| weeks.map(|weeks| weeks * 3 / 13));
            months.map_or(Kind::HomeEntry, Kind::Home)
        } else if says(&["education", "training", "course"]) {
            Kind::EducationEntry
        } else if says(&["assessment"]) {
            Kind::Assessment(nth)
        } else {
            return None;
        })
    }

    /// How far two outcomes are from each other that are about the same; none where they are not.
    pub(super) fn distance(self, other: Kind) -> Option<u32> {
        match (self, other) {
            (Kind::Assessment(one), Kind::Assessment(another))
            | (Kind::Home(one), Kind::Home(another))
            | (Kind::Job(one), Kind::Job(another))
            | (Kind::Volunteering(one), Kind::Volunteering(another)) => Some(one.abs_diff(another)),
            (one, another) => (one == another).then_some(0),
        }
    }
}
