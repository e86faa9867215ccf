DROP INDEX photos_disbursement;
ALTER TABLE photos DROP COLUMN disbursement_id;
DROP TABLE disbursement_invoices;
DROP TABLE disbursements;
DROP TABLE fund_payouts;
DROP TABLE fund_payees;
DROP TABLE fund_lines;
