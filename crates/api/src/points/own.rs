//! Points in the copy of one's own data.

use app::points::own::{Credited, OwnGift, OwnPoints, OwnWallet};
use contract::points as wire;

use super::{render, wallets};

/// Claims, wallets and gifts as the copy holds them.
pub(crate) fn rendered(own: OwnPoints) -> (Vec<wire::Claim>, Vec<wire::MyWallet>, Vec<wire::MyGift>) {
    let claims = own.claims.into_iter().map(render::claim).collect();
    (claims, own.wallets.into_iter().map(wallet).collect(), own.gifts.into_iter().map(gift).collect())
}

fn wallet(own: OwnWallet) -> wire::MyWallet {
    let lot = |credited: Credited| wire::MyLot {
        points: credited.points,
        last_day: credited.expires_on,
        claim_id: credited.claim,
        gift_id: credited.gift,
        at: credited.at,
    };
    wire::MyWallet {
        wallet: wallets::render(own.wallet),
        lots: own.lots.into_iter().map(lot).collect(),
        lines: own.lines.into_iter().map(wallets::line).collect(),
    }
}

fn gift(own: OwnGift) -> wire::MyGift {
    wire::MyGift {
        id: own.id,
        programme_id: own.programme,
        given: own.given,
        points: own.points,
        person: own.person,
        words: own.words,
        given_at: own.at,
    }
}
