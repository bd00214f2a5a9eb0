//! Which names of a site are left out: those that are not content, and what editors and systems lay beside files.

use std::ffi::OsStr;
use std::path::{Component, Path};

/// How names of files end that editors and merges leave beside those that they save: backups, and what is to be moved over
/// them. None ends as content does.
const PASSING: [&str; 9] = ["~", ".bak", ".tmp", ".swp", ".swo", ".orig", ".rej", "___jb_tmp___", "___jb_old___"];
/// Files that systems lay into every folder.
const OF_SYSTEMS: [&str; 2] = ["thumbs.db", "desktop.ini"];

/// Whether a file or folder with this name, in `content` or else in `themes`, is left out with all it holds.
pub(super) fn is_left_out(name: &OsStr, is_content: bool, is_folder: bool) -> bool {
    let name = name.as_encoded_bytes();
    let is_hidden = name.starts_with(b".") || is_content && (name.starts_with(b"_") || name == b"README.md");
    is_hidden || !is_folder && is_passing(name)
}

/// Whether a file is there only while another one is saved, or because it was: Emacs saves `#x.md#` now and then, and vim
/// tries with `4913` whether it may write.
fn is_passing(name: &[u8]) -> bool {
    let is_lock = name.starts_with(b"~$") || name == b"4913";
    let is_autosave = name.len() > 1 && name.starts_with(b"#") && name.ends_with(b"#");
    let is_of_system = || OF_SYSTEMS.iter().any(|own| name.eq_ignore_ascii_case(own.as_bytes()));
    is_lock || is_autosave || PASSING.iter().any(|end| name.ends_with(end.as_bytes())) || is_of_system()
}

/// Whether anything at this path in a site, relative to its root, is read. What it is must be said: it may be gone.
pub fn is_read(path: &Path, is_folder: bool) -> bool {
    let mut parts = path.components();
    let is_content = match parts.next() {
        Some(Component::Normal(top)) if top == "content" => true,
        Some(Component::Normal(top)) if top == "themes" => false,
        _ => return false,
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let is_folder = is_folder || parts.peek().is_some();
        if is_left_out(part.as_os_str(), is_content, is_folder) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_lay_beside_a_file_is_not_read() {
        for name in [
            "10-a.md~",
            "#10-a.md#",
            ".#10-a.md",
            ".10-a.md.swp",
            "10-a.md.swp",
            "10-a.md.tmp",
            "10-a.md.bak",
            "10-a.md.orig",
            "10-a.md___jb_tmp___",
            "4913",
            "~$numbers.csv",
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
        ] {
            for folder in ["content/a", "themes/own/assets"] {
                assert!(!is_read(&Path::new(folder).join(name), false), "{folder}/{name}");
            }
        }
    }

    #[test]
    fn every_other_name_is_content() {
        for path in ["content/a/#1-goal.md", "content/a/10~.md", "content/a/4913.md", "content/a/#", "content/a/tmp"] {
            assert!(is_read(Path::new(path), false), "{path}");
        }
        for path in ["content/old~", "content/4913", "content/#a#", "content", "themes"] {
            assert!(is_read(Path::new(path), true), "the folder {path}");
        }
        assert!(is_read(Path::new("content/old~/a.md"), false), "a file in a folder");
        assert!(is_read(Path::new("themes/own/_part.html"), false));
        assert!(is_read(Path::new("themes/own/README.md"), false));
    }

    #[test]
    fn what_is_no_content_is_not_read_however_deep() {
        for path in ["content/_later/a/b.md", "content/.git/index", "content/a/README.md", "output/index.html", "x.md"]
        {
            assert!(!is_read(Path::new(path), false), "{path}");
        }
    }
}
