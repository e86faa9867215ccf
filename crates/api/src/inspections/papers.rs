//! What is printed: bulletins and certificates.

use app::inspections::{
    certificates::Certificate,
    publication::{Ranked, Revision, Scored},
    rounds::Listed,
    titles::Title,
};
use chrono::{DateTime, FixedOffset, Utc};
use contract::lang::{Lang, Text};
use domain::{
    inspections::{Criticism, HalfYear, Method, Month, Notice, Regularity, Report, Subjects, Template},
    town_time,
};
use paper::{Column, Meta, Paper, PaperError, Table};

use crate::ApiError;

const fn text(hans: &'static str, hant: &'static str, en: &'static str) -> Text {
    Text { hans, hant, en }
}

const BULLETIN: Text = text("{month}检查通报", "{month}檢查通報", "Inspection bulletin, {month}");
const SPECIAL: Text =
    text("{month}检查专报", "{month}檢查專報", "Special report on the inspection of {month}");
const MONTH: Text = text("{year}年{month}月", "{year}年{month}月", "{year}-{month}");
const PAGE: Text = text("第 {page} / {pages} 页", "第 {page} / {pages} 頁", "Page {page} of {pages}");
const LEAD: Text = text("带队领导", "帶隊領導", "Led by");
const KIND: Text = text("检查方式", "檢查方式", "Kind");
const TEMPLATE: Text = text("检查表", "檢查表", "Template");
const PUBLISHED: Text = text("公布时间", "公布時間", "Published");
const REVISION: Text = text("版本", "版本", "Revision");
const REGULAR: Text = text("定期", "定期", "regular");
const IRREGULAR: Text = text("不定期", "不定期", "irregular");
const OPEN: Text = text("明察", "明察", "open");
const COVERT: Text = text("暗访", "暗訪", "covert");
const RANKING: Text = text("成绩与排名", "成績與排名", "Scores and places");
const PLACE: Text = text("名次", "名次", "Place");
const VILLAGE: Text = text("村（社区）", "村（社區）", "Village");
const GROUP: Text = text("村民小组", "村民小組", "Villager group");
const HOUSEHOLD: Text = text("户", "戶", "Household");
const SCORE: Text = text("得分", "得分", "Score");
const CRITICISM: Text = text("通报批评", "通報批評", "Criticism");
const NO_CRITICISM: Text = text(
    "本月没有需要通报批评的村（社区）。",
    "本月沒有需要通報批評的村（社區）。",
    "No village is criticised this month.",
);
const AT_BOTTOM: Text = text(
    "{month} 倒数第 {place} 名（{score} 分）",
    "{month} 倒數第 {place} 名（{score} 分）",
    "{month}: {place} from the bottom ({score})",
);
const FINDINGS: Text = text("扣分与问题", "扣分與問題", "Findings");
const INDICATOR: Text = text("项目", "項目", "Indicator");
const LOST: Text = text("扣分", "扣分", "Lost");
const NOTE: Text = text("情况", "情況", "Note");
const NONE: Text = text("没有", "沒有", "None");
const HONOUR: Text = text("荣誉证书", "榮譽證書", "Certificate of Honour");
const NUMBER: Text = text("编号：{number}", "編號：{number}", "No. {number}");
const HONOURED: Text = text(
    "在{area}{half}检查考核中表现突出，被评为“{title}”，特发此证，以资鼓励。",
    "在{area}{half}檢查考核中表現突出，被評為「{title}」，特發此證，以資鼓勵。",
    "has distinguished itself in the inspections of {area} in {half} and is honoured as “{title}”.",
);
const TITLED: Text = text(
    "在{area}{half}创建活动中成绩突出，被授予“{title}”称号，特发此证。",
    "在{area}{half}創建活動中成績突出，被授予「{title}」稱號，特發此證。",
    "has kept to what the town agreed on and is given the title “{title}” by {area} for {half}.",
);
const FIRST_HALF: Text = text("{year}年上半年", "{year}年上半年", "the first half of {year}");
const SECOND_HALF: Text = text("{year}年下半年", "{year}年下半年", "the second half of {year}");
const DAY: Text = text("{year}年{month}月{day}日", "{year}年{month}月{day}日", "{year}-{month}-{day}");
const CONFIRM: Text = text("扫码核验", "掃碼核驗", "Scan to confirm");

/// A published round as it is printed.
pub(super) struct Bulletin {
    pub(super) round: Listed,
    pub(super) revision: Revision,
    pub(super) ranked: Vec<Ranked>,
    pub(super) template: Template,
    /// What was found, for a special report.
    pub(super) scored: Vec<Scored>,
    /// Who is criticised for this month.
    pub(super) criticisms: Vec<(String, Criticism)>,
}

fn fill(text: &Text, lang: Lang, params: &[(&str, String)]) -> String {
    let params: Vec<(String, String)> =
        params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    text.fill(lang, &params)
}

fn month(month: Month, lang: Lang) -> String {
    let number = if lang == Lang::En { format!("{:02}", month.month()) } else { month.month().to_string() };
    fill(&MONTH, lang, &[("year", month.year().to_string()), ("month", number)])
}

fn day(at: DateTime<Utc>, lang: Lang) -> String {
    use chrono::Datelike;
    let date = town_time::date(at);
    let parts = [
        ("year", date.year().to_string()),
        ("month", date.month().to_string()),
        ("day", date.day().to_string()),
    ];
    fill(&DAY, lang, &parts)
}

/// A time as the town's clocks show it.
fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&town_time::offset())
}

fn failed(error: PaperError) -> ApiError {
    ApiError::internal(error)
}

/// What the places of a round are called.
pub(super) const fn places(subjects: Subjects, lang: Lang) -> &'static str {
    match subjects {
        Subjects::Villages => VILLAGE.get(lang),
        Subjects::VillagerGroups => GROUP.get(lang),
        Subjects::Households => HOUSEHOLD.get(lang),
    }
}

/// The bulletin or the special report of a published round, as PDF.
///
/// # Errors
/// `internal` where it cannot be written.
pub(super) fn bulletin(found: &Bulletin, lang: Lang) -> Result<Vec<u8>, ApiError> {
    let round = &found.round.round;
    let axes = round.round.axes;
    let special = axes.report == Report::SpecialReport;
    let title = if special { &SPECIAL } else { &BULLETIN };
    let title = fill(title, lang, &[("month", month(round.month, lang))]);
    let regular = if axes.regularity == Regularity::Regular { REGULAR } else { IRREGULAR };
    let notice = if axes.notice == Notice::Open { OPEN } else { COVERT };
    let kind = format!("{} · {}", regular.get(lang), notice.get(lang));
    let published = local(found.revision.published_at);
    let reason = found.revision.reason.as_ref().map(|reason| format!(" · {reason}")).unwrap_or_default();
    let mut facts = vec![
        (LEAD.get(lang), found.round.lead_name.clone().unwrap_or_default()),
        (KIND.get(lang), kind),
        (TEMPLATE.get(lang), found.template.name.clone()),
        (PUBLISHED.get(lang), published.format("%Y-%m-%d %H:%M").to_string()),
    ];
    if found.revision.number > 1 {
        facts.push((REVISION.get(lang), format!("{}{reason}", found.revision.number)));
    }
    let columns = [
        Column::new(PLACE.get(lang), 1).right(),
        Column::new(places(round.subjects, lang), 4),
        Column::new(SCORE.get(lang), 1).right(),
    ];
    let rows = found.ranked.iter();
    let rows = rows.map(|line| vec![line.place.to_string(), line.name.clone(), line.score.to_string()]);
    let mut made = Paper::new(Meta::new(title, lang.tag(), published))
        .subtitle(found.round.area_name.clone())
        .facts(facts)
        .heading(RANKING.get(lang))
        .table(Table::new(columns).rows(rows).empty(NONE.get(lang)));
    // Nobody but villages is criticised.
    if round.subjects == Subjects::Villages {
        made = made.heading(CRITICISM.get(lang));
        if found.criticisms.is_empty() {
            made = made.paragraph(NO_CRITICISM.get(lang));
        }
    }
    for (village, criticism) in &found.criticisms {
        let at = criticism.months.iter().map(|at| {
            let place = ("place", at.from_bottom.to_string());
            fill(
                &AT_BOTTOM,
                lang,
                &[("month", month(at.month, lang)), place, ("score", at.score.to_string())],
            )
        });
        let separator = if lang == Lang::En { "; " } else { "；" };
        made = made.paragraph(format!("{village}  {}", at.collect::<Vec<_>>().join(separator)));
    }
    if special {
        made = made.heading(FINDINGS.get(lang)).table(findings(found, lang));
    }
    let page = move |page: usize, pages: usize| {
        fill(&PAGE, lang, &[("page", page.to_string()), ("pages", pages.to_string())])
    };
    Ok(made.footer(page).render().map_err(failed)?.pdf)
}

/// Every mark that cost something, village by village.
fn findings(found: &Bulletin, lang: Lang) -> Table {
    let columns = [
        Column::new(places(found.round.round.subjects, lang), 2),
        Column::new(INDICATOR.get(lang), 3),
        Column::new(LOST.get(lang), 1).right(),
        Column::new(NOTE.get(lang), 4),
    ];
    let mut table = Table::new(columns).empty(NONE.get(lang));
    for scored in &found.scored {
        for indicator in found.template.indicators() {
            let Some(finding) = scored.findings.get(&indicator.code) else { continue };
            let lost = match indicator.method {
                Method::Deduct => finding.points.hundredths(),
                Method::Add => indicator.weight.hundredths() - finding.points.hundredths(),
            };
            if lost > 0 {
                let lost = format!("{}.{:02}", lost / 100, lost % 100);
                table = table.row([scored.name.clone(), indicator.name.clone(), lost, finding.note.clone()]);
            }
        }
    }
    table
}

/// What a certificate says, of whatever kind.
struct Honour {
    number: String,
    /// Who gives it.
    issuer: String,
    /// Who gets it.
    honoured: String,
    /// Why: with `{area}`, `{half}` and `{title}`.
    words: Text,
    half_year: HalfYear,
    title: String,
    issued_at: DateTime<Utc>,
    /// Where everybody confirms it.
    address: String,
}

/// A certificate of honour as PDF.
///
/// # Errors
/// `internal` where it cannot be written.
pub(super) fn certificate(found: &Certificate, public_url: &str, lang: Lang) -> Result<Vec<u8>, ApiError> {
    let honour = Honour {
        number: found.number.clone(),
        issuer: found.area_name.clone(),
        honoured: found.honoured.clone(),
        words: HONOURED,
        half_year: found.half_year,
        title: found.title.clone(),
        issued_at: found.issued_at,
        address: format!("{public_url}/open/certificates/{}", found.number),
    };
    honour.print(lang)
}

/// The certificate of a title as PDF.
///
/// # Errors
/// `internal` where it cannot be written.
pub(super) fn title(found: &Title, public_url: &str, lang: Lang) -> Result<Vec<u8>, ApiError> {
    let between = if lang == Lang::En { " " } else { "" };
    let honour = Honour {
        number: found.number.clone(),
        issuer: found.area_name.clone(),
        honoured: found.place_names.join(between),
        words: TITLED,
        half_year: found.half_year,
        title: found.name.clone(),
        issued_at: found.awarded_at,
        address: format!("{public_url}/open/titles/{}", found.number),
    };
    honour.print(lang)
}

impl Honour {
    /// As PDF. It has no printed seal: the office puts its own beside its name; what proves it is the number.
    fn print(&self, lang: Lang) -> Result<Vec<u8>, ApiError> {
        let [first, ..] = self.half_year.months();
        let half = if first.month() == 1 { &FIRST_HALF } else { &SECOND_HALF };
        let half = fill(half, lang, &[("year", first.year().to_string())]);
        let words = [("area", self.issuer.clone()), ("half", half), ("title", self.title.clone())];
        let made = paper::Certificate::new(
            Meta::new(HONOUR.get(lang), lang.tag(), local(self.issued_at)),
            self.issuer.clone(),
        )
        .number(fill(&NUMBER, lang, &[("number", self.number.clone())]))
        .addressee(self.honoured.clone())
        .paragraph(fill(&self.words, lang, &words))
        .date(day(self.issued_at, lang))
        .verification(self.address.clone(), CONFIRM.get(lang))
        .without_seal()
        // A name with a rare character is better with a mark in it than with no certificate at all; the page has it whole.
        .replace_missing()
        .render();
        Ok(made.map_err(failed)?.pdf)
    }
}
