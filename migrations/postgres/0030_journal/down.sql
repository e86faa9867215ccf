DROP TABLE leases;
DROP TABLE journal_cursors;
DROP TABLE journal_roots;
DROP TABLE journal_nodes;
DROP TABLE journal;
DROP FUNCTION journal_is_append_only;
