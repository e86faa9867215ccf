//! My points: what is in my wallets and how it came there, claiming, giving, and who earned how much.

pub mod claim;
pub mod claims;
pub mod decide;
pub mod earn;
pub mod give;
pub mod leaderboard;
pub mod line;
pub mod one_wallet;
pub mod proof;
pub mod queue;
pub mod receive;
pub mod show;
pub mod statement;
pub mod summary;
pub mod wallets;
pub mod words;

use leptos::prelude::*;

use crate::later::later;

later! { personal:
    /// My wallets.
    wallets => |_| view! { <wallets::MyWallets/> }.into_any();
    /// What happened in one of them.
    statement => |_| view! { <statement::Statement/> }.into_any();
    /// How points are earned in a programme.
    earn => |_| view! { <earn::Earn/> }.into_any();
    /// Claim points.
    claim => |_| view! { <claim::ClaimPage/> }.into_any();
    /// My claims.
    claims => |_| view! { <claims::MyClaims/> }.into_any();
    /// One claim.
    one_claim => |_| view! { <show::ShowClaim/> }.into_any();
    /// Give points.
    give => |_| view! { <give::GivePage/> }.into_any();
    /// Show a code to be given points.
    receive => |_| view! { <receive::Receive/> }.into_any();
    /// Who earned how much.
    leaderboard => |_| view! { <leaderboard::LeaderboardPage/> }.into_any();
}

later! { work:
    /// Claims that wait for me to decide them.
    queue => |_| view! { <queue::Queue/> }.into_any();
    /// Propose points for a resident.
    propose => |_| view! { <claim::ProposePage/> }.into_any();
}

later! { quietly personal:
    /// My points on the first screen, where I have any to earn.
    home_card => |_| view! { <summary::HomeCard/> }.into_any();
}

later! { quietly work:
    /// The ways to claims on the page of the day's work.
    work_link => |_| view! { <summary::WorkLinks/> }.into_any();
}
