//! A body as it is read for measuring.

use crate::model::chart::Shape;
use crate::model::page::Piece;
use crate::paginate::fit::blocks;
use crate::paginate::measure::Prose;

/// What is never parted: elements that begin and end in it.
#[derive(Clone)]
pub struct Whole {
    /// How many columns share the width.
    pub count: usize,
    /// What stands before the columns that hold charts, and each of them; one where there are none.
    pub columns: Vec<Vec<Content>>,
}

/// What stands in a column.
#[derive(Clone)]
pub enum Content {
    Prose(Prose),
    /// With its title and its shape.
    Chart(Option<String>, Shape),
}

/// Reads a body.
pub fn read(body: &[Piece]) -> Vec<Whole> {
    blocks::wholes(body).into_iter().map(Whole::of).collect()
}

impl Whole {
    /// Reads pieces that belong together.
    pub fn of(pieces: &[Piece]) -> Self {
        const COLUMN: &str = "<div class=\"column\">";
        let columns_of = |piece: &Piece| piece.html.as_deref().map_or(0, |html| html.matches(COLUMN).count());
        // Of columns without charts the measure knows itself.
        let count = if pieces.len() > 1 { pieces.iter().map(columns_of).sum::<usize>() } else { 0 };
        let mut columns = Vec::new();
        let mut column = Vec::new();
        for piece in pieces {
            match piece.html.as_deref() {
                None => column.extend(piece.chart.as_ref().map(|of| Content::Chart(of.title.clone(), of.chart.shape))),
                Some(html) if count > 1 => {
                    for (number, part) in html.split(COLUMN).enumerate() {
                        if number > 0 {
                            columns.push(std::mem::take(&mut column));
                        }
                        column.push(Content::Prose(Prose::of(part)));
                    }
                }
                Some(html) => column.push(Content::Prose(Prose::of(html))),
            }
        }
        columns.push(column);
        Self { count: count.max(1), columns }
    }

    /// The text, where it is nothing else.
    pub fn as_prose(&self) -> Option<&Prose> {
        match self.columns.as_slice() {
            [column] => match column.as_slice() {
                [Content::Prose(prose)] => Some(prose),
                _ => None,
            },
            _ => None,
        }
    }

    /// A text without columns that hold charts.
    pub fn of_prose(prose: Prose) -> Self {
        Self { count: 1, columns: vec![vec![Content::Prose(prose)]] }
    }
}
