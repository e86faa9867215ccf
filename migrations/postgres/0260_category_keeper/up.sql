-- To whom new reports of a kind go.
ALTER TABLE categories ADD COLUMN keeper TEXT NOT NULL DEFAULT 'queue';
