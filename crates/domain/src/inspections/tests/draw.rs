//! The draw: recomputed elsewhere, uniform, and fixed by what was published.

use proptest::prelude::*;

use super::super::{DrawError, DrawRecord, Frame, Group};
use crate::journal::NodeHash;

fn groups() -> Vec<Group> {
    vec![
        Group {
            name: "柳塘村".into(), take: 1, keys: ["井台", "学校", "河埠"].map(String::from).to_vec()
        },
        Group {
            name: "清溪村".into(),
            take: 2,
            keys: ["晒谷场", "桥头", "渡口", "祠堂", "村口"].map(String::from).to_vec(),
        },
    ]
}

fn record() -> DrawRecord {
    let frame = Frame::new(groups()).unwrap();
    let seed = NodeHash(std::array::from_fn(|byte| u8::try_from(byte).unwrap()));
    let public_value: NodeHash =
        "4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b2".parse().unwrap();
    let (commitment, sample) = (frame.commit(&seed), frame.draw(&seed, &public_value));
    DrawRecord { frame, commitment, public_value, seed, sample }
}

/// Computed by the Python in the module's documentation, with the seed 00 01 … 1f and SHA-256("root").
#[test]
fn another_program_comes_to_the_same() {
    let record = record();
    let commitment = "550c0314c03e9abc7449033f176fac3f04e07fb236976509475b8ab30b310d1f";
    assert_eq!(record.commitment.to_string(), commitment);
    let sample: Vec<Vec<&str>> = vec![vec!["井台"], vec!["晒谷场", "桥头"]];
    assert_eq!(record.sample, sample);
    assert_eq!(record.verify(), Ok(()));
}

#[test]
fn nothing_that_was_published_can_be_changed_afterwards() {
    let change = |change: &dyn Fn(&mut DrawRecord)| {
        let mut record = record();
        change(&mut record);
        record.verify()
    };
    assert_eq!(change(&|r| r.seed.0[0] ^= 1), Err(DrawError::Commitment));
    assert_eq!(change(&|r| r.frame.groups_mut()[0].take = 2), Err(DrawError::Commitment));
    assert_eq!(change(&|r| r.frame.groups_mut()[0].keys[0].push('旁')), Err(DrawError::Commitment));
    assert_eq!(change(&|r| drop(r.frame.groups_mut()[1].keys.pop())), Err(DrawError::Commitment));
    assert_eq!(change(&|r| r.frame.groups_mut()[1].keys.swap(0, 1)), Err(DrawError::Unsorted));
    let other = change(&|r| r.sample[1][0] = "渡口".into());
    let missing = change(&|r| drop(r.sample.pop()));
    let second = record().frame.groups()[1].name.clone();
    assert_eq!((other, missing), (Err(DrawError::Sample(second.clone())), Err(DrawError::Sample(second))));
}

#[test]
fn what_cannot_be_drawn_from_is_refused() {
    let frame = |take, keys: &[&str]| {
        let keys = keys.iter().map(ToString::to_string).collect();
        Frame::new(vec![Group { name: "村".into(), take, keys }]).map(drop)
    };
    assert_eq!(frame(1, &[]), Err(DrawError::CandidateCount));
    assert_eq!(frame(0, &["a"]), Err(DrawError::Take("村".into())));
    assert_eq!(frame(2, &["a"]), Err(DrawError::Take("村".into())));
    assert_eq!(frame(1, &["a", "b", "a"]), Err(DrawError::Twice("a".into())));
    assert_eq!(frame(1, &["a\nb"]), Err(DrawError::Key("a\nb".into())));
    assert_eq!(frame(1, &["", "b"]), Err(DrawError::Key(String::new())));
    assert_eq!(frame(2, &["b", "a"]), Ok(()));
}

/// Counts how often each of 20 is among the 5 drawn, over 100,000 seeds. With each expected 25,000 times, the sum of
/// squared differences times 19/20 over 100,000 · ¼ · ¾ follows χ² with 19 degrees of freedom, of which 66 is exceeded
/// once in a million.
#[test]
fn everybody_is_drawn_equally_often() {
    let keys: Vec<String> = (0..20).map(|key| format!("{key:02}")).collect();
    let frame = Frame::new(vec![Group { name: "all".into(), take: 5, keys }]).unwrap();
    let public_value = NodeHash::of_leaf(b"root");
    let mut drawn = [0_i64; 20];
    for number in 0_u32..100_000 {
        let seed = NodeHash::of_leaf(&number.to_be_bytes());
        for key in frame.draw(&seed, &public_value).iter().flatten() {
            drawn[key.parse::<usize>().unwrap()] += 1;
        }
    }
    assert_eq!(drawn.iter().sum::<i64>(), 500_000);
    let squares: i64 = drawn.iter().map(|count| (count - 25_000).pow(2)).sum();
    assert!(squares * 19 <= 66 * 20 * 18_750, "{drawn:?}");
}

proptest! {
    #[test]
    fn the_order_in_which_candidates_are_given_means_nothing(
        keys in proptest::collection::btree_set("[a-z]{1,4}", 1..30),
        seed in any::<[u8; 32]>(),
        shuffled in any::<proptest::sample::Index>(),
    ) {
        let mut keys: Vec<String> = keys.into_iter().collect();
        let take = u32::try_from(keys.len().div_ceil(3)).unwrap();
        let group = |keys: Vec<String>| vec![Group { name: "g".into(), take, keys }];
        let first = Frame::new(group(keys.clone())).unwrap();
        let start = shuffled.index(keys.len());
        keys.rotate_left(start);
        let second = Frame::new(group(keys)).unwrap();
        let (seed, value) = (NodeHash(seed), NodeHash::of_leaf(&seed));
        prop_assert_eq!(first.commit(&seed), second.commit(&seed));
        prop_assert_eq!(first.draw(&seed, &value), second.draw(&seed, &value));
    }
}
