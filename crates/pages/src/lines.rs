//! From glyphs scattered over a page to lines in reading order.
//!
//! A PDF says where each glyph stands, not what belongs together. Glyphs on one baseline make a line, from left to right; a gap
//! makes a space; a gap wider than the page's usual line distance makes an empty line. Text that runs up, down or upside
//! down (a stamp in the margin) is read in its own direction after the upright text.

use hayro::kurbo::{Affine, Point};

/// Text kept of one page, in bytes; a dense page of print has five thousand.
const MAX_TEXT: usize = 256 << 10;
/// In ems: a gap that separates words. The space of a narrow face is a fifth of an em.
const WORD_GAP: f64 = 0.15;
/// In ems: how far a glyph may stand off its line's baseline (raised and lowered figures).
const BASELINE_DRIFT: f64 = 0.4;
/// In ems: the same letter this close is drawn twice to look bold.
const OVERPRINT: f64 = 0.1;
/// In usual line distances: more than this begins a paragraph.
const PARAGRAPH_GAP: f64 = 1.35;

/// One glyph in page coordinates: points, from the top left, downwards.
pub(crate) struct Glyph {
    /// The characters it stands for: several for a ligature.
    pub(crate) text: String,
    /// Where it stands on the baseline.
    pub(crate) start: Point,
    /// Where the next one would.
    pub(crate) end: Point,
    /// The height of an em.
    pub(crate) size: f64,
}

struct Line {
    baseline: f64,
    size: f64,
    glyphs: Vec<Glyph>,
}

/// The words of a page: lines end in `\n`, paragraphs are an empty line apart.
pub(crate) fn assemble(glyphs: Vec<Glyph>) -> String {
    let mut directions: [Vec<Glyph>; 4] = Default::default();
    for mut glyph in glyphs {
        let quarter = quarter_turns(&glyph);
        let upright = Affine::rotate(-std::f64::consts::FRAC_PI_2 * quarter as f64);
        glyph.start = upright * glyph.start;
        glyph.end = upright * glyph.end;
        let is_placed = glyph.start.is_finite() && glyph.end.is_finite() && glyph.size > 0.0;
        if let Some(direction) = directions.get_mut(quarter).filter(|_| is_placed) {
            direction.push(glyph);
        }
    }
    let mut text = String::new();
    for glyphs in directions {
        write(lines(glyphs), &mut text);
    }
    text.truncate(text.floor_char_boundary(MAX_TEXT));
    text
}

/// How often the page is turned clockwise by a right angle before this glyph reads from left to right.
fn quarter_turns(glyph: &Glyph) -> usize {
    let run = glyph.end - glyph.start;
    match (run.x.abs() >= run.y.abs(), run.x >= 0.0, run.y >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.start.y.total_cmp(&b.start.y));
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line)
                if glyph.start.y - line.baseline <= BASELINE_DRIFT * line.size.max(glyph.size) =>
            {
                // The larger glyphs carry the baseline: a footnote mark comes first but does not set it.
                if glyph.size > line.size {
                    line.baseline = glyph.start.y;
                    line.size = glyph.size;
                }
                line.glyphs.push(glyph);
            }
            _ => lines.push(Line {
                baseline: glyph.start.y,
                size: glyph.size,
                glyphs: vec![glyph],
            }),
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.start.x.total_cmp(&b.start.x));
        line.glyphs.dedup_by(|again, first| {
            again.text == first.text && again.start.x - first.start.x < OVERPRINT * first.size
        });
    }
    lines
}

fn write(lines: Vec<Line>, text: &mut String) {
    let usual = usual_distance(&lines);
    let mut before: Option<f64> = None;
    for line in lines {
        let words = words(&line.glyphs);
        if words.is_empty() {
            continue;
        }
        let begins_paragraph = before
            .is_some_and(|before| line.baseline - before > PARAGRAPH_GAP * usual.max(line.size));
        if begins_paragraph || (before.is_none() && !text.is_empty()) {
            text.push('\n');
        }
        text.push_str(&words);
        text.push('\n');
        before = Some(line.baseline);
    }
}

fn words(glyphs: &[Glyph]) -> String {
    let mut words = String::new();
    let mut end = f64::INFINITY;
    for glyph in glyphs {
        let is_gap = glyph.start.x - end > WORD_GAP * glyph.size;
        end = glyph.end.x;
        for (nth, character) in glyph.text.chars().flat_map(letters).enumerate() {
            let is_space = character.is_whitespace();
            if (is_space || (nth == 0 && is_gap)) && !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
            if !is_space && !character.is_control() {
                words.push(character);
            }
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Spells out the ligatures a typesetter puts in, so that a search for "office" finds it.
fn letters(character: char) -> impl Iterator<Item = char> {
    let spelled = match character {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => "",
    };
    spelled
        .chars()
        .chain(spelled.is_empty().then_some(character))
}

fn usual_distance(lines: &[Line]) -> f64 {
    let mut distances: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [above, below] => Some(below.baseline - above.baseline),
            _ => None,
        })
        .collect();
    distances.sort_by(f64::total_cmp);
    // The lower median: where paragraphs are one line long, half of the distances are the wide ones.
    distances
        .get(distances.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten-point type whose letters are half an em wide.
    fn typed(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .map(|(nth, letter)| glyph(letter, x + 5.0 * nth as f64, y))
            .collect()
    }

    fn glyph(letter: char, x: f64, y: f64) -> Glyph {
        Glyph {
            text: letter.to_string(),
            start: Point::new(x, y),
            end: Point::new(x + 5.0, y),
            size: 10.0,
        }
    }

    #[test]
    fn lines_are_read_from_the_top_whatever_order_they_were_drawn_in() {
        let glyphs = [typed("below", 0.0, 24.0), typed("above", 0.0, 12.0)].concat_all();
        assert_eq!(assemble(glyphs), "above\nbelow\n");
    }

    #[test]
    fn a_gap_is_a_space_and_a_drawn_space_is_only_one() {
        let glyphs = [
            typed("one", 0.0, 12.0),
            typed("two ", 18.0, 12.0),
            typed("three", 60.0, 12.0),
        ]
        .concat_all();
        assert_eq!(assemble(glyphs), "one two three\n");
    }

    #[test]
    fn a_raised_figure_stays_on_its_line() {
        let mut raised = glyph('2', 10.0, 8.5);
        raised.size = 6.0;
        let glyphs = [
            typed("§§", 0.0, 12.0),
            vec![raised],
            typed("next", 0.0, 24.0),
        ]
        .concat_all();
        assert_eq!(assemble(glyphs), "§§2\nnext\n");
    }

    #[test]
    fn a_wider_gap_than_usual_begins_a_paragraph() {
        let at = [12.0, 24.0, 36.0, 56.0, 68.0];
        let glyphs = at.map(|y| typed("line", 0.0, y)).concat_all();
        assert_eq!(assemble(glyphs), "line\nline\nline\n\nline\nline\n");
    }

    #[test]
    fn a_letter_printed_twice_to_look_bold_is_read_once() {
        let glyphs = [typed("bold", 0.0, 12.0), typed("bold", 0.3, 12.0)].concat_all();
        assert_eq!(assemble(glyphs), "bold\n");
    }

    #[test]
    fn a_stamp_up_the_margin_is_read_after_the_page() {
        let stamp = "COPY".chars().enumerate().map(|(nth, letter)| {
            let y = 100.0 - 5.0 * nth as f64;
            Glyph {
                text: letter.to_string(),
                start: Point::new(3.0, y),
                end: Point::new(3.0, y - 5.0),
                size: 10.0,
            }
        });
        let glyphs = [stamp.collect(), typed("page", 20.0, 90.0)].concat_all();
        assert_eq!(assemble(glyphs), "page\n\nCOPY\n");
    }

    #[test]
    fn ligatures_are_spelled_out() {
        assert_eq!(assemble(typed("oﬃce", 0.0, 12.0)), "office\n");
    }

    trait ConcatAll {
        fn concat_all(self) -> Vec<Glyph>;
    }

    impl<const N: usize> ConcatAll for [Vec<Glyph>; N] {
        fn concat_all(self) -> Vec<Glyph> {
            self.into_iter().flatten().collect()
        }
    }
}
