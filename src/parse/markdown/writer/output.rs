//! Fragments while they are written: neighbouring HTML is one fragment.

use crate::model::document::Fragment;

/// A list of fragments that grows at its end.
#[derive(Debug, Default)]
pub struct Output {
    fragments: Vec<Fragment>,
}

/// A place in an output: what was written up to there.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    fragments: usize,
    /// Of the last one, if that is HTML.
    bytes: usize,
}

impl Output {
    /// Where it ends now.
    pub fn mark(&self) -> Mark {
        let bytes = if let Some(Fragment::Html(html)) = self.fragments.last() { html.len() } else { 0 };
        Mark { fragments: self.fragments.len(), bytes }
    }

    /// What was written since: the HTML that was added to the last fragment, and the fragments behind it.
    pub fn since(&self, mark: Mark) -> (&str, &[Fragment]) {
        let (before, behind) = self.fragments.split_at(mark.fragments);
        let added = if let Some(Fragment::Html(html)) = before.last() { &html[mark.bytes..] } else { "" };
        (added, behind)
    }

    /// Takes away what was written since.
    pub fn split_off(&mut self, mark: Mark) -> Vec<Fragment> {
        let mut written = self.fragments.split_off(mark.fragments);
        if let Some(Fragment::Html(html)) = self.fragments.last_mut() {
            written.insert(0, Fragment::Html(html.split_off(mark.bytes)));
        }
        written
    }

    /// Appends finished HTML.
    pub fn html(&mut self, html: &str) {
        self.buffer().push_str(html);
    }

    /// The HTML at the end, to write into.
    pub fn buffer(&mut self) -> &mut String {
        if !matches!(self.fragments.last(), Some(Fragment::Html(_))) {
            self.fragments.push(Fragment::Html(String::new()));
        }
        match self.fragments.last_mut() {
            Some(Fragment::Html(html)) => html,
            _ => unreachable!("an HTML fragment was just added"),
        }
    }

    /// Appends a fragment that a later stage resolves.
    pub fn fragment(&mut self, fragment: Fragment) {
        self.fragments.push(fragment);
    }

    /// Appends all of another output.
    pub fn append(&mut self, other: Self) {
        for fragment in other.fragments {
            match fragment {
                Fragment::Html(html) => self.html(&html),
                other => self.fragment(other),
            }
        }
    }

    /// Whether nothing but white space stands in it.
    pub fn is_blank(&self) -> bool {
        self.fragments.iter().all(|fragment| matches!(fragment, Fragment::Html(html) if html.trim().is_empty()))
    }

    /// Whether a link stands in it.
    pub fn has_link(&self) -> bool {
        self.fragments.iter().any(|fragment| match fragment {
            Fragment::Html(html) => html.contains("<a "),
            Fragment::Href { .. } => true,
            _ => false,
        })
    }

    /// The fragments so far.
    pub fn fragments(&self) -> &[Fragment] {
        &self.fragments
    }

    /// The fragments. They are kept for long: no more memory is held than they need.
    pub fn end(mut self) -> Vec<Fragment> {
        for fragment in &mut self.fragments {
            if let Fragment::Html(html) = fragment {
                html.shrink_to_fit();
            }
        }
        self.fragments.shrink_to_fit();
        self.fragments
    }
}
