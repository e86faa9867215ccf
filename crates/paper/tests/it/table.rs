//! Tables.

use lopdf::Document;
use paper::{Column, Orientation, Paper, PaperError, Table, limits};

use crate::read::{meta, pages, squeeze};

fn columns() -> [Column; 3] {
    [Column::new("编号", 2).center(), Column::new("户主", 3), Column::new("得分", 2).right()]
}

fn rows(count: usize) -> impl Iterator<Item = Vec<String>> {
    (1..=count).map(|n| vec![format!("N{n:04}#"), "张三".to_owned(), format!("{n}.50")])
}

#[test]
fn five_hundred_rows_repeat_the_heading_on_each_page_and_lose_none() {
    for orientation in [Orientation::Portrait, Orientation::Landscape] {
        let table = Table::new(columns()).rows(rows(500));
        let rendered = Paper::new(meta("清册")).orientation(orientation).table(table).render().unwrap();
        let pages = pages(&rendered.pdf);
        assert!(pages.len() > 10);
        for page in &pages {
            assert_eq!(page.matches("编号户主得分").count(), 1, "{page}");
        }
        let whole = pages.concat().replace("编号户主得分", "");
        let expected: String = rows(500).flatten().collect();
        assert!(whole.ends_with(&expected), "rows differ");
    }
}

#[test]
fn headings_repeat_for_the_eye_and_are_read_once() {
    let rendered = Paper::new(meta("清册")).table(Table::new(columns()).rows(rows(100))).render().unwrap();
    let document = Document::load_mem(&rendered.pdf).unwrap();
    let elements = |role: &[u8]| {
        let roles = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok()?.get(b"S").ok()?.as_name().ok());
        roles.filter(|name| *name == role).count()
    };
    assert!(rendered.pages > 1);
    assert_eq!((elements(b"TH"), elements(b"TD")), (3, 300));
}

#[test]
fn a_row_stays_in_one_piece() {
    let cell = |n: usize| format!("始{n}{}终{n}", "中".repeat(120));
    let table = Table::new([Column::new("内容", 1), Column::new("号", 3)]);
    let table = table.rows((0..40).map(|n| vec![cell(n), n.to_string()]));
    let rendered = Paper::new(meta("题")).table(table).render().unwrap();
    let pages = pages(&rendered.pdf);
    for n in 0..40 {
        assert!(pages.iter().any(|page| page.contains(&cell(n))), "row {n} is split or lost");
    }
}

#[test]
fn a_row_higher_than_a_page_goes_on_over_the_next_ones() {
    let text: String =
        ('一'..='龥').filter(|c| "的一是在不了有和人这".contains(*c)).collect::<String>().repeat(1_200);
    let table =
        Table::new([Column::new("内容", 1), Column::new("号", 1)]).row([text.clone(), "甲".to_owned()]);
    let rendered = Paper::new(meta("题")).table(table.row(["后", "乙"])).render().unwrap();
    let pages = pages(&rendered.pdf);
    assert!(pages.len() > 3);
    // The first page has a part of the row, and not the heading alone.
    assert!(pages[0].contains("甲"));
    assert!(pages.iter().all(|page| page.contains("内容号")));
    let whole = pages.concat().replace("题", "").replace("内容号", "").replace('甲', "");
    assert_eq!(whole, format!("{text}后乙"));
}

#[test]
fn an_empty_table_says_so() {
    let table = Table::new(columns());
    let paper = |table| pages(&Paper::new(meta("题")).table(table).render().unwrap().pdf).concat();
    assert!(paper(table.clone().empty("暂无记录")).ends_with("编号户主得分暂无记录"));
    assert!(paper(table).ends_with("编号户主得分—"));
}

#[test]
fn empty_cells_and_line_feeds_are_kept_apart() {
    let table = Table::new(columns()).row(["", "甲\n乙", ""]).row(["1", "", "2"]);
    let text = pages(&Paper::new(meta("题")).table(table).render().unwrap().pdf).concat();
    assert!(text.ends_with(&squeeze("甲 乙 1 2")), "{text}");
}

#[test]
fn a_table_that_is_none_is_refused() {
    let render = |table| Paper::new(meta("题")).table(table).render();
    assert!(matches!(render(Table::new([])), Err(PaperError::Columns)));
    assert!(matches!(render(Table::new([Column::new("零", 0)])), Err(PaperError::Columns)));
    let many = (0..=limits::TABLE_COLUMNS_MAX).map(|n| Column::new(n.to_string(), 1));
    assert!(matches!(render(Table::new(many)), Err(PaperError::Columns)));
    let short = Table::new(columns()).row(["1", "2", "3"]).row(["1", "2"]);
    assert!(matches!(render(short), Err(PaperError::Cells { row: 1, cells: 2, columns: 3 })));
    let long = Table::new(columns()).rows(rows(limits::TABLE_ROWS_MAX + 1));
    assert!(matches!(render(long), Err(PaperError::Rows(20_001))));
}
