//! What becomes of files as soon as they are made.

use crate::model::artifact::Artifact;
use crate::pipeline::guard::Guard;

/// Takes files of a site as they are made, from any thread and in any order.
pub type Taker<'a> = dyn Fn(&Artifact) + Sync + 'a;

/// Tells the paths of files that somebody waits for just now.
pub type Wanted<'a> = dyn Fn() -> Vec<String> + Sync + 'a;

/// What becomes of files as soon as they are made.
#[derive(Clone, Copy)]
pub enum Handing<'a> {
    /// They are kept until all are there.
    None,
    /// They are handed on, and not kept. Where all is checked, what others than the reader see is laid out, too.
    On { take: &'a Taker<'a>, checks_all: bool },
    /// They are kept and shown already, first those that are waited for.
    Early(&'a Taker<'a>, &'a Wanted<'a>),
}

impl<'a> Handing<'a> {
    /// Hands a page on that was just drawn. What is handed on for good is looked at first.
    pub fn hand_on(self, page: &Artifact, guard: &Guard) {
        match self {
            Self::None => {}
            Self::On { take, .. } => {
                guard.look_at(page);
                take(page);
            }
            Self::Early(show, _) => show(page),
        }
    }

    /// Whether pages are handed on as soon as they are drawn. Readers are shown none where a mistake is known already.
    pub fn takes_pages(self, is_sound: impl FnOnce() -> bool) -> bool {
        match self {
            Self::None => false,
            Self::On { .. } => true,
            Self::Early(..) => is_sound(),
        }
    }

    /// Whether pages are kept until all are there.
    pub fn keeps_pages(self) -> bool {
        !matches!(self, Self::On { .. })
    }

    /// Whether what others than the reader see is laid out, too.
    pub fn checks_all(self) -> bool {
        matches!(self, Self::On { checks_all: true, .. })
    }

    /// Who tells what is waited for, if somebody may wait.
    pub fn wanted(self) -> Option<&'a Wanted<'a>> {
        if let Self::Early(_, wanted) = self { Some(wanted) } else { None }
    }
}
