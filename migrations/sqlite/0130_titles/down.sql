DROP TABLE titles;
DROP TABLE title_awards;
