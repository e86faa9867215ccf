DROP TABLE finding_entries;
DROP TABLE finding_disbursements;
DROP TABLE findings;
DROP TABLE finding_settings;
