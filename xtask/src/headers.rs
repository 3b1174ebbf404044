//! The headers that a host should send with the page: the content security policy, the others, and how long files keep.
//!
//! They are written here once. A build puts the policy into index.html and all of them into dist/_headers, which hosts
//! and the browser journeys follow. Trunk.toml must repeat them for `cargo xtask serve`; a test below compares the two.

/// What the page may load and do. Everything comes from its own folder; nothing is sent anywhere.
const POLICY: &[(&str, &str)] = &[
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("worker-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data: blob:"),
    ("connect-src", "'self'"),
    ("font-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'self'"),
    ("form-action", "'none'"),
    FRAME_ANCESTORS,
];

/// Which sites may show the page in a frame. To let others embed it, list them here.
const FRAME_ANCESTORS: (&str, &str) = ("frame-ancestors", "'self'");

/// For files whose names change with their content.
const ONE_YEAR: &str = "public, max-age=31536000, immutable";

/// The headers of every answer.
pub(crate) fn for_every_file() -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", policy(POLICY)),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

/// The policy for a `<meta>` element, which browsers do not let decide about frames.
pub(crate) fn policy_in_page() -> String {
    let directives: Vec<_> =
        POLICY.iter().copied().filter(|directive| *directive != FRAME_ANCESTORS).collect();
    policy(&directives)
}

/// How long a browser may keep a file without asking again.
pub(crate) fn cache_control(file: &str) -> &'static str {
    if is_hashed(file) { ONE_YEAR } else { "no-cache" }
}

/// Everything above as a `_headers` file, the form that several static hosts read.
pub(crate) fn headers_file(files: &[String]) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in for_every_file() {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for path in std::iter::once("").chain(files.iter().map(String::as_str)) {
        text.push_str(&format!("/{path}\n  Cache-Control: {}\n", cache_control(path)));
    }
    text
}

fn policy(directives: &[(&str, &str)]) -> String {
    let parts: Vec<_> = directives.iter().map(|(name, value)| format!("{name} {value}")).collect();
    parts.join("; ")
}

/// Whether the name holds a digest of the content, as in `app-0123456789abcdef_bg.wasm`. Trunk writes it without zeros in
/// front, so that one in sixteen is shorter.
fn is_hashed(file: &str) -> bool {
    file.split(['-', '_', '.'])
        .any(|part| part.len() >= 10 && part.chars().all(|letter| letter.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_digest_are_kept_for_long() {
        for file in ["app-9f86d081884c7d65_bg.wasm", "app-72c2f76236238d.js"] {
            assert_eq!(cache_control(file), ONE_YEAR, "{file}");
        }
        for file in ["", "index.html", "worker.js", "worker_bg.wasm", "worker_loader.js"] {
            assert_eq!(cache_control(file), "no-cache", "{file}");
        }
    }

    #[test]
    fn the_policy_in_the_page_leaves_frames_to_the_header() {
        assert!(policy_in_page().contains("script-src 'self' 'wasm-unsafe-eval'"));
        assert!(!policy_in_page().contains("frame-ancestors"));
    }

    #[test]
    fn trunk_serves_with_the_same_headers() {
        let settings = include_str!("../../Trunk.toml");
        for (name, value) in for_every_file() {
            let line = format!("{name} = \"{value}\"");
            assert!(settings.lines().any(|l| l == line), "put into [serve.headers]:\n{line}");
        }
    }
}
