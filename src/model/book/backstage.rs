//! What only presenters see, apart from what every reader may.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::book::Piece;

/// What only presenters see, by the path of the file and the number of the slide in it (from 0).
#[derive(Clone, Debug, Default)]
pub struct Backstage {
    pub slides: HashMap<(Arc<str>, usize), BackstageSlide>,
    /// Files that are drafts; of a draft deck its own file alone.
    pub drafts: Vec<Arc<str>>,
    /// Files for the internal audience.
    pub internal: Vec<Arc<str>>,
}

/// What only presenters see of one slide.
#[derive(Clone, Debug, Default)]
pub struct BackstageSlide {
    pub notes: Vec<Piece>,
    /// Line of the file on which the slide begins, from 1.
    pub line: usize,
}
