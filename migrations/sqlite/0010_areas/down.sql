DROP TABLE households;
DROP TABLE areas;
