DROP TABLE ticket_answers;
ALTER TABLE categories DROP COLUMN form;
ALTER TABLE categories DROP COLUMN priority;
ALTER TABLE categories DROP COLUMN parent_code;
