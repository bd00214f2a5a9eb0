//! Cases of themes: `tests/cases/themes/*.md`, sites that bring their own. What stands in them is as in `sites.rs`.

use crate::{case, sites};

#[test]
fn themes() {
    case::run_all("themes", sites::run);
}
