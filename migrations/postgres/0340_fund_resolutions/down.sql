DROP TABLE fund_ballots;
DROP TABLE fund_resolutions;
