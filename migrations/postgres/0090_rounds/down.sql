ALTER TABLE photos DROP COLUMN target_id;
DROP TABLE inspection_results;
DROP TABLE inspection_revisions;
DROP TABLE inspection_objections;
DROP TABLE inspection_targets;
DROP TABLE inspection_team;
DROP TABLE inspection_rounds;
DROP TABLE kinships;
