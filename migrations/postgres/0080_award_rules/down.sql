DROP TABLE award_rules;
