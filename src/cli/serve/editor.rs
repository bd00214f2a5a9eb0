//! How a place in a file is opened in the person's editor: an address that the editor has registered with the system.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Visual Studio Code's.
pub const DEFAULT: &str = "vscode://file{file}:{line}:{column}";

/// What an address gives another meaning.
const SPECIAL: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

/// Accepts a template of an address that leads to an editor, not into the page.
pub fn template(template: &str) -> Result<String, &'static str> {
    let scheme = template.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()).unwrap_or_default();
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !is_scheme || ["javascript", "data", "vbscript", "blob"].contains(&scheme.as_str()) {
        return Err("an editor's address begins with its scheme, as vscode:// does");
    }
    if !template.contains("{file}") {
        return Err("an editor's address has {file} where the path belongs");
    }
    Ok(template.to_owned())
}

/// The template with the way to the root in it, so that `{file}` is relative to that.
pub fn in_folder(template: &str, root: &Path) -> String {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let root = root.to_string_lossy().replace('\\', "/");
    let root = root.strip_prefix("//?").unwrap_or(&root);
    let slash = if root.starts_with('/') { "" } else { "/" };
    template.replace("{file}", &format!("{slash}{}/{{file}}", utf8_percent_encode(root.trim_end_matches('/'), SPECIAL)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_named_by_its_scheme() {
        assert!(template(DEFAULT).is_ok());
        assert!(template("idea://open?file={file}&line={line}").is_ok());
        for wrong in ["javascript:alert({file})", "JavaScript:{file}", "{file}", "vscode://file", "/{file}", ":{file}"]
        {
            assert!(template(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_root_is_put_before_the_file() {
        let template = in_folder("zed://file{file}:{line}", Path::new("/no where/50%/"));
        assert_eq!(template, "zed://file/no%20where/50%25/{file}:{line}");
    }
}
