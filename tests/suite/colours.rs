//! The colours of every theme, from its styles: text and marks stand out from the paper, and no two statuses are told apart by hue alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The five hues of status; all other statuses are in the quiet colour of the text.
const STATUSES: [&str; 4] = ["on-track", "at-risk", "off-track", "done"];

/// A colour in linear light.
type Linear = [f64; 3];

/// A theme's variables in light and dark, those of the default under its own.
fn variables(theme: &str) -> BTreeMap<String, [Linear; 2]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let mut found = BTreeMap::new();
    for file in [folder.join("default/assets/base.css"), folder.join(theme).join("assets/theme.css")] {
        let text = fs::read_to_string(file).unwrap_or_default();
        for line in text.lines() {
            let Some((name, value)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": light-dark(#"))
            else {
                continue;
            };
            let (light, dark) = value.trim_end_matches(");").split_once(", #").unwrap();
            found.insert(name.to_owned(), [linear(light), linear(dark)]);
        }
    }
    found
}

fn linear(hex: &str) -> Linear {
    [0, 2, 4].map(|at| {
        let share = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

/// Relative luminance, as WCAG 2.2 defines it.
fn luminance([red, green, blue]: Linear) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(a: Linear, b: Linear) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// As somebody without red-sensitive (or green-sensitive) cones sees it: Viénot, Brettel and Mollon, 1999.
fn seen_by_dichromats([red, green, blue]: Linear) -> [Linear; 2] {
    let protanope = [
        0.112_38 * red + 0.887_62 * green,
        0.112_38 * red + 0.887_62 * green,
        0.004_01 * red - 0.004_01 * green + blue,
    ];
    let deuteranope = [
        0.292_75 * red + 0.707_25 * green,
        0.292_75 * red + 0.707_25 * green,
        -0.022_34 * red + 0.022_34 * green + blue,
    ];
    [protanope, deuteranope]
}

/// Distance in CIE Lab: about 2 is just seen.
fn distance(a: Linear, b: Linear) -> f64 {
    let (a, b) = (lab(a), lab(b));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn lab([red, green, blue]: Linear) -> [f64; 3] {
    let bend = |share: f64| if share > 0.008_856 { share.cbrt() } else { 7.787 * share + 16.0 / 116.0 };
    let x = bend((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    let y = bend(luminance([red, green, blue]));
    let z = bend((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Calls `look` for every theme in light and dark, with a name for it and its colours.
fn every_mode(mut look: impl FnMut(&str, &str, &BTreeMap<&str, Linear>)) {
    for theme in ["default", "contrast", "report"] {
        let variables = variables(theme);
        for (at, mode) in ["light", "dark"].into_iter().enumerate() {
            let colours = variables.iter().map(|(name, both)| (name.as_str(), both[at])).collect();
            look(theme, mode, &colours);
        }
    }
}

#[test]
fn words_and_marks_stand_out_from_the_paper() {
    let mut weak = Vec::new();
    every_mode(|theme, mode, colours| {
        let least = if theme == "contrast" { 7.0 } else { 4.5 };
        for text in ["ink", "quiet", "accent"].into_iter().chain(STATUSES) {
            for ground in ["paper", "raised"] {
                let found = contrast(colours[text], colours[ground]);
                if found < least {
                    weak.push(format!("{theme}, {mode}: {text} on {ground} {found:.2}"));
                }
            }
        }
    });
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn statuses_are_told_apart_without_red_or_green_cones() {
    let mut alike = Vec::new();
    every_mode(|theme, mode, colours| {
        for (at, one) in STATUSES.iter().enumerate() {
            for other in &STATUSES[at + 1..] {
                let (a, b) = (seen_by_dichromats(colours[one]), seen_by_dichromats(colours[other]));
                for (seer, (a, b)) in ["protanope", "deuteranope"].into_iter().zip(a.into_iter().zip(b)) {
                    let found = distance(a, b);
                    if found < 10.0 {
                        alike.push(format!("{theme}, {mode}: {one} and {other} for a {seer}: {found:.1}"));
                    }
                }
            }
        }
    });
    assert!(alike.is_empty(), "{alike:#?}");
}

#[test]
fn every_status_has_a_shape_of_its_own() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates/shapes.svg");
    let text = fs::read_to_string(file).unwrap();
    let mut shapes: Vec<&str> = text.lines().filter_map(|line| line.split_once('>').map(|(_, shape)| shape)).collect();
    let all = shapes.len();
    shapes.sort_unstable();
    shapes.dedup();
    assert_eq!(shapes.len(), all);
    for status in STATUSES.iter().chain(&["not-started", "no-data", "paused", "postponed", "dropped", "none"]) {
        assert!(text.contains(&format!("id=\"shape:{status}\"")), "{status} has no shape");
    }
}

#[test]
fn contrast_is_reckoned_as_wcag_does() {
    assert_eq!(contrast(linear("000000"), linear("ffffff")), 21.0);
    assert!((contrast(linear("767676"), linear("ffffff")) - 4.54).abs() < 0.01);
}
