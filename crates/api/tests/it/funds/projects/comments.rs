//! Residents comment while they can, so often, and take back what they said.

use app::{
    db::{DbError, Key, Tx, schema::projects as t},
    funds::{Page, projects},
};
use chrono::TimeDelta;
use contract::{funds::CommentOnProject, page::PageQuery};
use diesel::prelude::*;
use domain::funds::PROJECT_COMMENTS_MAX;

use super::{FAR_HOME, HOME, OTHER_HOME};
use crate::{funds::Town, support::code};

fn words(text: &str) -> CommentOnProject {
    CommentOnProject { text: text.to_owned() }
}

#[actix_web::test]
async fn residents_comment_in_the_time_for_it_and_take_back_what_is_theirs() {
    let it = Town::calling().await;
    let (proposer, neighbour) = (it.client(it.resident(HOME)), it.client(it.resident(OTHER_HOME)));
    let submitted = it.submitted(&proposer).await.summary.id;
    assert_eq!(
        code(proposer.comment_on_project(submitted, &words("先说一句"), None).await),
        "project_is_submitted"
    );
    let id = it.in_comment(&proposer).await.summary.id;
    let elsewhere = it.client(it.resident(FAR_HOME));
    assert_eq!(code(elsewhere.comment_on_project(id, &words("路过"), None).await), "project_not_yours");
    let said = neighbour.comment_on_project(id, &words("建议再加两张长椅。"), Some("once")).await.unwrap();
    assert_eq!(
        neighbour.comment_on_project(id, &words("建议再加两张长椅。"), Some("once")).await.unwrap(),
        said
    );
    proposer.comment_on_project(id, &words("好的。"), None).await.unwrap();
    let read = it.server.anonymous().list_project_comments(id, &PageQuery::default()).await.unwrap().items;
    assert_eq!(read.len(), 2);
    let theirs = read.iter().find(|comment| comment.id == said.id).unwrap();
    assert_eq!((theirs.text.as_str(), theirs.mine), ("建议再加两张长椅。", false));
    assert!(theirs.by.contains('*') || theirs.by.chars().count() <= 1, "{}", theirs.by);
    assert_eq!(code(proposer.withdraw_project_comment(said.id).await), "not_found");
    neighbour.withdraw_project_comment(said.id).await.unwrap();
    assert_eq!(code(neighbour.withdraw_project_comment(said.id).await), "not_found");
    let left = neighbour.list_project_comments(id, &PageQuery::default()).await.unwrap().items;
    assert_eq!(left.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(), ["好的。"]);
    let over = it.now() - TimeDelta::seconds(1);
    let set = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
        Ok(diesel::update(t::table.find(Key(id)))
            .set(t::state_until.eq(over.naive_utc()))
            .execute(tx.db())?)
    };
    it.server.store.write(set).unwrap();
    assert_eq!(code(neighbour.comment_on_project(id, &words("晚了"), None).await), "project_window_passed");
}

#[actix_web::test]
async fn one_person_comments_so_often_and_pages_ask_no_more_for_more_rows() {
    let it = Town::calling().await;
    let proposer = it.client(it.resident(HOME));
    let id = it.in_comment(&proposer).await.summary.id;
    let statements = || {
        let page = Page { after: None, limit: 100 };
        let read = |tx: &mut Tx<'_>| projects::comments(tx, None, id, page);
        app::testing::statements(&it.server.store, read).unwrap().1
    };
    proposer.comment_on_project(id, &words("第一条"), None).await.unwrap();
    let for_one = statements();
    for _ in 1..PROJECT_COMMENTS_MAX {
        proposer.comment_on_project(id, &words("又一条"), None).await.unwrap();
    }
    assert_eq!(statements(), for_one);
    assert_eq!(code(proposer.comment_on_project(id, &words("再一条"), None).await), "project_comments_full");
    let first = PageQuery { limit: Some(15), after: None };
    let page = proposer.list_project_comments(id, &first).await.unwrap();
    let second = PageQuery { limit: Some(15), after: page.next };
    let rest = proposer.list_project_comments(id, &second).await.unwrap();
    assert_eq!((page.items.len(), rest.items.len(), rest.next), (15, 5, None));
}
