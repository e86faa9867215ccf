//! Papers.

use std::time::Duration;

use lopdf::{Dictionary, Document, Object};
use paper::{Column, MISSING, Meta, Orientation, Paper, PaperError, Table, limits};
use proptest::prelude::*;

use crate::read::{assert_in_order, created, meta, pages};

fn whole() -> Paper {
    Paper::new(meta("门前三包检查结果"))
        .subtitle("青禾镇")
        .facts([("统计期间", "2025 年上半年"), ("范围", "建设路")])
        .heading("一、总体情况")
        .paragraph("平均得分 92.35 分，较上年同期提高；他们说：“结果公开。”")
        .note("注：由系统生成。")
        .qr("https://example.cn/verify/7Q2M", "扫码核对")
        .footer(|page, pages| format!("第 {page} / {pages} 页"))
}

#[test]
fn chinese_text_can_be_read_again_in_order() {
    let rendered = whole().render().unwrap();
    let text = pages(&rendered.pdf).concat();
    let texts = [
        "门前三包检查结果",
        "青禾镇",
        "统计期间",
        "2025 年上半年",
        "范围",
        "一、总体情况",
        "平均得分 92.35 分，较上年同期提高；他们说：“结果公开。”",
        "注：由系统生成。",
        "扫码核对",
        "https://example.cn/verify/7Q2M",
        "第 1 / 1 页",
    ];
    assert_in_order(&text, &texts);
    assert_eq!(rendered.missing, []);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let first = whole().render().unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    assert!(first == whole().render().unwrap());
}

#[test]
fn title_language_and_date_are_the_callers() {
    let document = Document::load_mem(&whole().render().unwrap().pdf).unwrap();
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).unwrap();
    let info: &Dictionary = info.1.as_dict().unwrap();
    let title = lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap();
    assert_eq!(title, "门前三包检查结果");
    assert_eq!(info.get(b"CreationDate").and_then(Object::as_str).unwrap(), b"D:20250701090000+08'00");
    let catalog = document.catalog().unwrap();
    let language = lopdf::decode_text_string(catalog.get(b"Lang").unwrap()).unwrap();
    assert_eq!(language, "zh-CN");
    assert!(catalog.has(b"StructTreeRoot"));
}

#[test]
fn the_metadata_is_xml_whatever_the_title() {
    let document = Document::load_mem(&Paper::new(meta("甲\u{7}<乙>&\n丙")).render().unwrap().pdf).unwrap();
    let metadata = document.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
    let xmp = document.get_object(metadata).and_then(Object::as_stream).unwrap();
    let xmp = String::from_utf8(xmp.get_plain_content().unwrap()).unwrap();
    assert!(xmp.contains("甲 &lt;乙&gt;&amp; 丙"), "{xmp}");
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>") && xmp.contains("<pdfuaid:part>1</pdfuaid:part>"));
}

#[test]
fn the_font_in_the_file_is_a_subset() {
    assert!(whole().render().unwrap().pdf.len() < 100_000);
}

#[test]
fn pages_are_counted_and_numbered() {
    let paragraph = "共治".repeat(600);
    let mut paper = Paper::new(meta("长文")).footer(|page, pages| format!("第 {page} / {pages} 页"));
    for _ in 0..6 {
        paper = paper.paragraph(paragraph.clone());
    }
    let rendered = paper.render().unwrap();
    let pages = pages(&rendered.pdf);
    assert!(rendered.pages > 2);
    assert_eq!(rendered.pages, pages.len());
    for (at, page) in pages.iter().enumerate() {
        assert!(page.ends_with(&format!("第{}/{}页", at + 1, rendered.pages)), "{page}");
    }
    let whole = pages.concat();
    assert_eq!((whole.matches('共').count(), whole.matches('治').count()), (3_600, 3_600));
}

#[test]
fn a_page_on_its_side_is_wider_than_high() {
    let rendered = Paper::new(meta("横")).orientation(Orientation::Landscape).render().unwrap();
    let document = Document::load_mem(&rendered.pdf).unwrap();
    let page = document.get_dictionary(document.get_pages()[&1]).unwrap();
    let media = page.get(b"MediaBox").and_then(Object::as_array).unwrap();
    let sides: Vec<f32> = media.iter().map(|side| side.as_float().unwrap()).collect();
    assert!(sides[2] > sides[3]);
}

#[test]
fn a_long_unbroken_word_keeps_all_its_letters() {
    let word = "abcdefghij".repeat(60);
    let rendered = Paper::new(meta("长词")).paragraph(word.clone()).render().unwrap();
    assert_in_order(&pages(&rendered.pdf).concat(), &["长词", &word]);
}

#[test]
fn what_the_fonts_lack_is_drawn_as_a_sign_and_listed() {
    let rendered = Paper::new(meta("名册")).paragraph("甲𪚥乙😀丙\u{7}丁😀").render().unwrap();
    assert_eq!(rendered.missing, ['\u{7}', '😀', '𪚥']);
    assert_in_order(
        &pages(&rendered.pdf).concat(),
        &[&format!("甲{MISSING}乙{MISSING}丙{MISSING}丁{MISSING}")],
    );
}

#[test]
fn characters_without_ink_are_left_out() {
    let rendered = Paper::new(meta("字")).paragraph("甲\u{200b}乙\u{fe0f}丙\u{feff}\t丁").render().unwrap();
    assert_eq!(rendered.missing, []);
    assert_in_order(&pages(&rendered.pdf).concat(), &["甲乙丙丁"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_anywhere_makes_a_file(text in any::<String>(), mixed in "[ -~一-龥，。“”\n]{0,400}") {
        let table = Table::new([Column::new(text.clone(), 1), Column::new(mixed.clone(), 9).right()])
            .row([text.clone(), mixed.clone()])
            .row([mixed.clone(), text.clone()]);
        let footer = text.clone();
        let paper = Paper::new(meta(&format!("题{text}")))
            .subtitle(text.clone())
            .heading(text.clone())
            .paragraph(mixed.clone())
            .facts([(text.clone(), mixed.clone()), (mixed, text.clone())])
            .table(table)
            .qr("https://example.cn", text)
            .footer(move |_, _| footer.clone());
        let rendered = paper.render();
        prop_assert!(rendered.is_ok(), "{:?}", rendered.err());
    }
}

#[test]
fn an_empty_heading_is_nothing() {
    let rendered = Paper::new(meta("题")).heading("").heading(" \u{200b}").paragraph("文").render().unwrap();
    assert_eq!(pages(&rendered.pdf), ["题文"]);
}

#[test]
fn a_paper_without_title_or_language_is_refused() {
    assert!(matches!(Paper::new(meta(" ")).render(), Err(PaperError::NoTitle)));
    assert!(matches!(Paper::new(meta("\u{200b}")).render(), Err(PaperError::NoTitle)));
    let language = Paper::new(Meta::new("题", "中文", created())).render();
    assert!(matches!(language, Err(PaperError::Language(tag)) if tag == "中文"));
}

#[test]
fn limits_are_kept() {
    let long = "字".repeat(limits::TEXT_CHARS_MAX + 1);
    assert!(matches!(
        Paper::new(meta("题")).paragraph(long).render(),
        Err(PaperError::Text { chars: 20_001, .. })
    ));
    let long = "字".repeat(limits::HEADING_CHARS_MAX + 1);
    assert!(matches!(Paper::new(meta(&long)).render(), Err(PaperError::Text { chars: 501, .. })));
    assert!(matches!(
        Paper::new(meta("题")).heading(long).render(),
        Err(PaperError::Text { chars: 501, .. })
    ));
    let facts = (0..=limits::BLOCKS_MAX).map(|n| (n.to_string(), "值"));
    assert!(matches!(Paper::new(meta("题")).facts(facts).render(), Err(PaperError::Blocks)));
    let address = "a".repeat(limits::QR_BYTES_MAX + 1);
    assert!(matches!(Paper::new(meta("题")).qr(address, "").render(), Err(PaperError::Qr)));
    assert!(matches!(Paper::new(meta("题")).qr("", "").render(), Err(PaperError::Qr)));
    let lines = "\n".repeat(limits::TEXT_CHARS_MAX);
    let endless = (0..5).fold(Paper::new(meta("题")), |paper, _| paper.paragraph(lines.clone()));
    assert!(matches!(endless.render(), Err(PaperError::Pages)));
}
