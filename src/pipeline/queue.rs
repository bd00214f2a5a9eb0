//! Groups that are still to be made. Those that somebody waits for come first.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::pipeline::Wanted;
use crate::pipeline::group::{Group, Memo};

/// Groups, each with what is remembered of it.
pub struct Queue<'a> {
    waiting: Mutex<VecDeque<(usize, Group, Memo)>>,
    wanted: Option<&'a Wanted<'a>>,
}

impl<'a> Queue<'a> {
    pub fn new(groups: Vec<(Group, Memo)>, wanted: Option<&'a Wanted<'a>>) -> Self {
        let waiting = groups.into_iter().enumerate().map(|(number, (group, memo))| (number, group, memo)).collect();
        Self { waiting: Mutex::new(waiting), wanted }
    }

    /// Makes all groups, several at a time, and gives what they come to in the groups' own order.
    pub fn make<T: Send>(self, make: impl Fn(Group, Memo) -> T + Sync) -> Vec<T> {
        let length = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).len();
        let next = || self.next().map(|(number, group, memo)| (number, make(group, memo)));
        let mut made: Vec<(usize, T)> = (0..length).into_par_iter().filter_map(|_| next()).collect();
        made.sort_by_key(|(number, _)| *number);
        made.into_iter().map(|(_, made)| made).collect()
    }

    fn next(&self) -> Option<(usize, Group, Memo)> {
        let wanted = self.wanted.map(|wanted| wanted()).unwrap_or_default();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let is_wanted = |(_, group, _): &(usize, Group, Memo)| wanted.iter().any(|path| group.makes(path));
        let at = if wanted.is_empty() { 0 } else { waiting.iter().position(is_wanted).unwrap_or(0) };
        waiting.remove(at)
    }
}
