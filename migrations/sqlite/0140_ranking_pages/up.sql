-- A page of a ranking is one short range, wherever it begins.
CREATE INDEX inspection_results_ranking ON inspection_results (round_id, revision, place, area_path);
