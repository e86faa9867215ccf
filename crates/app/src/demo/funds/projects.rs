//! The moves of projects, each by those whose part it is.

use chrono::TimeDelta;
use domain::{
    funds::projects::{Proposer, Rating},
    identity::LoginName,
    ids::{PhotoId, ProjectId, ResolutionId},
    permissions::Actor,
};

use super::{
    Funds, Which,
    payments::Paid,
    purpose,
    texts::{
        calls::CALLS,
        projects::{self as texts, Named, ProjectWords},
    },
    votes::{Answers, VOTING_DAYS},
};
use crate::{
    db::{DbError, Tx},
    demo::{DemoError, people::login, value},
    funds::{
        projects::{self, Asked, Content, Error, Line, NewMilestone, Screening, Step},
        resolutions,
    },
};

/// The days of a project from one milestone to the next, as its plan has them.
const MILESTONE_DAYS: i64 = 30;

/// What happens to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Draft,
    Join,
    Submit,
    Return,
    /// It is written better and handed in again.
    Revise,
    Screen,
    ScreenOut,
    /// One of some residents comments.
    Comment(usize),
    Withdraw,
    Put,
    Vote,
    Decide,
    Agree,
    Countersign,
    Reach(usize),
    Refuse(usize),
    Accept(usize),
    Report,
    ReturnReport,
    AcceptReport,
    /// One of some residents rates.
    Rate(usize),
    Archive,
    AskToTerminate,
    /// Members vote on its early end, and one of them ends the vote.
    VoteToTerminate,
}

/// Whose a move is that needs nothing but the project, and what they do.
type Plain = fn(&mut Tx<'_>, &Actor, ProjectId) -> Result<(), Error>;

impl<'a> Funds<'a> {
    pub(super) fn project(&self, index: usize) -> Result<ProjectId, DemoError> {
        self.made.projects.get(&index).copied().ok_or_else(|| value("a move before its project"))
    }

    pub(super) async fn project_act(&mut self, index: usize, act: Act) -> Result<(), DemoError> {
        let words = texts::of(index);
        if act == Act::Draft {
            let id = self.draft(words).await?;
            self.made.projects.insert(index, id);
            return Ok(());
        }
        let id = self.project(index)?;
        let (proposer, official) = (self.proposer(words)?, &self.people.official);
        // The first of the committee may take part in it.
        let member = &self.council(words.fund)[2];
        match act {
            Act::Draft => Ok(()),
            Act::Join => self.join(words, id).await,
            Act::Submit => self.plain(proposer, id, projects::submit).await,
            Act::Revise => self.revise(words, id).await,
            Act::Return => self.screen(id, Screening::Returned, Some(texts::RETURNED)).await,
            Act::Screen => self.screen(id, Screening::Passed, None).await,
            Act::ScreenOut => self.screen(id, Screening::Rejected, Some(texts::SCREENED_OUT)).await,
            Act::Comment(place) => self.comment(words, id, place).await,
            Act::Withdraw => self.plain(proposer, id, projects::withdraw).await,
            Act::Put => {
                let asked = self.asking(texts::PUT);
                self.write(member, move |tx, who| projects::put(tx, who, id, &asked)).await
            }
            Act::Vote => {
                let resolution = self.resolution_of(id).await?.ok_or_else(|| value("nobody was asked"))?;
                self.say(words.fund, resolution, words.answers).await
            }
            Act::Decide => self.plain(member, id, projects::decide).await,
            Act::Agree => {
                let shown = Step::default();
                self.write(official, move |tx, who| projects::agree(tx, who, id, &shown)).await
            }
            Act::Countersign => self.plain(proposer, id, projects::countersign).await,
            Act::Reach(part) => self.reach(index, part).await,
            Act::Refuse(part) => self.judge(id, part, Some(texts::NOT_REACHED)).await,
            Act::Accept(part) => self.judge(id, part, None).await,
            Act::Report => {
                let photos = vec![self.scene(proposer).await?];
                let shown = Step {
                    text: Some(self.chance.word(&texts::REPORTS).to_owned()),
                    photos,
                    ..Step::default()
                };
                self.write(proposer, move |tx, who| projects::report(tx, who, id, &shown)).await
            }
            Act::ReturnReport => self.judge_report(id, Some(texts::REPORT_RETURNED)).await,
            Act::AcceptReport => self.judge_report(id, None).await,
            Act::Rate(place) => self.rate(words, id, place).await,
            Act::Archive => self.plain(official, id, projects::archive).await,
            Act::AskToTerminate => {
                let asked = self.asking(texts::TERMINATED);
                self.write(member, move |tx, who| projects::ask_to_terminate(tx, who, id, &asked)).await
            }
            Act::VoteToTerminate => self.vote_to_terminate(words.fund, id).await,
        }
    }

    /// Who proposes it.
    fn proposer(&self, words: &ProjectWords) -> Result<&'a Actor, DemoError> {
        self.residents(words.fund).get(words.proposer).copied().ok_or_else(|| value("nobody proposes it"))
    }

    async fn plain(&self, who: &Actor, id: ProjectId, step: Plain) -> Result<(), DemoError> {
        self.write(who, move |tx, who| step(tx, who, id)).await
    }

    fn asking(&self, reason: &str) -> Asked {
        Asked { reason: reason.to_owned(), until: self.db.now() + TimeDelta::days(VOTING_DAYS) }
    }

    async fn draft(&self, words: &ProjectWords) -> Result<ProjectId, DemoError> {
        let call = self.call_at(answered(words)?)?;
        let content = self.content(words)?;
        self.write(self.proposer(words)?, move |tx, who| projects::draft(tx, who, call, &content)).await
    }

    fn content(&self, words: &ProjectWords) -> Result<Content, DemoError> {
        let begun = self.days.day(words.start);
        let line = |part: &texts::Part| {
            let purpose = part.purpose.map(purpose).transpose()?;
            Ok(Line { title: part.line.to_owned(), limit: part.amount, purpose })
        };
        let milestone = |(place, part): (i64, &texts::Part)| NewMilestone {
            title: part.milestone.to_owned(),
            due_on: Some(begun + TimeDelta::days(MILESTONE_DAYS * (place + 1))),
            instalment: part.amount,
        };
        let name = |named: &Named| LoginName::new(&named.login()).map_err(value);
        Ok(Content {
            title: words.title.to_owned(),
            plan: words.plan.to_owned(),
            in_name_of: match words.group {
                Some(name) => Proposer::Group { name: name.to_owned() },
                None => Proposer::Resident,
            },
            people: words.named.iter().map(name).collect::<Result<_, _>>()?,
            lines: words.parts.iter().map(line).collect::<Result<_, DemoError>>()?,
            milestones: (0..).zip(words.parts).map(milestone).collect(),
            advance: true,
        })
    }

    /// Those who were named say yes, but for who does not answer.
    async fn join(&self, words: &ProjectWords, id: ProjectId) -> Result<(), DemoError> {
        for named in words.named {
            let who = match named {
                Named::Council => &self.people.councils.community[0],
                Named::Neighbour => &self.people.grids[0].residents[1],
                Named::Silent => continue,
            };
            self.plain(who, id, projects::join).await?;
        }
        Ok(())
    }

    async fn revise(&self, words: &ProjectWords, id: ProjectId) -> Result<(), DemoError> {
        let mut content = self.content(words)?;
        content.plan.push_str(texts::ADDED);
        self.write(self.proposer(words)?, move |tx, who| -> Result<(), Error> {
            let version = projects::project(tx, Some(who), id)?.stored.head.version;
            projects::revise(tx, who, id, version, &content)?;
            projects::submit(tx, who, id)
        })
        .await
    }

    async fn screen(
        &self,
        id: ProjectId,
        found: Screening,
        reason: Option<&'static str>,
    ) -> Result<(), DemoError> {
        let official = &self.people.official;
        self.write(official, move |tx, who| projects::screen(tx, who, id, found, reason)).await
    }

    /// Somebody else than the proposer, at a place among those who live there.
    fn other(&self, words: &ProjectWords, place: usize) -> Result<&'a Actor, DemoError> {
        let proposer = self.proposer(words)?.user;
        let mut others = self.residents(words.fund);
        others.retain(|resident| resident.user != proposer);
        let spread = (words.proposer + place * 3 + place / others.len().max(1)) % others.len().max(1);
        others.get(spread).copied().ok_or_else(|| value("nobody else lives there"))
    }

    async fn comment(&mut self, words: &ProjectWords, id: ProjectId, place: usize) -> Result<(), DemoError> {
        let text = self.chance.word(&texts::COMMENTS);
        let who = self.other(words, place)?;
        self.write(who, move |tx, who| projects::comment(tx, who, id, text).map(drop)).await
    }

    /// Residents are content, mostly. Whoever takes part does not rate.
    async fn rate(&mut self, words: &ProjectWords, id: ProjectId, place: usize) -> Result<(), DemoError> {
        let low = if self.chance.percent(85) { 4 } else { 2 };
        let stars = u8::try_from(self.chance.between(low, 5)).map_err(value)?;
        let rating = Rating::new(stars).map_err(value)?;
        let who = self.other(words, place)?;
        if words.named.contains(&Named::Neighbour) && who.user == self.people.grids[0].residents[1].user {
            return Ok(());
        }
        self.write(who, move |tx, who| projects::rate(tx, who, id, rating)).await
    }

    async fn reach(&mut self, index: usize, part: usize) -> Result<(), DemoError> {
        let (words, id) = (texts::of(index), self.project(index)?);
        let text = Some(self.chance.word(&texts::REACHED).to_owned());
        let proposer = self.proposer(words)?;
        let shown = if part == 0 {
            // The first is paid when the agreement is signed: there is nothing to see yet.
            Step::default()
        } else {
            let invoice = self.invoice_picture(Paid::Part(index, part).invoice()).await?;
            let invoices = vec![self.photo(proposer, invoice).await?];
            let photos = vec![self.scene(proposer).await?, self.scene(proposer).await?];
            Step { text, photos, invoices }
        };
        self.write(proposer, move |tx, who| projects::reach(tx, who, id, part, &shown)).await
    }

    /// A picture of what was done, as somebody's draft.
    async fn scene(&mut self, owner: &Actor) -> Result<PhotoId, DemoError> {
        if self.made.scenes.is_empty() {
            for drawn in super::pictures::scenes(&mut self.chance)? {
                let kept = self.picture(&drawn).await?;
                self.made.scenes.push(kept);
            }
        }
        let scene = *self.chance.pick(&self.made.scenes);
        self.photo(owner, scene).await
    }

    /// The office agrees that a milestone is reached, or says why not.
    async fn judge(
        &self,
        id: ProjectId,
        part: usize,
        missing: Option<&'static str>,
    ) -> Result<(), DemoError> {
        let judge = move |tx: &mut Tx<'_>, who: &Actor| {
            projects::judge(tx, who, id, part, missing.is_none(), missing)
        };
        self.write(&self.people.official, judge).await
    }

    async fn judge_report(&self, id: ProjectId, missing: Option<&'static str>) -> Result<(), DemoError> {
        let judge = move |tx: &mut Tx<'_>, who: &Actor| {
            projects::judge_report(tx, who, id, missing.is_none(), missing)
        };
        self.write(&self.people.official, judge).await
    }

    async fn vote_to_terminate(&self, which: Which, id: ProjectId) -> Result<(), DemoError> {
        let find = move |tx: &mut Tx<'_>, who: &Actor| -> Result<Option<ResolutionId>, DbError> {
            let timeline = projects::project(tx, Some(who), id)?.timeline;
            Ok(timeline.into_iter().rev().find_map(|entry| entry.resolution))
        };
        let asked = self.write(&self.people.official, find).await?;
        let asked = asked.ok_or_else(|| value("nobody was asked to end it"))?;
        self.say(which, asked, Answers::Yes).await?;
        let member = &self.council(which)[2];
        self.write(member, move |tx, who| resolutions::decide(tx, who, asked)).await
    }
}

impl Named {
    /// With which name they sign in.
    fn login(self) -> String {
        match self {
            Self::Council => "council".to_owned(),
            Self::Neighbour => login(0, 1),
            Self::Silent => login(0, 2),
        }
    }
}

/// The call that a project answers: the one that is open as it is handed in.
fn answered(words: &ProjectWords) -> Result<usize, DemoError> {
    let handed_in = words.start - 2;
    let open = CALLS.iter().position(|call| {
        call.fund == words.fund && call.published && (call.closes..=call.opens).contains(&handed_in)
    });
    open.ok_or_else(|| value("a project that answers no call"))
}
