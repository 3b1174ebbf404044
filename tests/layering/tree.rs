//! All files of a crate, and which of them defines a name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::slice;

use crate::code::{Code, Names};

/// The files below a folder of sources, by path. Files that only tests are made of are left out.
#[derive(Debug)]
pub(crate) struct Tree {
    files: BTreeMap<String, File>,
    /// The file of each module.
    modules: BTreeMap<Names, String>,
}

#[derive(Debug)]
struct File {
    module: Names,
    /// The module that `crate` stands for.
    root: Names,
    code: Code,
}

/// What each file uses of other files: names by file, by file.
pub(crate) type Imports = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

impl Tree {
    /// Reads a folder of sources.
    pub(crate) fn read(folder: &Path) -> Tree {
        let mut texts = Vec::new();
        collect(folder, folder, &mut texts);
        assert!(texts.len() > 3, "the sources were not found");
        Tree::of(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// A tree of paths and texts.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Tree {
        let read: Vec<(&str, Code)> =
            texts.into_iter().map(|(path, text)| (path, Code::read(text))).collect();
        let roots: Vec<Names> = read
            .iter()
            .filter(|(path, _)| matches!(path.rsplit('/').next(), Some("lib.rs" | "main.rs")))
            .map(|(path, _)| module_of(path))
            .collect();
        let for_tests: BTreeSet<Names> = read
            .iter()
            .flat_map(|(path, code)| {
                let module = module_of(path);
                code.test_modules
                    .iter()
                    .map(move |name| [&module[..], slice::from_ref(name)].concat())
            })
            .collect();
        let files: BTreeMap<String, File> = read
            .into_iter()
            .map(|(path, code)| {
                let module = module_of(path);
                // A binary below the library's sources is a crate of its own: the deepest root counts.
                let above = roots.iter().filter(|root| module.starts_with(root));
                let root = above.max_by_key(|root| root.len()).cloned().unwrap_or_default();
                (path.to_owned(), File { module, root, code })
            })
            .filter(|(_, file)| !for_tests.contains(&file.module))
            .collect();
        let modules =
            files.iter().map(|(path, file)| (file.module.clone(), path.clone())).collect();
        Tree { files, modules }
    }

    /// The paths of all files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What each file says.
    pub(crate) fn codes(&self) -> impl Iterator<Item = (&str, &Code)> {
        self.files.iter().map(|(path, file)| (path.as_str(), &file.code))
    }

    /// Every path of this tree that a file names, from the root of the tree.
    pub(crate) fn used_by(&self, path: &str) -> BTreeSet<Names> {
        let file = &self.files[path];
        let imported = file.code.imports.iter().map(|import| &import.path);
        imported.chain(&file.code.paths).filter_map(|path| self.absolute(file, path)).collect()
    }

    /// What each file uses of which other file. An import of a whole module is none before something of it is
    /// used, and a name that is only passed on to others is not used.
    pub(crate) fn imports(&self) -> Imports {
        let mut all = Imports::new();
        for (path, file) in &self.files {
            let used = file
                .code
                .imports
                .iter()
                .filter(|import| !import.is_public || file.code.words.contains(&import.name));
            let used = used.map(|import| &import.path).chain(&file.code.paths);
            let own = all.entry(path.clone()).or_default();
            for (other, name) in used.filter_map(|used| self.definer(&self.absolute(file, used)?)) {
                if other != path {
                    own.entry(other.to_owned()).or_default().insert(name);
                }
            }
        }
        all
    }

    /// A written path from the root of the tree; none if it leads to another crate.
    fn absolute(&self, file: &File, path: &[String]) -> Option<Names> {
        let (first, rest) = path.split_first()?;
        let child = [&file.module[..], slice::from_ref(first)].concat();
        match first.as_str() {
            "crate" => Some([&file.root[..], rest].concat()),
            "ratecard" => Some(rest.to_vec()),
            "self" => Some([&file.module[..], rest].concat()),
            "super" => {
                let n_up = path.iter().take_while(|name| *name == "super").count();
                let above = file.module.len().checked_sub(n_up)?;
                Some([&file.module[..above], &path[n_up..]].concat())
            }
            _ if self.modules.contains_key(&child) => Some([&child[..], rest].concat()),
            _ => {
                let mut imports = file.code.imports.iter();
                let import = imports.find(|import| import.name == *first && import.path != path)?;
                Some([&self.absolute(file, &import.path)?[..], rest].concat())
            }
        }
    }

    /// The file that defines what a path from the tree's root leads to, and its name there; none for a whole
    /// module. Where a file only passes the name on, the search goes on at the file that it has it from.
    fn definer(&self, path: &[String]) -> Option<(&str, String)> {
        let depth =
            (0..path.len()).rev().find(|depth| self.modules.contains_key(&path[..*depth]))?;
        let (holder, name) = (&self.modules[&path[..depth]], &path[depth]);
        let file = &self.files[holder];
        let passed_on = file.code.imports.iter().find(|import| import.name == *name);
        if let Some(origin) = passed_on.and_then(|import| self.absolute(file, &import.path)) {
            let origin = [&origin[..], &path[depth + 1..]].concat();
            if origin != path {
                return self.definer(&origin);
            }
        }
        let is_module = self.modules.contains_key(&path[..=depth]);
        (!is_module).then(|| (holder.as_str(), name.clone()))
    }
}

/// The module that a file is: that of `lib.rs` and `main.rs` is their folder's, as that of `mod.rs` is.
fn module_of(path: &str) -> Names {
    let mut module: Names = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if ["mod", "lib", "main"].iter().any(|name| module.ends_with(&[(*name).to_owned()])) {
        module.pop();
    }
    module
}

fn collect(root: &Path, folder: &Path, texts: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            collect(root, &path, texts);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a file of source text");
            let path = path.strip_prefix(root).expect("a path below the root");
            texts.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
}
