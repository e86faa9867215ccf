DROP TABLE look_backs;
DROP TABLE rectifications;
DELETE FROM categories WHERE code = 'rectification' AND id NOT IN (SELECT category_id FROM tickets);
ALTER TABLE tickets DROP COLUMN judge;
