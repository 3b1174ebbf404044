//! One file's imports and paths, as they are written.

use std::collections::BTreeSet;

/// A path as it is written or as it is meant: `["crate", "model", "Money"]`.
pub(crate) type Names = Vec<String>;

/// What a file says about others.
#[derive(Debug, Default)]
pub(crate) struct Code {
    pub(crate) imports: Vec<Import>,
    /// Paths of two names or more, outside of imports.
    pub(crate) paths: Vec<Names>,
    /// Every word outside of imports.
    pub(crate) words: BTreeSet<String>,
    /// Modules that are declared for tests only.
    pub(crate) test_modules: BTreeSet<String>,
}

/// One name that a `use` brings in.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) path: Names,
    /// What it is called in this file; `*` if the import takes all there is.
    pub(crate) name: String,
    /// Whether others may take the name from here.
    pub(crate) is_public: bool,
}

impl Code {
    /// Reads a file's text up to the tests at its end.
    pub(crate) fn read(text: &str) -> Code {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let tokens = tokens(text);
        let mut code = Code::default();
        let mut at = 0;
        while let Some(&token) = tokens.get(at) {
            let rest = &tokens[at..];
            match token {
                "use" => {
                    let is_public = is_public(&tokens[..at]);
                    let end =
                        at + rest.iter().position(|token| *token == ";").unwrap_or(rest.len());
                    read_tree(&[], &tokens[at + 1..end], is_public, &mut code.imports);
                    at = end;
                }
                "#" if rest.starts_with(&["#", "[", "cfg", "("]) => {
                    let end =
                        at + rest.iter().position(|token| *token == "]").unwrap_or(rest.len());
                    if let (true, Some(["mod", name, ";"])) =
                        (tokens[at..end].contains(&"test"), tokens.get(end + 1..end + 4))
                    {
                        code.test_modules.insert((*name).to_owned());
                    }
                    at = end;
                }
                _ if is_word(token) => {
                    let path = path_at(rest);
                    code.words.extend(path.iter().cloned());
                    at += 2 * path.len() - 1;
                    if path.len() > 1 {
                        code.paths.push(path);
                    }
                }
                _ => at += 1,
            }
        }
        code
    }
}

/// Whether what comes next is declared `pub` or `pub(…)`.
fn is_public(before: &[&str]) -> bool {
    match before {
        [.., "pub"] => true,
        [start @ .., ")"] => {
            let open = start.iter().rposition(|token| *token == "(");
            open.is_some_and(|open| start[..open].ends_with(&["pub"]))
        }
        _ => false,
    }
}

/// The path that the tokens begin with.
fn path_at(tokens: &[&str]) -> Names {
    let mut path = vec![tokens[0].to_owned()];
    let mut rest = &tokens[1..];
    while let ["::", name, more @ ..] = rest
        && is_word(name)
    {
        path.push((*name).to_owned());
        rest = more;
    }
    path
}

/// Reads one member of an import: a path, a path with another name, a group or a star.
fn read_tree(before: &[String], tokens: &[&str], is_public: bool, imports: &mut Vec<Import>) {
    match tokens {
        [] => {}
        ["::", rest @ ..] => read_tree(before, rest, is_public, imports),
        ["{", group @ .., "}"] => {
            for member in members(group) {
                read_tree(before, member, is_public, imports);
            }
        }
        ["*"] => {
            let path = [before, &["*".to_owned()]].concat();
            imports.push(Import { path, name: "*".to_owned(), is_public });
        }
        // `{self}` brings in what the group is of.
        ["self", renamed @ ..] if !before.is_empty() => {
            let name = renamed
                .last()
                .map_or_else(|| before[before.len() - 1].clone(), ToString::to_string);
            imports.push(Import { path: before.to_vec(), name, is_public });
        }
        [name, rest @ ..] => {
            let path = [before, &[(*name).to_owned()]].concat();
            match rest {
                ["::", ..] => read_tree(&path, rest, is_public, imports),
                _ => {
                    let name = rest.last().unwrap_or(name).to_string();
                    imports.push(Import { path, name, is_public });
                }
            }
        }
    }
}

/// The members of a group, without its outer braces.
fn members<'g, 't>(group: &'g [&'t str]) -> Vec<&'g [&'t str]> {
    let mut depth = 0;
    let is_end = |token: &&str| {
        match *token {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        depth == 0 && *token == ","
    };
    group.split(is_end).collect()
}

fn is_word(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// Words, `::` and single signs, without space, comments, texts and letters in quotes.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(length) = overlooked(rest) {
            length
        } else {
            let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
            let length = match first {
                ':' if rest.starts_with("::") => 2,
                _ if is_part(first) => rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            tokens.push(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    tokens
}

/// How many bytes of space, comment, text or letter in quotes the source begins with, if with any.
fn overlooked(rest: &str) -> Option<usize> {
    let through = |end: &str, from: usize| {
        rest[from..].find(end).map_or(rest.len(), |place| from + place + end.len())
    };
    let first = rest.chars().next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if rest.starts_with("//") {
        return Some(through("\n", 2));
    }
    if rest.starts_with("/*") {
        return Some(through("*/", 2));
    }
    if rest.starts_with("r\"") || rest.starts_with("r#") {
        let hashes = rest[1..].len() - rest[1..].trim_start_matches('#').len();
        let quote = 1 + hashes;
        return rest[quote..]
            .starts_with('"')
            .then(|| through(&format!("\"{}", "#".repeat(hashes)), quote + 1));
    }
    match first {
        '"' => Some(quoted(rest, '"')),
        // A lifetime has no second quote.
        '\'' if rest[1..].starts_with('\\') || rest.chars().nth(2) == Some('\'') => {
            Some(quoted(rest, '\''))
        }
        _ => None,
    }
}

/// The length of what stands between two quotes, with them.
fn quoted(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (place, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if letter == quote => return place + quote.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

mod the_checker_itself {
    use super::Code;

    fn imports(text: &str) -> Vec<String> {
        let code = Code::read(text);
        let told = code
            .imports
            .iter()
            .map(|import| format!("{} as {}", import.path.join("::"), import.name));
        told.collect()
    }

    fn paths(text: &str) -> Vec<String> {
        Code::read(text).paths.iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn reads_groups_aliases_and_stars() {
        assert_eq!(
            imports("use crate::{model::{self, Money as M}, share::*};\nuse rand;"),
            [
                "crate::model as model",
                "crate::model::Money as M",
                "crate::share::* as *",
                "rand as rand"
            ]
        );
    }

    #[test]
    fn knows_what_others_may_take() {
        let code = Code::read("pub(super) use a::A; pub use b::B; pub fn f() {} use c::C;");
        let public: Vec<bool> = code.imports.iter().map(|import| import.is_public).collect();
        assert_eq!(public, [true, true, false]);
    }

    #[test]
    fn reads_paths_in_code() {
        let text = "let x: Vec<super::Stop> = output::print::<u8>(&crate::model::Money::ZERO);";
        assert_eq!(paths(text), ["super::Stop", "output::print", "crate::model::Money::ZERO"]);
    }

    #[test]
    fn overlooks_comments_texts_letters_and_tests() {
        let text = r##"
            // a::b
            /* c::d */
            let text = ("e::f \" g::h", r#"i::j " k::l"#, '"', '\'', m::n);
            fn lived<'a>(x: &'a str) { o::p }
"##;
        assert_eq!(paths(text), ["m::n", "o::p"]);
        assert_eq!(paths("#[cfg(test)]\nmod tests { use a::b; c::d }"), [""; 0]);
    }

    #[test]
    fn knows_modules_that_are_for_tests_only() {
        let code = Code::read("mod a;\n#[cfg(all(test, unix))]\nmod laws;\n#[cfg(unix)]\nmod c;");
        assert_eq!(Vec::from_iter(code.test_modules), ["laws"]);
    }
}
