DROP TABLE fund_opening_balances;
DROP TABLE fund_incomes;
DROP TABLE fund_donors;
