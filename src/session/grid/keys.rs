//! What the keys of the grid do. One table for the page, its list of keys and the tests.

use super::selection::Way;

/// What a key asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum GridKey {
    /// Another cell; with what is chosen growing towards it or not.
    Move {
        way: Way,
        extends: bool,
    },
    /// Editing, with the text that is there.
    Edit,
    /// Editing, with this text in its place.
    Type(String),
    /// What is typed is done, and the cell that follows has the focus.
    Done(Way),
    /// What is typed goes into all chosen cells.
    Everywhere,
    /// What is typed is given up.
    GiveUp,
    /// One cell is chosen again.
    Unchoose,
    Clear,
    FillDown,
    WholeRows,
    WholeColumns,
    All,
    /// The line goes to the row above or below.
    Carry(Way),
    /// Another line below this one.
    Add,
}

/// Keys that are held down with another. On a Mac the command key counts as control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub control: bool,
    pub shift: bool,
    pub alt: bool,
}

impl GridKey {
    /// What a key does on a cell, or while its text is edited. `opens` says that Enter and Space open the line instead. None for
    /// keys that are the browser's, such as Tab, which leaves the grid.
    pub fn of(key: &str, held: Held, is_editing: bool, opens: bool) -> Option<GridKey> {
        if held == (Held { alt: true, ..Held::default() }) {
            return match key {
                "Enter" => Some(GridKey::Add),
                "ArrowUp" if !is_editing => Some(GridKey::Carry(Way::Up)),
                "ArrowDown" if !is_editing => Some(GridKey::Carry(Way::Down)),
                _ => None,
            };
        }
        if held.alt {
            return None;
        }
        if is_editing { of_text(key, held) } else { of_cell(key, held, opens) }
    }
}

fn of_text(key: &str, held: Held) -> Option<GridKey> {
    Some(match (key, held.control, held.shift) {
        ("Enter", true, false) => GridKey::Everywhere,
        ("Enter", false, false) => GridKey::Done(Way::Down),
        ("Enter", false, true) => GridKey::Done(Way::Up),
        ("Tab", false, false) => GridKey::Done(Way::Right),
        ("Tab", false, true) => GridKey::Done(Way::Left),
        ("Escape", false, false) => GridKey::GiveUp,
        _ => return None,
    })
}

fn of_cell(key: &str, held: Held, opens: bool) -> Option<GridKey> {
    if let Some(way) = way(key, held.control) {
        return Some(GridKey::Move { way, extends: held.shift });
    }
    Some(match (key, held.control, held.shift) {
        ("Enter", false, false) if !opens => GridKey::Edit,
        ("F2", false, false) => GridKey::Edit,
        ("Insert", false, false) => GridKey::Add,
        ("Delete" | "Backspace", false, false) => GridKey::Clear,
        ("Escape", false, false) => GridKey::Unchoose,
        (" ", false, true) => GridKey::WholeRows,
        (" ", true, false) => GridKey::WholeColumns,
        ("a" | "A", true, false) => GridKey::All,
        ("d" | "D", true, false) => GridKey::FillDown,
        // They ask for help and find fields, and no value begins with them.
        (" " | "?" | "/", ..) => return None,
        (letter, false, _) if letter.chars().count() == 1 => GridKey::Type(letter.to_owned()),
        _ => return None,
    })
}

fn way(key: &str, control: bool) -> Option<Way> {
    Some(match (key, control) {
        ("ArrowUp", false) => Way::Up,
        ("ArrowDown", false) => Way::Down,
        ("ArrowLeft", false) => Way::Left,
        ("ArrowRight", false) => Way::Right,
        ("ArrowUp", true) => Way::Top,
        ("ArrowDown", true) => Way::Bottom,
        ("ArrowLeft", true) | ("Home", false) => Way::RowStart,
        ("ArrowRight", true) | ("End", false) => Way::RowEnd,
        ("Home", true) => Way::First,
        ("End", true) => Way::Last,
        ("PageUp", false) => Way::PageUp,
        ("PageDown", false) => Way::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Held = Held { control: false, shift: false, alt: false };
    const CONTROL: Held = Held { control: true, ..NONE };
    const SHIFT: Held = Held { shift: true, ..NONE };
    const ALT: Held = Held { alt: true, ..NONE };

    #[test]
    fn keys_do_what_spreadsheets_have_them_do() {
        let on_cell = |key, held| GridKey::of(key, held, false, false);
        let to = |way, extends| Some(GridKey::Move { way, extends });
        assert_eq!(on_cell("ArrowDown", NONE), to(Way::Down, false));
        assert_eq!(on_cell("ArrowDown", SHIFT), to(Way::Down, true));
        assert_eq!(on_cell("ArrowDown", Held { shift: true, ..CONTROL }), to(Way::Bottom, true));
        assert_eq!(on_cell("ArrowDown", ALT), Some(GridKey::Carry(Way::Down)));
        assert_eq!(on_cell("Enter", NONE), Some(GridKey::Edit));
        assert_eq!(on_cell("7", NONE), Some(GridKey::Type("7".to_owned())));
        assert_eq!(on_cell("£", SHIFT), Some(GridKey::Type("£".to_owned())));
        assert_eq!(on_cell("d", CONTROL), Some(GridKey::FillDown));
        assert_eq!(on_cell(" ", SHIFT), Some(GridKey::WholeRows));
        assert_eq!(on_cell("Delete", NONE), Some(GridKey::Clear));
        assert_eq!(on_cell("Enter", ALT), Some(GridKey::Add));
    }

    #[test]
    fn what_is_the_browsers_stays_so() {
        for key in ["Tab", "F5", "Shift", "Process", "Dead", "F12"] {
            assert_eq!(GridKey::of(key, NONE, false, false), None, "{key}");
        }
        for key in ["r", "c", "v", "x", "z", "y", "w", "t", "PageDown", "f"] {
            assert_eq!(GridKey::of(key, CONTROL, false, false), None, "{key}");
        }
        for key in ["ArrowUp", "ArrowLeft", "Home", "a", "Delete", "F2"] {
            assert_eq!(GridKey::of(key, NONE, true, false), None, "{key} belongs to the text");
        }
        assert_eq!(GridKey::of("d", CONTROL, true, false), None);
        assert_eq!(GridKey::of("Enter", NONE, false, true), None, "it opens the line");
    }

    #[test]
    fn while_a_text_is_edited_keys_end_it() {
        let editing = |key, held| GridKey::of(key, held, true, false);
        assert_eq!(editing("Enter", NONE), Some(GridKey::Done(Way::Down)));
        assert_eq!(editing("Enter", SHIFT), Some(GridKey::Done(Way::Up)));
        assert_eq!(editing("Tab", NONE), Some(GridKey::Done(Way::Right)));
        assert_eq!(editing("Enter", CONTROL), Some(GridKey::Everywhere));
        assert_eq!(editing("Escape", NONE), Some(GridKey::GiveUp));
    }
}
