ALTER TABLE categories DROP COLUMN keeper;
