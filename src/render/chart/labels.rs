//! Labels beside each other: as near as can be to where they belong, and none on another.

/// Moves labels apart. `wanted` are the middles where they belong, in any order, with their heights; the result are their middles
/// between `top` and `bottom`, in the same order. They must have room there.
pub fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
    // Labels that touch form a block, which stands where its labels want to be on average.
    let mut blocks: Vec<Block> = Vec::new();
    for at in &order {
        let (middle, height) = wanted[*at];
        let start = middle - height / 2.0;
        let mut block = Block { start, height, labels: 1, sum: start };
        block.keep(top, bottom);
        while let Some(before) = blocks.pop_if(|before| before.start + before.height > block.start - 1e-9) {
            block = before.joined(block);
            block.keep(top, bottom);
        }
        blocks.push(block);
    }
    let mut middles = vec![0.0; wanted.len()];
    let mut order = order.into_iter();
    for block in blocks {
        let mut y = block.start;
        for at in order.by_ref().take(block.labels) {
            middles[at] = y + wanted[at].1 / 2.0;
            y += wanted[at].1;
        }
    }
    middles
}

/// Labels that follow each other.
struct Block {
    start: f64,
    height: f64,
    /// How many they are.
    labels: usize,
    /// The sum of the starts that its labels, moved together, would have the block have.
    sum: f64,
}

impl Block {
    fn joined(mut self, below: Self) -> Self {
        self.sum += below.sum - self.height * below.labels as f64;
        self.height += below.height;
        self.labels += below.labels;
        self.start = self.sum / self.labels as f64;
        self
    }

    fn keep(&mut self, top: f64, bottom: f64) {
        self.start = self.start.min(bottom - self.height).max(top);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::render::chart::labels::spread;

    #[test]
    fn labels_move_as_little_as_they_must() {
        assert_eq!(spread(&[(50.0, 20.0), (10.0, 20.0)], 0.0, 100.0), [50.0, 10.0]);
        assert_eq!(spread(&[(50.0, 20.0), (50.0, 20.0)], 0.0, 100.0), [40.0, 60.0]);
        assert_eq!(spread(&[(98.0, 20.0), (95.0, 20.0)], 0.0, 100.0), [90.0, 70.0]);
        assert_eq!(spread(&[(0.0, 20.0), (1.0, 20.0), (2.0, 20.0)], 0.0, 100.0), [10.0, 30.0, 50.0]);
    }

    proptest! {
        #[test]
        fn no_label_lies_on_another(wanted in proptest::collection::vec((-20.0..220.0_f64, 10.0..30.0_f64), 1..7)) {
            let middles = spread(&wanted, 0.0, 200.0);
            let mut spans: Vec<(f64, f64)> =
                middles.iter().zip(&wanted).map(|(middle, (_, height))| (middle - height / 2.0, middle + height / 2.0)).collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1e-6), "{spans:?}");
            prop_assert!(spans.iter().all(|span| span.0 >= -1e-6 && span.1 <= 200.0 + 1e-6), "{spans:?}");
        }
    }
}
