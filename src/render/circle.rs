//! Templates that lead back to themselves.

use tera::{Error, ErrorKind};

/// Templates of which each extends or includes the next, and the last one the first.
pub struct Circle<'e>(Vec<&'e str>);

impl<'e> Circle<'e> {
    /// The circle that the engine tells of, if it does; it begins with an author's own template if there is one in it.
    pub fn of(error: &'e Error, is_own: impl Fn(&str) -> bool) -> Option<Self> {
        let way: Vec<&str> = match error.kind() {
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                std::iter::once(tpl).chain(inheritance_chain).map(String::as_str).collect()
            }
            ErrorKind::CircularInclude { include_chain, .. } => include_chain.iter().map(String::as_str).collect(),
            _ => return None,
        };
        // The way ends where the circle closes.
        let (last, way) = way.split_last()?;
        let mut circle = way[way.iter().position(|name| name == last)?..].to_vec();
        let own = circle.iter().position(|name| is_own(name)).unwrap_or_default();
        circle.rotate_left(own);
        Some(Self(circle))
    }

    /// Where it begins, by theme and name: `house/slide.html`.
    pub fn first(&self) -> &'e str {
        self.0[0]
    }

    /// What the first one may call the next: with its theme, or without.
    pub fn names_of_next(&self) -> Vec<String> {
        let next = self.0.get(1).unwrap_or(&self.0[0]);
        let bare = next.split_once('/').map(|(_, bare)| bare);
        std::iter::once(*next).chain(bare).map(ToOwned::to_owned).collect()
    }

    /// The way out. `inherited` is the template of the first one's name in a theme that its own extends.
    pub fn hint(&self, inherited: Option<&str>) -> String {
        match (inherited.and_then(|name| name.split_once('/')), &self.0[..]) {
            (Some((theme, name)), [_]) => {
                format!(
                    "write `{theme}/{name}`: of several templates `{name}` the first theme's is taken, and that is this one"
                )
            }
            (_, circle) => format!("`{}`: one of them must not", [circle, &circle[..1]].concat().join("` → `")),
        }
    }
}
