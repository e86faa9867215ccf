//! What the town owes a provider.

/// The highest rate that is agreed with a provider, in fen for a point.
pub const FEN_PER_POINT_MAX: i64 = 100_000;

/// What so many points are worth to the provider, in fen: the exact product. `None` where it is larger than any amount
/// can be.
#[must_use]
pub const fn owed_fen(points: i64, fen_per_point: i64) -> Option<i64> {
    points.checked_mul(fen_per_point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_the_exact_product() {
        assert_eq!(owed_fen(1_234, 5), Some(6_170));
        assert_eq!(owed_fen(-10, 5), Some(-50));
        assert_eq!(owed_fen(i64::MAX, 2), None);
    }
}
