//! Where the few marks of a syntax stand in a text.

use wide::u8x64;

/// The places of some bytes in a text, in order. Sixty-four bytes are compared at a time: a page is full of marks, too near
/// to each other for a search of each by itself.
pub struct Marks<'a, const N: usize> {
    marks: [u8; N],
    length: usize,
    /// What was not compared yet.
    rest: &'a [u8],
    /// Where the bytes begin that were compared last.
    start: usize,
    /// A bit for each of them that is a mark and was not told yet; the first one's is the lowest.
    left: u64,
}

impl<'a, const N: usize> Marks<'a, N> {
    pub fn of(text: &'a [u8], marks: [u8; N]) -> Self {
        Self { marks, length: text.len(), rest: text, start: 0, left: 0 }
    }

    /// Compares further bytes until there is a mark among them; tells whether there is one. Apart from what is done for each
    /// mark, which is to be short.
    #[inline(never)]
    fn compare(&mut self) -> bool {
        while let Some((compared, rest)) = self.rest.split_first_chunk() {
            self.start = self.length - self.rest.len();
            self.rest = rest;
            self.left = self.marks_in(*compared);
            if self.left != 0 {
                return true;
            }
        }
        let mut last = [0; 64];
        last[..self.rest.len()].copy_from_slice(self.rest);
        self.start = self.length - self.rest.len();
        self.rest = &[];
        self.left = self.marks_in(last);
        self.left != 0
    }

    #[inline]
    fn marks_in(&self, compared: [u8; 64]) -> u64 {
        let compared = u8x64::new(compared);
        self.marks.iter().fold(0, |found, mark| found | compared.simd_eq(*mark).to_bitmask())
    }
}

impl<const N: usize> Iterator for Marks<'_, N> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.left == 0 && !self.compare() {
            return None;
        }
        let place = self.start + self.left.trailing_zeros() as usize;
        // Without its lowest bit.
        self.left &= self.left - 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn all_marks_are_told_in_order() {
        for length in [0, 1, 63, 64, 65, 128, 200] {
            for every in [1, 3, 64, 70] {
                let letter = |at: usize| ['a', '<', '>'][if at.is_multiple_of(every) { 1 + at % 2 } else { 0 }];
                let text: String = (0..length).map(letter).collect();
                let wanted: Vec<usize> = (0..length).step_by(every).collect();
                assert_eq!(Marks::of(text.as_bytes(), *b"<>").collect::<Vec<_>>(), wanted, "{text}");
            }
        }
    }
}
