DROP TABLE household_imports;
