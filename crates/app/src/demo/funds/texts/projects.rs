//! The projects of all funds: what residents propose, and how each goes on.

use domain::funds::Amount;

use super::{
    super::{Which, votes::Answers, yuan},
    community, town, village,
};

/// How a project goes on, until the story ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Course {
    /// Step by step to its end.
    Usual,
    /// The same, but for a proposal that is written better first.
    ReturnedOnce,
    /// It has to be written better, and is not yet.
    Returned,
    /// The office finds that it does not fit.
    ScreenedOut,
    /// Its proposer takes it back while the public comments.
    Withdrawn,
    /// The committee ends it after the first instalment.
    Terminated,
    /// What shows a milestone is not enough at first.
    MilestoneRefused,
    /// The report is not enough at first.
    ReportReturned,
}

/// Who is asked to take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Named {
    /// The council member whose login is printed: who keeps out of the vote then.
    Council,
    /// The neighbour whose login is printed.
    Neighbour,
    /// Somebody who does not answer.
    Silent,
}

/// A part of a project: a line of its budget, and the milestone with which it is paid.
pub(in super::super) struct Part {
    pub(in super::super) line: &'static str,
    pub(in super::super) milestone: &'static str,
    pub(in super::super) amount: Amount,
    pub(in super::super) purpose: Option<&'static str>,
}

/// What is done, and paid, by so many yuan.
pub(super) const fn part(line: &'static str, milestone: &'static str, amount: i64) -> Part {
    Part { line, milestone, amount: yuan(amount), purpose: None }
}

impl Part {
    pub(super) const fn serves(self, purpose: &'static str) -> Self {
        Self { purpose: Some(purpose), ..self }
    }
}

/// A project.
pub(in super::super) struct ProjectWords {
    pub(in super::super) fund: Which,
    /// How many days ago it is begun.
    pub(in super::super) start: i64,
    /// The proposer's place among those who live there.
    pub(in super::super) proposer: usize,
    /// The group in whose name it is proposed.
    pub(in super::super) group: Option<&'static str>,
    pub(in super::super) named: &'static [Named],
    pub(in super::super) title: &'static str,
    pub(in super::super) plan: &'static str,
    /// Who is paid.
    pub(in super::super) supplier: &'static str,
    pub(in super::super) parts: &'static [Part],
    pub(in super::super) course: Course,
    pub(in super::super) answers: Answers,
}

/// A project that somebody proposes in their own name, and that goes on as most do.
pub(super) const fn project(
    fund: Which,
    (start, proposer): (i64, usize),
    title: &'static str,
    plan: &'static str,
    supplier: &'static str,
    parts: &'static [Part],
) -> ProjectWords {
    let (group, named, course, answers) = (None, &[] as &[Named], Course::Usual, Answers::Yes);
    ProjectWords { fund, start, proposer, group, named, title, plan, supplier, parts, course, answers }
}

impl ProjectWords {
    pub(super) const fn of(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    pub(super) const fn with(self, named: &'static [Named]) -> Self {
        Self { named, ..self }
    }

    pub(super) const fn goes(self, course: Course) -> Self {
        Self { course, ..self }
    }

    pub(super) const fn answered(self, answers: Answers) -> Self {
        Self { answers, ..self }
    }
}

/// All of them.
pub(in super::super) fn all() -> impl Iterator<Item = &'static ProjectWords> {
    town::PROJECTS.iter().chain(&community::PROJECTS).chain(&village::PROJECTS)
}

/// One of them, by its place.
pub(in super::super) fn of(index: usize) -> &'static ProjectWords {
    let (towns, communities) = (town::PROJECTS.len(), community::PROJECTS.len());
    match index {
        _ if index < towns => &town::PROJECTS[index],
        _ if index < towns + communities => &community::PROJECTS[index - towns],
        _ => &village::PROJECTS[index - towns - communities],
    }
}

/// What residents say of projects that the public can comment on.
pub(in super::super) const COMMENTS: [&str; 14] = [
    "支持。希望施工避开午休时间。",
    "预算里的材料费能不能列得细一点？",
    "我家愿意出一个人帮忙。",
    "这件事说了好几年了，赞成。",
    "建议先做靠近老人多的那一边。",
    "做完以后谁来维护，计划里最好写清楚。",
    "去年隔壁也做过一次，经验可以问问他们。",
    "同意，但请把施工时间提前贴出来。",
    "希望孩子也能参加。",
    "钱不多，能办成就好。",
    "请考虑雨天排水，那里地势低。",
    "看了图，觉得可行。",
    "能不能留出轮椅和婴儿车过的宽度？",
    "赞成，建议验收时叫上我们楼的人。",
];

/// What is said with a milestone.
pub(in super::super) const REACHED: [&str; 5] = [
    "已经做完，现场照片和票据附后，欢迎来看。",
    "按计划完成，比原定时间早了三天。",
    "完成了，用料和预算一致。",
    "这一段完成，参加的邻居有二十多人次。",
    "完成，剩下的材料留着以后维修用。",
];
/// Why a milestone is not accepted at first.
pub(in super::super) const NOT_REACHED: &str = "照片里看不到完工的样子，请补拍全景，并把验收人写上。";
/// The report of what was done.
pub(in super::super) const REPORTS: [&str; 4] = [
    "项目全部完成。每一笔支出都有票据，没有超出预算。参加的居民一致同意由楼组轮流维护。",
    "完成情况和计划一致，使用两周以来没有人反映问题。维护办法贴在现场。",
    "按期完成。感谢出力的邻居，工具已清点入库，可以借用。",
    "全部做完，并在公示栏贴出了支出明细和前后对比照片。",
];
/// Why a report is not taken at first.
pub(in super::super) const REPORT_RETURNED: &str = "请补上参加人数和维护安排，再提交一次。";
/// Why a proposal is returned.
pub(in super::super) const RETURNED: &str = "请补充施工期间的安全措施，并把材料费分项列出。";
/// What is written anew then.
pub(in super::super) const ADDED: &str = "\n补充：施工时拉围挡、贴提示，材料费按清单逐项报价，三家比价。";
/// Why one does not fit.
pub(in super::super) const SCREENED_OUT: &str = "这项内容属于物业合同里已经包含的服务，不能用公益基金支付。";
/// With what the committee is asked.
pub(in super::super) const PUT: &str = "公示期满，居民意见已经答复，提交表决。";
/// Why a project is to end early.
pub(in super::super) const TERMINATED: &str =
    "场地另有安排，项目做不下去。已经付的材料款对应的材料移交给镇里使用，其余不再支付。";
