DROP TABLE redemptions;
DROP INDEX photos_offer;
ALTER TABLE photos DROP COLUMN offer_id;
DROP TABLE offers;
