//! What people try.

use proptest::prelude::*;

/// Something that somebody tries.
#[derive(Clone, Debug)]
pub(super) enum Try {
    Income {
        purpose: usize,
        in_kind: bool,
        fen: i64,
    },
    ReverseIncome {
        which: usize,
    },
    Earmark {
        fen: i64,
    },
    Release {
        fen: i64,
    },
    Lift {
        which: usize,
        to: usize,
        fen: i64,
    },
    Budget {
        line: u16,
        fen: i64,
    },
    Propose {
        who: usize,
        project: bool,
        line: u16,
        purpose: usize,
        resolution: usize,
        milestone: usize,
        fen: i64,
    },
    Approve {
        which: usize,
        who: usize,
    },
    Pay {
        which: usize,
        who: usize,
    },
    Refuse {
        which: usize,
        who: usize,
    },
    Withdraw {
        which: usize,
        who: usize,
    },
    Reverse {
        which: usize,
        who: usize,
    },
}

pub(super) fn tries() -> impl Strategy<Value = Try> {
    let (fen, which, who) = (1_i64..22_000, 0_usize..12, 0_usize..6);
    let step = (which.clone(), who.clone());
    prop_oneof![
        3 => (0_usize..3, any::<bool>(), fen.clone())
            .prop_map(|(purpose, in_kind, fen)| Try::Income { purpose, in_kind, fen: fen * 3 }),
        1 => which.clone().prop_map(|which| Try::ReverseIncome { which }),
        1 => fen.clone().prop_map(|fen| Try::Earmark { fen }),
        1 => fen.clone().prop_map(|fen| Try::Release { fen }),
        2 => (which.clone(), 0_usize..3, fen.clone()).prop_map(|(which, to, fen)| Try::Lift { which, to, fen }),
        1 => (1_u16..5, fen.clone()).prop_map(|(line, fen)| Try::Budget { line, fen: fen * 3 }),
        6 => (who, any::<bool>(), 1_u16..4, 0_usize..3, 0_usize..12, 0_usize..2, fen).prop_map(
            |(who, project, line, purpose, resolution, milestone, fen)| Try::Propose {
                who, project, line, purpose, resolution, milestone, fen
            }
        ),
        8 => step.clone().prop_map(|(which, who)| Try::Approve { which, who }),
        6 => step.clone().prop_map(|(which, who)| Try::Pay { which, who }),
        2 => step.clone().prop_map(|(which, who)| Try::Refuse { which, who }),
        1 => step.clone().prop_map(|(which, who)| Try::Withdraw { which, who }),
        2 => step.prop_map(|(which, who)| Try::Reverse { which, who }),
    ]
}
