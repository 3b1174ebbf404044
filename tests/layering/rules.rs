//! The tables. Paths are those of files below `src/`, without their endings where a folder is meant.

/// What a file may use of the crate, by the first row whose path the file's path starts with.
/// An entry allows the module and everything below it; a module may always use itself.
pub(crate) const MODULES: &[(&str, &[&str])] = &[
    ("lib.rs", ALL),
    ("bin/app.rs", &["ui"]),
    ("bin/worker.rs", &["worker"]),
    ("bin/desk.rs", &["desk"]),
    (
        "bin/ratecard",
        &[
            "analysis", "charts", "engine", "findings", "format", "model", "report", "session",
            "share",
        ],
    ),
    ("model", &[]),
    ("format", &["model"]),
    ("prose", &[]),
    ("engine", &["model"]),
    ("share", &["model"]),
    ("session", &["model", "format", "engine"]),
    ("analysis", &["model", "engine"]),
    ("findings", &["analysis", "model", "engine::summary", "format"]),
    ("charts", &["analysis", "model", "engine::summary", "findings", "format", "report"]),
    (
        "report",
        &[
            "analysis",
            "model",
            "engine::FigureValue",
            "engine::Future",
            "engine::published_figures",
            "engine::summary",
            "findings",
            "format",
        ],
    ),
    ("worker", &["model", "engine", "session"]),
    ("desk/wiring.rs", &["desk", "worker"]),
    (
        "views",
        &[
            "analysis",
            "charts",
            "engine::summary",
            "findings",
            "format",
            "model",
            "report",
            "session",
        ],
    ),
    (
        "desk",
        &[
            "analysis", "charts", "engine", "findings", "model", "format", "report", "session",
            "share", "views",
        ],
    ),
    (
        "ui",
        &[
            "analysis::journeys::Who",
            "charts",
            "desk",
            "engine",
            "findings",
            "format",
            "model",
            "prose",
            "report",
            "session",
            "share",
            "views",
            "worker",
        ],
    ),
];

const ALL: &[&str] = &[
    "analysis", "charts", "desk", "engine", "findings", "format", "model", "prose", "report",
    "session", "share", "ui", "views", "worker",
];

/// The engine from the ground up. A file may use its own floor and those below. Every file of the
/// engine stands on one of them; the version is a word that any floor may write into its results.
pub(crate) const FLOORS: &[&str] = &[
    "engine/version.rs",
    "engine/dice",
    "engine/plan",
    "engine/people",
    "engine/money",
    "engine/expectation",
    "engine/run",
    "engine/summary",
    "engine/mod.rs",
];

/// Where another crate may be used; nowhere, if the list is empty.
pub(crate) const CRATES: &[(&str, &[&str])] = &[
    ("gloo", &["ui", "worker", "bin/app.rs", "bin/worker.rs"]),
    ("js_sys", &["desk/wiring.rs", "ui/browser", "worker"]),
    ("log", &[]),
    ("plotters", &["charts", "ui/components/chart_canvas.rs"]),
    ("plotters_canvas", &["ui/components/chart_canvas.rs"]),
    ("postcard", &["desk", "worker"]),
    ("rand", &["engine"]),
    ("rand_distr", &["engine"]),
    ("serde_json", &["share", "model", "report", "session", "worker", "desk", "bin/ratecard"]),
    ("wasm_bindgen", &["desk/wiring.rs", "ui", "worker"]),
    ("web_sys", &["ui/browser", "ui/components/chart_canvas.rs", "worker"]),
    ("yew", &["ui", "bin/app.rs"]),
];

/// Where a type may be named. One file names a generator, so that every draw in the engine comes
/// from a stream with a purpose; the others would differ between 32 and 64 bits.
pub(crate) const TYPES: &[(&str, &[&str])] =
    &[("Xoshiro256PlusPlus", &["engine/dice/rng.rs"]), ("SmallRng", &[]), ("StdRng", &[])];
