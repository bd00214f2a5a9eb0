//! Stage 5, book -> data: `okrs.json` and `okrs.csv`, which hold exactly what the pages show, and what the search page searches.

mod csv;
mod json;
mod search;

pub use csv::{deck_csv, okrs_csv};
pub use json::{deck_json, okrs_json};
pub use search::{deck_search, search_index};
