ALTER TABLE funds DROP COLUMN closed_on;
DROP TABLE fund_disclosure_reminders;
DROP TABLE fund_disclosures;
