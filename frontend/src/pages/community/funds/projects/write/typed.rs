//! A proposal as it is typed: texts, read only when they are sent.

use contract::{
    funds::{Project, WriteMilestone, WriteProject, WriteProjectLine, WriteProposer},
    problems::{FieldProblem, fields},
};
use domain::{funds::projects::ProposerKind, ids::ProviderId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    amounts::typed,
    format,
    i18n::{self, projects},
    pages::funds::amount,
    rows::{Row, Rows},
};

/// A line of the budget.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedLine {
    pub(super) title: String,
    pub(super) yuan: String,
    pub(super) purpose: String,
}

/// A milestone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedMilestone {
    pub(super) title: String,
    pub(super) due_on: String,
    pub(super) yuan: String,
}

/// Everything that is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) plan: String,
    /// `resident`, `group`, or the id of an organisation.
    pub(super) proposer: String,
    pub(super) group: String,
    /// Names to sign in with, apart from each other in any way.
    pub(super) people: String,
    pub(super) lines: Vec<TypedLine>,
    pub(super) milestones: Vec<TypedMilestone>,
    pub(super) advance: bool,
}

impl Typed {
    /// With an empty line and an empty milestone, to begin with.
    pub(super) fn begun() -> Self {
        Self {
            lines: vec![TypedLine::default()],
            milestones: vec![TypedMilestone::default()],
            ..Self::default()
        }
    }

    /// What was written before.
    pub(super) fn of(project: &Project) -> Self {
        let summary = &project.summary;
        let proposer = match (summary.proposer.kind, summary.proposer.provider_id) {
            (ProposerKind::Organisation, Some(id)) => id.to_string(),
            (kind, _) => kind.as_str().to_owned(),
        };
        let group = match summary.proposer.kind {
            ProposerKind::Group => summary.proposer.name.clone().unwrap_or_default(),
            _ => String::new(),
        };
        let people = project.people.iter().flatten().filter_map(|person| person.login.clone());
        let lines = project.lines.iter().map(|line| TypedLine {
            title: line.title.clone(),
            yuan: typed(line.limit_fen),
            purpose: line.purpose.clone().unwrap_or_default(),
        });
        let milestones = project.milestones.iter().map(|one| TypedMilestone {
            title: one.title.clone(),
            due_on: one.due_on.map(format::iso_date).unwrap_or_default(),
            yuan: typed(one.instalment_fen),
        });
        Self {
            title: summary.title.clone(),
            plan: project.plan.clone(),
            proposer,
            group,
            people: people.collect::<Vec<_>>().join("\n"),
            lines: lines.collect(),
            milestones: milestones.collect(),
            advance: project.milestones.first().is_some_and(|first| first.advance),
        }
    }
}

/// The same as signals.
#[derive(Clone)]
pub(super) struct Fields {
    pub(super) title: RwSignal<String>,
    pub(super) plan: RwSignal<String>,
    pub(super) proposer: RwSignal<String>,
    pub(super) group: RwSignal<String>,
    pub(super) people: RwSignal<String>,
    pub(super) lines: Rows<[ArcRwSignal<String>; 3]>,
    pub(super) milestones: Rows<[ArcRwSignal<String>; 3]>,
    pub(super) advance: RwSignal<bool>,
}

/// The cells of a row.
pub(super) fn cells(texts: [String; 3]) -> [ArcRwSignal<String>; 3] {
    texts.map(ArcRwSignal::new)
}

impl Fields {
    pub(super) fn of(typed: Typed) -> Self {
        let signal = RwSignal::new;
        let line = |line: TypedLine| cells([line.title, line.yuan, line.purpose]);
        let milestone = |one: TypedMilestone| cells([one.title, one.yuan, one.due_on]);
        Self {
            title: signal(typed.title),
            plan: signal(typed.plan),
            proposer: signal(typed.proposer),
            group: signal(typed.group),
            people: signal(typed.people),
            lines: Rows::new(typed.lines.into_iter().map(line)),
            milestones: Rows::new(typed.milestones.into_iter().map(milestone)),
            advance: RwSignal::new(typed.advance),
        }
    }

    /// What is typed; tracked.
    pub(super) fn typed(&self) -> Typed {
        let texts = |row: Row<[ArcRwSignal<String>; 3]>| row.content.map(|cell| cell.get());
        let line = |row| {
            let [title, yuan, purpose] = texts(row);
            TypedLine { title, yuan, purpose }
        };
        let milestone = |row| {
            let [title, yuan, due_on] = texts(row);
            TypedMilestone { title, due_on, yuan }
        };
        Typed {
            title: self.title.get(),
            plan: self.plan.get(),
            proposer: self.proposer.get(),
            group: self.group.get(),
            people: self.people.get(),
            lines: self.lines.get().into_iter().map(line).collect(),
            milestones: self.milestones.get().into_iter().map(milestone).collect(),
            advance: self.advance.get(),
        }
    }

    /// The keys of the rows in their order: where what is wrong with a line belongs.
    pub(super) fn keys(&self) -> Keys {
        let keys = |rows: &Rows<[ArcRwSignal<String>; 3]>| {
            untrack(|| rows.get()).into_iter().map(|row| row.key).collect()
        };
        Keys { lines: keys(&self.lines), milestones: keys(&self.milestones) }
    }
}

/// Rows in the order in which they are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    lines: Vec<u32>,
    milestones: Vec<u32>,
}

/// The name of a cell: `line7-title`.
pub(super) fn cell(row: &str, key: u32, field: &str) -> String {
    format!("{row}{key}-{field}")
}

impl Keys {
    /// Puts what is wrong with a line, or with somebody who was named, to its field, wherever the row has moved.
    pub(super) fn at_fields(&self, faults: Vec<FieldProblem>) -> Vec<FieldProblem> {
        faults
            .into_iter()
            .map(|fault| FieldProblem { pointer: self.pointer(&fault.pointer), ..fault })
            .collect()
    }

    fn pointer(&self, pointer: &str) -> String {
        let mut steps = pointer.split('/').skip(1);
        let (keys, row) = match steps.next() {
            Some("lines") => (&self.lines, "line"),
            Some("milestones") => (&self.milestones, "milestone"),
            Some("people") => return "/people".to_owned(),
            _ => return pointer.to_owned(),
        };
        let key = steps.next().and_then(|at| at.parse::<usize>().ok()).and_then(|at| keys.get(at));
        match (key, steps.next()) {
            (Some(key), Some(field)) => format!("/{}", cell(row, *key, field)),
            (Some(key), None) => format!("/{}", cell(row, *key, "title")),
            (None, _) => pointer.to_owned(),
        }
    }
}

/// Names apart from each other by spaces, lines or commas of any script.
fn names(text: &str) -> Vec<String> {
    let apart = |c: char| c.is_whitespace() || [',', '，', '、', ';', '；'].contains(&c);
    text.split(apart).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

impl Typed {
    /// As the server takes it.
    ///
    /// # Errors
    /// Everything that cannot be read, at once; pointers are those of the body.
    pub(super) fn read(&self) -> Result<WriteProject, Vec<FieldProblem>> {
        let mut wrong = Vec::new();
        let missing = |pointer: &str| fields::problem(pointer, "required", untrack(i18n::lang), &[]);
        let mut fen = |text: &str, pointer: String| match amount::read(text, &pointer) {
            Ok(amount) => amount.fen(),
            Err(problem) => {
                wrong.push(problem);
                0
            }
        };
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut lines = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let limit_fen = fen(&line.yuan, format!("/lines/{at}/limit_fen"));
            let title = line.title.trim().to_owned();
            lines.push(WriteProjectLine { title, limit_fen, purpose: given(&line.purpose) });
        }
        let mut milestones = Vec::new();
        for (at, one) in self.milestones.iter().enumerate() {
            let instalment_fen = fen(&one.yuan, format!("/milestones/{at}/instalment_fen"));
            let title = one.title.trim().to_owned();
            milestones.push(WriteMilestone { title, due_on: one.due_on.parse().ok(), instalment_fen });
        }
        let group_name = || given(&self.group);
        let proposer = match ProposerKind::parse(&self.proposer) {
            Some(kind @ ProposerKind::Resident) => {
                Some(WriteProposer { kind, group_name: None, provider_id: None })
            }
            Some(kind @ ProposerKind::Group) => {
                if group_name().is_none() {
                    wrong.push(missing("/proposer/group_name"));
                }
                Some(WriteProposer { kind, group_name: group_name(), provider_id: None })
            }
            _ => self.proposer.parse::<ProviderId>().ok().map(|id| WriteProposer {
                kind: ProposerKind::Organisation,
                group_name: None,
                provider_id: Some(id),
            }),
        };
        let (planned, instalments) = sums(&lines, &milestones);
        if wrong.is_empty() && planned != instalments {
            let detail = projects::sums_differ(format::money(planned), format::money(instalments));
            wrong.push(amount::wrong("/milestones", &detail));
        }
        match proposer {
            Some(proposer) if wrong.is_empty() => Ok(WriteProject {
                title: self.title.trim().to_owned(),
                plan: self.plan.trim().to_owned(),
                proposer,
                people: names(&self.people),
                lines,
                milestones,
                advance: self.advance,
            }),
            Some(_) => Err(wrong),
            None => {
                wrong.insert(0, missing("/proposer"));
                Err(wrong)
            }
        }
    }

    /// What the lines and the milestones come to so far, in fen.
    pub(super) fn totals(&self) -> (i64, i64) {
        let fen = |text: &String| amount::read(text, "").map_or(0, |amount| amount.fen());
        let sum = |all: &mut dyn Iterator<Item = i64>| all.fold(0_i64, i64::saturating_add);
        (
            sum(&mut self.lines.iter().map(|line| fen(&line.yuan))),
            sum(&mut self.milestones.iter().map(|one| fen(&one.yuan))),
        )
    }
}

fn sums(lines: &[WriteProjectLine], milestones: &[WriteMilestone]) -> (i64, i64) {
    let add = |sum: i64, fen: i64| sum.saturating_add(fen);
    (
        lines.iter().map(|line| line.limit_fen).fold(0, add),
        milestones.iter().map(|one| one.instalment_fen).fold(0, add),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(title: &str, yuan: &str) -> TypedLine {
        TypedLine { title: title.into(), yuan: yuan.into(), purpose: String::new() }
    }

    fn milestone(title: &str, yuan: &str) -> TypedMilestone {
        TypedMilestone { title: title.into(), yuan: yuan.into(), due_on: String::new() }
    }

    fn garden() -> Typed {
        Typed {
            title: "楼前小花园".into(),
            plan: "四月翻土。".into(),
            proposer: "resident".into(),
            people: "li_lei，han_meimei\n".into(),
            lines: vec![line("花苗", "800"), line("工具", "200")],
            milestones: vec![milestone("建成", "1000")],
            ..Typed::default()
        }
    }

    #[test]
    fn it_is_read_in_fen_with_everybody_who_is_named() {
        let read = garden().read().unwrap();
        assert_eq!(read.people, ["li_lei", "han_meimei"]);
        assert_eq!((read.lines[1].limit_fen, read.milestones[0].instalment_fen), (20_000, 100_000));
        assert_eq!(garden().totals(), (100_000, 100_000));
    }

    #[test]
    fn what_is_wrong_is_told_at_once_and_lands_in_its_row() {
        let bad = Typed {
            lines: vec![line("花苗", "800"), line("工具", "x")],
            proposer: String::new(),
            ..garden()
        };
        let wrong: Vec<String> = bad.read().unwrap_err().into_iter().map(|one| one.pointer).collect();
        assert_eq!(wrong, ["/proposer", "/lines/1/limit_fen"]);
        let keys = Keys { lines: vec![7, 9], milestones: vec![4] };
        assert_eq!(keys.pointer("/lines/1/limit_fen"), "/line9-limit_fen");
        assert_eq!(keys.pointer("/milestones/0/title"), "/milestone4-title");
        assert_eq!(keys.pointer("/people/3"), "/people");
        assert_eq!(keys.pointer("/title"), "/title");
        let differ = Typed { milestones: vec![milestone("建成", "999")], ..garden() };
        assert_eq!(differ.read().unwrap_err()[0].pointer, "/milestones");
    }
}
