DROP TABLE project_comments;
DROP TABLE project_events;
DROP TABLE project_milestones;
DROP TABLE project_lines;
DROP TABLE project_people;
DROP TABLE projects;
