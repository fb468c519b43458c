//! Tables for people, in Markdown.

use std::fmt;

/// Rows of equal length; the first is the head.
pub(crate) struct Table(Vec<Vec<String>>);

impl Table {
    /// Makes a table with its head.
    pub(crate) fn of(head: &[&str]) -> Self {
        Self(vec![head.iter().map(|cell| (*cell).to_owned()).collect()])
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: &[String]) {
        self.0.push(cells.to_vec());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.0.first().map_or(0, Vec::len);
        let width = |column: usize| {
            self.0
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        for (at, row) in self.0.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                write!(out, "| {cell:<width$} ", width = width(column))?;
            }
            writeln!(out, "|")?;
            if at == 0 {
                for column in 0..columns {
                    write!(out, "|{}", "-".repeat(width(column) + 2))?;
                }
                writeln!(out, "|")?;
            }
        }
        Ok(())
    }
}

/// Returns the median; 0 without any figures.
pub(crate) fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// Formats a figure with two decimals below 10, and with grouped digits above.
pub(crate) fn number(figure: f64) -> String {
    if figure == 0.0 {
        "0".to_owned()
    } else if figure < 10.0 {
        format!("{figure:.2}")
    } else {
        let digits = format!("{figure:.0}");
        let grouped: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|chunk| std::str::from_utf8(chunk).unwrap_or_default())
            .collect();
        grouped.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_and_the_median_is_the_middle_one() {
        assert_eq!(number(1_234_567.4), "1,234,567");
        assert_eq!(number(0.1234), "0.12");
        assert_eq!(number(0.0), "0");
        assert_eq!(median([3.0, 1.0, 100.0].into_iter()), 3.0);
        assert_eq!(median(std::iter::empty()), 0.0);
    }

    #[test]
    fn a_table_is_aligned() {
        let mut table = Table::of(&["", "a"]);
        table.row(&["name".into(), "1".into()]);
        assert_eq!(table.to_string(), "|      | a |\n|------|---|\n| name | 1 |\n");
    }
}
