//! Giving to a fund, what became of one's gifts, projects, and a committee member's votes on the telephone.

pub mod decide;
pub mod give;
pub mod given;
pub mod one;
pub mod projects;

use leptos::prelude::*;

use crate::later::later;

later! { personal:
    /// Promise a gift of money.
    give => |_| view! { <give::GivePage/> }.into_any();
    /// My gifts.
    given => |_| view! { <given::MyDonations/> }.into_any();
    /// A call for proposals.
    call => |_| view! { <projects::CallPage/> }.into_any();
    /// Answering one.
    propose => |_| view! { <projects::ProposePage/> }.into_any();
    /// Projects that I take part in.
    my_projects => |_| view! { <projects::MyProjects/> }.into_any();
    /// One of them.
    project => |_| view! { <projects::OwnProjectPage/> }.into_any();
    /// Writing it anew.
    edit_project => |_| view! { <projects::EditPage/> }.into_any();
    /// One of my gifts.
    donation => |_| view! { <one::DonationPage/> }.into_any();
}

later! { work:
    /// Something that a committee decides.
    resolution => |_| view! { <decide::ResolutionPage/> }.into_any();
}

later! { quietly work:
    /// What waits for my vote, on the page where one decides.
    to_decide => |_| view! { <decide::Waiting/> }.into_any();
}
