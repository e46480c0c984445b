-- A company may let the park's administration read its data in full, whatever others may see.

alter table company add column is_open_to_administration boolean;
comment on column company.is_open_to_administration is 'Whether the park''s administration may read the company''s data in full, costs included';
