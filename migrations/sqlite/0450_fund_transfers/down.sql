DROP TABLE fund_transfers;
