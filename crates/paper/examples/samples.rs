//! Writes a report and a certificate, to look at: `cargo run -p paper --example samples -- DIRECTORY`.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use chrono::{DateTime, FixedOffset};
use paper::{Certificate, Column, Meta, Orientation, Paper, Table};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = PathBuf::from(env::args().nth(1).ok_or("usage: samples DIRECTORY")?);
    let created = DateTime::parse_from_rfc3339("2025-07-01T09:00:00+08:00")?;
    fs::write(directory.join("report.pdf"), report(created).render()?.pdf)?;
    fs::write(directory.join("roll.pdf"), roll(created).render()?.pdf)?;
    fs::write(directory.join("certificate.pdf"), certificate(created).render()?.pdf)?;
    Ok(())
}

fn report(created: DateTime<FixedOffset>) -> Paper {
    let results = Table::new([
        Column::new("序号", 2).center(),
        Column::new("商户", 6),
        Column::new("地址", 9),
        Column::new("卫生", 2).right(),
        Column::new("秩序", 2).right(),
        Column::new("综合得分", 3).right(),
    ])
    .rows((1..=40).map(|n| {
        let shop = ["老张面馆", "惠民百货", "刘记五金建材与日用杂货经营部", "Café 拐角"][n % 4];
        let score = |base: usize| format!("{}.{}0", base + n * 7 % 9, n % 10);
        vec![n.to_string(), shop.to_owned(), format!("青禾镇建设路 {n} 号"), score(88), score(89), score(90)]
    }));
    Paper::new(Meta::new("青禾镇 2025 年上半年门前三包检查结果", "zh-CN", created))
        .subtitle("镇综合治理办公室 · 2025 年 7 月 1 日")
        .facts([
            ("统计期间", "2025 年 1 月 1 日至 6 月 30 日"),
            ("检查范围", "建设路、人民路、滨河路沿街商户，共 40 户；其中餐饮 12 户，百货 18 户，其他 10 户"),
            ("检查依据", "《青禾镇“门前三包”责任制管理办法》第九条"),
        ])
        .heading("一、总体情况")
        .paragraph(
            "上半年共组织检查六轮，抽查商户二百四十户次，平均得分 92.35 分，较上年同期提高 1.8 分。检查由两名检查员共同完成，\
             商户可以在公示之日起五个工作日内提出异议；他们说：“结果公开、理由写明，我们服气。”异议均已在期限内答复，未发生更改得分的情形。",
        )
        .paragraph("得分按《办法》附件一的权重计算：卫生占 40%，秩序占 35%，设施占 25%。每一项都能在 https://gongzhi.example.gov.cn/inspections/2025-h1 查到原始记录与照片。")
        .heading("二、各户得分")
        .table(results)
        .heading("三、通报批评")
        .table(Table::new([Column::new("商户", 1), Column::new("事由", 2)]).empty("本期无通报批评"))
        .note("注：得分保留两位小数；本表由系统生成，与公示页面一致。")
        .qr("https://gongzhi.example.gov.cn/verify/7Q2M-K9XT", "扫码核对本文件与公示记录是否一致")
        .footer(|page, pages| format!("第 {page} / {pages} 页"))
}

fn roll(created: DateTime<FixedOffset>) -> Paper {
    let table = Table::new([
        Column::new("編號", 3),
        Column::new("戶主", 3),
        Column::new("地址", 8),
        Column::new("事項", 8),
        Column::new("金額（元）", 3).right(),
    ])
    .rows((1..=500).map(|n| {
        vec![
            format!("A-{n:04}"),
            ["張國華", "李麗", "歐陽靜雯", "陳喆"][n % 4].to_owned(),
            format!("中山路 {n} 巷 {} 號", n % 30),
            ["道路維修分攤", "樹木修剪", "門前環境整理與公共設施維護補助，含材料與人工"][n % 3].to_owned(),
            format!("{},{:03}.00", n % 9 + 1, n * 37 % 1000),
        ]
    }));
    Paper::new(Meta::new("公共事務分攤清冊", "zh-TW", created))
        .orientation(Orientation::Landscape)
        .table(table)
        .footer(|page, pages| format!("第 {page} / {pages} 頁"))
}

fn certificate(created: DateTime<FixedOffset>) -> Certificate {
    Certificate::new(Meta::new("荣誉证书", "zh-CN", created), "云溪县青禾镇人民政府")
        .number("编号：GZ-2025-000123")
        .addressee("张喆同志：")
        .paragraph(
            "在 2025 年上半年“门前三包”检查中，您所经营的老张面馆综合得分 96.50 分，位列全镇第一，\
             被评为“文明商户”。",
        )
        .paragraph("特发此证，以资鼓励。")
        .date("二〇二五年七月一日")
        .verification("https://gongzhi.example.gov.cn/certificates/GZ-2025-000123", "扫码验证本证书真伪")
}
