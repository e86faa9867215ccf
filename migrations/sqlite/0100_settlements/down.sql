DROP TABLE award_certificates;
DROP TABLE settlements;
