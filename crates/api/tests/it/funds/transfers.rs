//! Money between purposes: set aside, freed, used for something else, never more than there is and never without a decision.

use contract::{
    funds::{
        BringBalance, FundPurpose, IncomeSource, MakeTransfer, OpenedMatter, PurposeTotal, TransferKind,
    },
    page::PageQuery,
};
use domain::{
    ids::{IncomeId, ResolutionId},
    journal::NodeHash,
};

use super::{
    Town, amount,
    income::{money, reason, subsidy},
};
use crate::{
    points::{fault, faults},
    support::{ask_at_once, assert_sound, code, outcomes},
};

const ELDERS: &str = "elders";

fn earmark(fen: i64, resolution_id: ResolutionId) -> MakeTransfer {
    MakeTransfer::Earmark { purpose: ELDERS.to_owned(), amount_fen: amount(fen), resolution_id }
}

fn release(fen: i64, resolution_id: ResolutionId) -> MakeTransfer {
    MakeTransfer::Release { purpose: ELDERS.to_owned(), amount_fen: amount(fen), resolution_id }
}

fn lifting(income_id: IncomeId, to: Option<&str>, fen: i64, resolution_id: ResolutionId) -> MakeTransfer {
    MakeTransfer::Lifting {
        income_id,
        purpose: to.map(str::to_owned),
        amount_fen: amount(fen),
        consent: NodeHash([9; 32]),
        resolution_id,
    }
}

impl Town {
    /// With 1,000 fen that nobody restricted and two purposes.
    async fn with_purposes() -> Self {
        let it = Self::open(3).await;
        for code in [ELDERS, "education"] {
            let purpose = FundPurpose { code: code.to_owned(), name: "用途".to_owned() };
            it.official().add_fund_purpose(it.fund, &purpose, None).await.unwrap();
        }
        let new = BringBalance { purpose: None, amount_fen: amount(1_000), note: "结存".to_owned() };
        it.treasurer().bring_balance(it.fund, &new, None).await.unwrap();
        it
    }

    async fn allowed(
        &self,
        matter: fn(String, domain::funds::Amount) -> OpenedMatter,
        fen: i64,
    ) -> ResolutionId {
        self.carried(matter(ELDERS.to_owned(), amount(fen))).await
    }

    /// What there is for a purpose: in hand, and moved there.
    async fn there(&self, purpose: Option<&str>) -> (i64, i64) {
        let totals = self.server.anonymous().get_fund_totals(self.fund).await.unwrap();
        let found: Option<PurposeTotal> =
            totals.purposes.into_iter().find(|total| total.purpose.as_deref() == purpose);
        found.map_or((0, 0), |total| (total.cash_fen, total.moved_fen))
    }
}

const EARMARK: fn(String, domain::funds::Amount) -> OpenedMatter =
    |purpose, most_fen| OpenedMatter::Earmark { purpose, most_fen };
const RELEASE: fn(String, domain::funds::Amount) -> OpenedMatter =
    |purpose, most_fen| OpenedMatter::Release { purpose, most_fen };
const LIFTING: fn(String, domain::funds::Amount) -> OpenedMatter =
    |purpose, most_fen| OpenedMatter::Lifting { purpose, most_fen };

#[actix_web::test]
async fn the_committee_sets_aside_what_is_free_and_frees_it_again() {
    let it = Town::with_purposes().await;
    let treasurer = it.treasurer();
    let by = it.allowed(EARMARK, 2_000).await;
    assert_eq!(code(treasurer.make_fund_transfer(it.fund, &earmark(1_001, by), None).await), "fund_short");
    let made = treasurer.make_fund_transfer(it.fund, &earmark(600, by), Some("once")).await.unwrap();
    assert_eq!(treasurer.make_fund_transfer(it.fund, &earmark(600, by), Some("once")).await.unwrap(), made);
    assert_eq!(
        (made.kind, made.to_purpose.as_deref(), made.from_purpose.as_deref()),
        (TransferKind::Earmark, Some(ELDERS), None)
    );
    assert_eq!((it.there(Some(ELDERS)).await, it.there(None).await), ((600, 600), (400, -600)));
    // By another decision, and no more than was set aside.
    assert_eq!(
        code(treasurer.make_fund_transfer(it.fund, &release(1, by), None).await),
        "resolution_other_matter"
    );
    let back = it.allowed(RELEASE, 1_000).await;
    assert_eq!(
        code(treasurer.make_fund_transfer(it.fund, &release(601, back), None).await),
        "set_aside_short"
    );
    // What donors gave for the same is not freed.
    it.receive(&treasurer, &money(subsidy(), 50, Some(ELDERS)), "B-1").await;
    treasurer.make_fund_transfer(it.fund, &release(600, back), None).await.unwrap();
    assert_eq!(code(treasurer.make_fund_transfer(it.fund, &release(1, back), None).await), "set_aside_short");
    assert_eq!((it.there(Some(ELDERS)).await, it.there(None).await), ((50, 0), (1_000, 0)));
    let all =
        it.server.anonymous().list_fund_transfers(it.fund, &PageQuery { limit: None, after: None }).await;
    assert_eq!(all.unwrap().items.len(), 2, "everybody reads them");
    assert_sound(&it.server);
}

#[actix_web::test]
async fn a_restriction_is_lifted_by_its_donor_and_the_committee_together() {
    let it = Town::with_purposes().await;
    let treasurer = it.treasurer();
    let donor_id = it.donor(&treasurer, "热心居民").await;
    let gift = money(IncomeSource::Donation { donor_id, named: true }, 500, Some(ELDERS));
    let gift = it.receive(&treasurer, &gift, "B-1").await.id;
    let from_above = it.receive(&treasurer, &money(subsidy(), 70, Some(ELDERS)), "B-2").await.id;
    let free = it.receive(&treasurer, &money(subsidy(), 30, None), "B-3").await.id;
    let by = it.allowed(LIFTING, 450).await;
    let make = |body: MakeTransfer| {
        let (client, fund) = (treasurer.clone(), it.fund);
        async move { client.make_fund_transfer(fund, &body, None).await }
    };
    assert_eq!(code(make(lifting(from_above, None, 1, by)).await), "gift_no_donor");
    assert_eq!(code(make(lifting(free, None, 1, by)).await), "gift_not_restricted");
    assert_eq!(code(make(lifting(gift, None, 501, by)).await), "gift_short");
    assert_eq!(code(make(lifting(gift, None, 451, by)).await), "resolution_used_up");
    assert_eq!(faults(make(lifting(gift, Some(ELDERS), 1, by)).await), fault("/purpose", "other_purpose"));
    assert_eq!(code(make(lifting(gift, Some("nothing"), 1, by)).await), "fund_no_purpose");
    let moved = make(lifting(gift, Some("education"), 300, by)).await.unwrap();
    assert_eq!((moved.kind, moved.income_id), (TransferKind::Lifting, Some(gift)));
    make(lifting(gift, None, 150, by)).await.unwrap();
    assert_eq!(
        (it.there(Some(ELDERS)).await, it.there(Some("education")).await, it.there(None).await),
        ((120, -450), (300, 300), (1_180, 150))
    );
    assert_eq!(code(treasurer.reverse_income(gift, &reason(), None).await), "income_lifted");
    let all =
        it.server.anonymous().list_fund_transfers(it.fund, &PageQuery { limit: None, after: None }).await;
    assert!(
        all.unwrap().items.iter().all(|one| one.income_id.is_none()),
        "whose gift it was is told to keepers"
    );
    assert_sound(&it.server);
}

#[actix_web::test]
async fn of_many_who_move_the_same_money_as_many_do_as_it_reaches_for() {
    let it = Town::with_purposes().await;
    let by = it.allowed(EARMARK, 1_000).await;
    let clients = (0..8).map(|_| it.treasurer()).collect();
    let fund = it.fund;
    let asked = ask_at_once(clients, move |_, client| async move {
        client.make_fund_transfer(fund, &earmark(300, by), None).await
    });
    assert_eq!(outcomes(asked.await), (3, vec!["resolution_used_up".to_owned(); 5]));
    assert_eq!(it.there(Some(ELDERS)).await, (900, 900));
    assert_sound(&it.server);
}
