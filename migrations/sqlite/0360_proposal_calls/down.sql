DROP TABLE proposal_calls;
