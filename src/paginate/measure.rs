//! How much room text takes on a slide, estimated without a browser: to continue what is too long, and to say what is too full.
//!
//! All lengths are in slide units: a slide is 1920 wide and 1080 high.

mod prose;

pub use prose::{End, Extent, Prose, depth_after};

use crate::model::letters::{self, advance, width};

/// The height of a slide between its title of one line and its foot.
pub const BODY_HEIGHT: f64 = 796.0;
/// The width of a slide between its margins.
pub const BODY_WIDTH: f64 = 1720.0;
/// The size of body text.
pub const BODY_TEXT: f64 = 28.0;
/// The size of notes under values, and the smallest there is, on whichever slide.
pub const SMALL_TEXT: f64 = 22.0;
/// The size of a slide's title.
pub const TITLE_TEXT: f64 = 54.0;
/// Bold letters are wider by this.
pub const BOLD: f64 = 1.07;

/// The lines of a column that is being filled with words.
struct Lines {
    column: f64,
    /// The width of a space, and what of the last line is used.
    space: f64,
    used: f64,
    count: usize,
}

impl Lines {
    /// No line yet, in type of a size.
    fn of(size: f64, column: f64) -> Self {
        Self { column, space: advance(' ') * size, used: f64::INFINITY, count: 0 }
    }

    /// Adds a word of a width.
    fn add(&mut self, word: f64) {
        if self.used + self.space + word <= self.column {
            self.used += self.space + word;
        } else if word <= self.column {
            self.count += 1;
            self.used = word;
        } else {
            // A word wider than the column is broken.
            let rest = word / self.column;
            self.count += rest.ceil() as usize;
            self.used = rest.fract() * self.column;
        }
    }
}

/// How many lines a text takes at a size of type in a column; none where there is no text.
pub fn lines(text: &str, size: f64, column: f64) -> usize {
    // Most of what is measured is short.
    if text.len() as f64 * letters::WIDEST * size <= column {
        return usize::from(!text.trim_start().is_empty());
    }
    if letters::breaks_anywhere(text) {
        return (width(text, size) / column).ceil() as usize;
    }
    let mut lines = Lines::of(size, column);
    letters::words(text).filter_map(|word| word.width).for_each(|width| lines.add(width * size));
    lines.count
}

/// The height of a text that wraps in a column; `leading` is the height of a line as a share of the type's size.
pub fn height(text: &str, size: f64, leading: f64, column: f64) -> f64 {
    lines(text, size, column) as f64 * size * leading
}

/// The height that images in the HTML of a short text add to its lines, at a size of type.
pub fn images(html: &str, size: f64) -> f64 {
    /// The most that the theme gives them, as a share of the type's size.
    const HIGHEST: f64 = 5.0;
    let tags = html.split("<img ").skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag));
    let above = |(_, height): (f64, f64)| (height - size).clamp(0.0, HIGHEST * size);
    tags.map(|tag| prose::size_of(tag).map_or(HIGHEST * size, above)).sum()
}

/// What a title of more than one line takes from the body.
pub fn title_excess(title: &str) -> f64 {
    lines(title, TITLE_TEXT * BOLD, BODY_WIDTH).saturating_sub(1) as f64 * TITLE_TEXT * 1.15
}

/// The beginning of a title of more than `longest` characters, cut between two words.
pub fn short(title: &str, longest: usize) -> String {
    if title.chars().count() <= longest {
        return title.to_owned();
    }
    let mut short = String::new();
    for word in title.split_whitespace() {
        if short.chars().count() + word.chars().count() + 2 > longest {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short.trim_end_matches([',', ';', ':', '.', '(', '-', '–']).trim_end().to_owned() + "…"
}

/// How many of the items whose heights are given each column takes below a head, where slides have so many columns: on as few slides as
/// there can be, none of which is much emptier than the others.
pub fn pack_evenly(heights: &[f64], head: f64, columns: usize, room: impl Fn(usize) -> f64) -> Vec<usize> {
    let fewest = pack(heights, head, &room);
    let slides = |counts: &[usize]| counts.len().div_ceil(columns);
    if slides(&fewest) < 2 {
        return fewest;
    }
    let mut tries = (5..10).map(|tenths| pack(heights, head, |column| room(column) * f64::from(tenths) / 10.0));
    tries.find(|counts| slides(counts) == slides(&fewest)).unwrap_or(fewest)
}

/// How many of the items whose heights are given each slide takes below a head: as many as fit its room, and at least one.
/// No items are one slide of none.
fn pack(heights: &[f64], head: f64, room: impl Fn(usize) -> f64) -> Vec<usize> {
    let (mut counts, mut slide, mut count, mut used) = (Vec::new(), 0, 0, head);
    for height in heights {
        if count > 0 && used + height > room(slide) {
            counts.push(count);
            (slide, count, used) = (slide + 1, 0, head);
        }
        count += 1;
        used += height;
    }
    counts.push(count);
    counts
}

#[cfg(test)]
mod tests {
    use super::pack_evenly;

    #[test]
    fn no_slide_is_left_with_a_single_row_where_others_are_full() {
        let rows = |count: usize, height: f64| vec![height; count];
        let pack = |count, columns| pack_evenly(&rows(count, 100.0), 40.0, columns, |_| 540.0);
        assert_eq!(pack(0, 1), [0]);
        assert_eq!(pack(4, 1), [4]);
        assert_eq!(pack(6, 1), [3, 3]);
        assert_eq!(pack(11, 1), [4, 4, 3]);
        assert_eq!(pack(9, 2), [5, 4], "two columns are a slide");
        assert_eq!(pack(11, 2), [3, 3, 3, 2], "four are two slides");
        let less_at_first = |part| if part == 0 { 340.0 } else { 740.0 };
        assert_eq!(pack_evenly(&rows(9, 100.0), 40.0, 1, less_at_first), [3, 6], "the first has less room");
    }
}
