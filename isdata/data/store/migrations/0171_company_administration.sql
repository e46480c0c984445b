-- A company may give the park's administration access to all its data, independent of other readers.

alter table company add column is_open_to_administration boolean;
comment on column company.is_open_to_administration is 'Whether the park''s administration may read the company''s data in full, costs included';
