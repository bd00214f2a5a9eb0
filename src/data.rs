//! Stage 5, book -> data: `okrs.json` and `okrs.csv`, which hold exactly what the pages show, and what the search page searches.

mod csv;
mod json;
mod search;

pub use csv::okrs_csv;
pub use json::okrs_json;
pub use search::index as search_index;
