DROP INDEX inspection_targets_area;
DROP TABLE pledges;
