//! Hostile input: links, files, typed text and worker messages that nobody meant. None may panic, or take more memory than
//! a bound that is stated here.
//!
//! `HOSTILE_CASES=1000000 cargo test --release --test hostile -- --nocapture` tries a million of each and prints the
//! slowest; a case is known by its number, and the same number makes the same input.
#![expect(unsafe_code, reason = "what counts memory has to be an allocator")]
#![expect(clippy::print_stdout, reason = "the slowest case is what a measurement asks for")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::Instant;

use ratecard::format;
use ratecard::session::pasted_card::{PastedCard, Way};
use ratecard::share::{self, PRESETS};
use ratecard::worker::protocol::{Job, Message, Reply};

/// The most that one input may take while it is read, in bytes: a file may have 2 MB, and its values more than its text.
const MOST_MEMORY: usize = 64 * 1024 * 1024;

/// Counts what a thread holds, and the most that it held.
struct Counting;

thread_local! {
    static HELD: Cell<(isize, isize)> = const { Cell::new((0, 0)) };
}

fn note(more: isize) {
    // A thread that is ending counts no more.
    let _ = HELD.try_with(|held| {
        let (now, most) = held.get();
        held.set((now + more, most.max(now + more)));
    });
}

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(isize::try_from(layout.size()).unwrap_or(isize::MAX));
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        note(-isize::try_from(layout.size()).unwrap_or(isize::MAX));
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Numbers for one case: the same for the same case, on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap_or(0)
    }

    fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

/// Some bytes of an input changed, taken out, doubled, cut off or put in from elsewhere.
fn mangled(input: &[u8], pieces: &[&[u8]], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(6) {
            0 if !bytes.is_empty() => bytes[at] = dice.byte(),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes.truncate(at),
            4 => drop(bytes.splice(at..end, dice.one_of(pieces).iter().copied())),
            _ => drop(bytes.splice(at..at, dice.one_of(pieces).iter().copied())),
        }
    }
    bytes
}

/// How many milliseconds something takes.
fn time(act: impl FnOnce()) -> f64 {
    #[expect(clippy::disallowed_methods, reason = "printed, and never judged")]
    let began = Instant::now();
    act();
    1e3 * began.elapsed().as_secs_f64()
}

/// Runs so many cases of a kind, each with its own dice.
fn try_all(kind: &str, share_of_cases: u64, read: impl Fn(&mut Dice)) {
    let asked = std::env::var("HOSTILE_CASES").ok().and_then(|asked| asked.parse::<u64>().ok());
    let n_cases = asked.unwrap_or(4_000) * share_of_cases / 100;
    let (mut slowest, mut largest) = ((0.0, 0), (0, 0));
    for case in 0..n_cases {
        let seed = case.wrapping_mul(0x5851_f42d_4c95_7f2d);
        let held = HELD.get().0;
        HELD.set((held, held));
        let mut milliseconds = time(|| read(&mut Dice(seed)));
        let taken = usize::try_from(HELD.get().1 - held).unwrap_or(0);
        assert!(taken <= MOST_MEMORY, "{kind}, case {case}: {taken} bytes");
        // The machine may have done something else meanwhile: what is slow is tried again.
        for _ in 0..8 {
            if milliseconds > slowest.0 {
                milliseconds = milliseconds.min(time(|| read(&mut Dice(seed))));
            }
        }
        slowest = if milliseconds > slowest.0 { (milliseconds, case) } else { slowest };
        largest = largest.max((taken, case));
    }
    println!(
        "{kind}: {n_cases} cases, slowest {:.1} ms (case {}), most memory {} kB (case {})",
        slowest.0,
        slowest.1,
        largest.0 / 1024,
        largest.1
    );
}

const JSON_PIECES: [&[u8]; 16] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b",",
    b":",
    b"null",
    b"-1e999",
    b"1e-400",
    b"18446744073709551616",
    b"\\ud800",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"\"rate_card\":{\"outcomes\":[{}]}",
];

#[test]
fn files_that_were_mangled() {
    let files: Vec<String> = PRESETS
        .iter()
        .map(|preset| share::Document::new(&preset.open().unwrap().scenario).pretty().unwrap())
        .chain([
            include_str!("shared/v2-full.json").to_owned(),
            include_str!("shared/v1-full.json").to_owned(),
        ])
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    try_all("files", 10, |dice| {
        let file = dice.one_of(&files);
        let bytes = mangled(file.as_bytes(), &JSON_PIECES, dice);
        // Whether it opens is of no interest here; where it does, it can be written again.
        if let Ok(opened) = share::open_bytes(&bytes) {
            assert!(share::Document::new(&opened.scenario).pretty().is_ok());
        }
        let _ = share::open_unfinished(&String::from_utf8_lossy(&bytes));
    });
}

#[test]
fn links_that_were_mangled() {
    let links: Vec<&str> = vec![
        include_str!("shared/v1-small.link"),
        include_str!("shared/v1-kirklees.link"),
        include_str!("shared/v2-full.link"),
        include_str!("shared/v2-small.link"),
    ];
    let pieces: [&[u8]; 12] = [
        b"%",
        b"%3E",
        b"%00",
        b"#/open/",
        b"https://",
        b" \n> ",
        b"=",
        b"\"",
        "’".as_bytes(),
        b"AAAAAAAAAAAAAAAA",
        b"#",
        "\u{200b}".as_bytes(),
    ];
    try_all("links", 40, |dice| {
        let link = dice.one_of(&links);
        let bytes = mangled(link.as_bytes(), &pieces, dice);
        let text = String::from_utf8_lossy(&bytes);
        let _ = share::open_link(&text);
        let _ = share::looks_like_link(&text);
    });
}

#[test]
fn texts_that_were_typed_or_pasted() {
    let typed: [&str; 12] = [
        "£1,500.50",
        "22.3m",
        "85%",
        "0.85",
        "September 2019",
        "Sep-19",
        "2019-09-30",
        "1 500",
        "-£20",
        "1500\t1200",
        "1.2 billion",
        "GBP",
    ];
    let pieces: [&[u8]; 14] = [
        b",",
        b".",
        b" ",
        b"-",
        "−".as_bytes(),
        b"e",
        b"m",
        b"bn",
        b"%",
        "\u{202e}".as_bytes(),
        "٣".as_bytes(),
        b"99999999999999999999",
        "ß".as_bytes(),
        "İ".as_bytes(),
    ];
    try_all("typed texts", 400, |dice| {
        let bytes = mangled(dice.one_of(&typed).as_bytes(), &pieces, dice);
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(amount) = format::typed_money(&text) {
            assert_eq!(
                format::typed_money(&format::money_in_field(amount)),
                Ok(amount),
                "{text:?}"
            );
        }
        let _ = format::typed_percent(&text);
        let _ = format::typed_number(&text);
        let _ = format::typed_whole(&text);
        if let Some(month) = format::typed_month(&text) {
            assert_eq!(format::typed_month(&format::month(month)), Some(month), "{text:?}");
        }
    });
}

#[test]
fn messages_between_page_and_workers_that_were_mangled() {
    let pieces: [&[u8]; 4] = [&[0xff; 9], &[0x80, 0x80, 0x80, 0x01], &[0; 16], b"2"];
    let head = Message::<Vec<u8>>::seal(&0_u8, Vec::new()).head;
    try_all("messages", 200, |dice| {
        // Of this build, so that what comes after its marks is read.
        let body: Vec<u8> = (0..dice.below(60)).map(|_| dice.byte() % 24).collect();
        let mut bytes = head[..head.len() - 1].to_vec();
        bytes.extend(mangled(&body, &pieces, dice));
        let message = Message { head: bytes, buffers: Vec::<Vec<u8>>::new() };
        let _ = message.open::<Job>();
        let _ = message.open::<Reply>();
    });
}

#[test]
fn tables_that_were_pasted() {
    let tables = [
        include_str!("../src/session/pasted_card/recorded/excel.txt"),
        include_str!("../src/session/pasted_card/recorded/libreoffice.txt"),
        include_str!("../src/session/pasted_card/recorded/markdown.txt"),
        include_str!("../src/session/pasted_card/recorded/semicolons.txt"),
    ];
    let pieces: [&[u8]; 12] = [
        b"\t",
        b"\r\n",
        b"\"",
        b"\"\"",
        b";",
        b"|",
        b"Price",
        b"After\t",
        "\u{200b}".as_bytes(),
        "İ".as_bytes(),
        b"99999999999999999999",
        b"Total",
    ];
    let scenario = share::blank(None).unwrap().scenario;
    try_all("tables", 5, |dice| {
        let bytes = mangled(dice.one_of(&tables).as_bytes(), &pieces, dice);
        let Ok(card) = PastedCard::read(&String::from_utf8_lossy(&bytes)) else { return };
        let plan = card.onto(&scenario, Way::Replace);
        // Whatever was understood makes no scenario wrong that was right but for its empty card.
        let errors = plan.edit().apply(&scenario).problems();
        let is_empty = |path: &str| path == "rate_card.outcomes";
        assert!(errors.iter().all(|problem| !problem.is_error() || is_empty(&problem.path)));
    });
}
