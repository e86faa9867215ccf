DROP TABLE shift_feeds;
DROP TABLE shift_sign_ups;
DROP TABLE shifts;
