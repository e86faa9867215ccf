DROP TABLE fund_seats;
DROP TABLE fund_charters;
DROP TABLE fund_purposes;
DROP TABLE funds;
