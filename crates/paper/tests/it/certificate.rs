//! Certificates.

use lopdf::Document;
use paper::{Certificate, MISSING, PaperError};

use crate::read::{assert_in_order, meta, pages};

fn certificate(name: &str) -> Certificate {
    Certificate::new(meta("荣誉证书"), "云溪县青禾镇人民政府")
        .number("编号：GZ-2025-000123")
        .addressee(format!("{name}同志："))
        .paragraph("在 2025 年上半年检查中综合得分 96.50 分，被评为“文明商户”。")
        .paragraph("特发此证，以资鼓励。")
        .date("二〇二五年七月一日")
        .verification("https://example.cn/c/GZ-2025-000123", "扫码验证")
}

#[test]
fn everything_is_on_one_page_in_order_and_the_issuer_is_read_once() {
    let rendered = certificate("张喆").render().unwrap();
    let pages = pages(&rendered.pdf);
    assert_eq!((rendered.pages, pages.len()), (1, 1));
    let texts = [
        "荣誉证书",
        "编号：GZ-2025-000123",
        "张喆同志：",
        "被评为“文明商户”。",
        "特发此证，以资鼓励。",
        "云溪县青禾镇人民政府",
        "二〇二五年七月一日",
        "扫码验证",
        "https://example.cn/c/GZ-2025-000123",
    ];
    assert_in_order(&pages[0], &texts);
    assert_eq!(pages[0].matches("云溪县青禾镇人民政府").count(), 1);
}

#[test]
fn the_seal_is_drawn_unless_it_is_not_wanted() {
    let content = |certificate: Certificate| {
        let document = Document::load_mem(&certificate.render().unwrap().pdf).unwrap();
        document.get_page_content(document.get_pages()[&1]).len()
    };
    assert!(content(certificate("张喆")) > content(certificate("张喆").without_seal()) + 1_000);
}

#[test]
fn a_name_that_the_fonts_lack_is_refused_unless_it_may_be_replaced() {
    let error = certificate("张𪚥").render().unwrap_err();
    assert!(matches!(&error, PaperError::Missing(missing) if missing == &['𪚥']));
    assert_eq!(error.to_string(), "the fonts lack 𪚥 (U+2A6A5)");
    let rendered = certificate("张𪚥").replace_missing().render().unwrap();
    assert_eq!(rendered.missing, ['𪚥']);
    assert_in_order(&pages(&rendered.pdf)[0], &[&format!("张{MISSING}同志：")]);
}

#[test]
fn longer_texts_are_smaller_and_texts_too_long_are_refused() {
    let long = certificate("张喆").paragraph("为表彰先进、树立典型，".repeat(12));
    assert_eq!(long.clone().render().unwrap().pages, 1);
    assert!(matches!(long.paragraph("很长".repeat(600)).render(), Err(PaperError::DoesNotFit)));
    let issuer = Certificate::new(meta("荣誉证书"), "某".repeat(80)).render();
    assert!(matches!(issuer, Err(PaperError::DoesNotFit)));
}

#[test]
fn a_certificate_without_title_or_issuer_is_refused() {
    assert!(matches!(Certificate::new(meta("证书"), " ").render(), Err(PaperError::NoIssuer)));
    assert!(matches!(Certificate::new(meta("\u{200b}"), "委员会").render(), Err(PaperError::NoTitle)));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert!(certificate("张喆").render().unwrap() == certificate("张喆").render().unwrap());
}

#[test]
fn a_certificate_needs_no_more_than_title_and_issuer() {
    let rendered = Certificate::new(meta("证书"), "委员会").render().unwrap();
    assert_in_order(&pages(&rendered.pdf)[0], &["证书", "委员会"]);
}
