DROP TABLE payment_differences;
DROP TABLE payment_bills;
DROP TABLE payment_refunds;
DROP TABLE payment_intents;
ALTER TABLE fund_incomes ALTER COLUMN registered_by SET NOT NULL;
ALTER TABLE fund_donors ALTER COLUMN added_by SET NOT NULL;
